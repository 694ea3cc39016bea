import type { InputOf } from '$lib/compute/caller';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { InstrumentWeight } from '$lib/quant/optimization';
import type { ConfidentView, ReturnView, ScenarioView } from '$lib/quant/views';
import { groupNamed, type KindNames } from './optimize-rules';

/** Whose view it is, when not the person's own, and how sure they are of it, 0 to 1. */
interface Held {
  readonly by?: string;
  readonly sure?: number;
}

/** An instrument or group earns a return a year, or so much more than another. */
export interface SpokenReturn extends Held {
  readonly kind?: undefined;
  readonly of: string;
  readonly value: number;
  readonly moreThan?: string;
}

/** How a figure stands to what is said of it. */
export type SpokenRelation = 'equal' | 'at-least' | 'at-most';

/** What is said of the shape of returns, of single instruments: figures are fractions, volatility a year, shortfall a period. */
export type SpokenShape = Held &
  (
    | { readonly kind: 'volatility'; readonly of: string; readonly relation: SpokenRelation; readonly value: number }
    | {
        readonly kind: 'shortfall';
        readonly of: string;
        readonly relation: SpokenRelation;
        readonly value: number;
        /** Share of the periods that are its worst. */
        readonly tail: number;
      }
    | {
        readonly kind: 'correlation';
        readonly of: string;
        readonly and: string;
        readonly relation: SpokenRelation;
        readonly value: number;
      }
    /** Expected returns in falling order. */
    | { readonly kind: 'rank'; readonly order: readonly string[] }
  );

/** A view as a person says it. */
export type SpokenView = SpokenReturn | SpokenShape;

/** What views are taken on. */
export interface ViewScope {
  readonly instruments: readonly Instrument[];
  readonly kinds: KindNames;
  /** Weights now: the members of a group count by them, alike when none is held. */
  readonly current: readonly InstrumentWeight[];
}

/** How views count: they move expected returns (Black-Litterman), or reweight the past (entropy pooling). */
export interface ViewsMethod {
  readonly counted: 'moving-returns' | 'reweighting';
  readonly pooling: 'linear' | 'logarithmic';
  /** By holder, the person's own under the empty name; equal when empty. */
  readonly trust: Readonly<Record<string, number>>;
}

type PoolingChoice = NonNullable<InputOf<'decide', 'optimize'>['pooling']>;

/** Place in the list of spoken views that the id of a view was made of. */
export const placeOfView = (id: string): number => Number(id.slice('view:'.length));

const idAt = (place: number): string => `view:${place}`;

/** Holders of views in the order of their first: the person under the empty name. */
export function holdersOf(spoken: readonly SpokenView[]): string[] {
  return [...new Set(spoken.map(({ by = '' }) => by))];
}

/** Whether views can count by reweighting the past alone: they say more than returns, or several people hold them. */
export function needReweighting(spoken: readonly SpokenView[]): boolean {
  return holdersOf(spoken).length > 1 || spoken.some(({ kind }) => kind !== undefined);
}

/** Views on returns, each with an id of its place in the list; and all those whose names nothing in the universe has. */
export function returnViewsOf(
  spoken: readonly SpokenView[],
  scope: ViewScope
): { readonly views: readonly ReturnView[]; readonly unknown: readonly SpokenView[] } {
  const views: ReturnView[] = [];
  const unknown: SpokenView[] = [];
  spoken.forEach((one, place) => {
    if (one.kind !== undefined) {
      if (!shapeView(one, place, scope)) unknown.push(one);
      return;
    }
    const { value, sure, moreThan } = one;
    const basket = basketOf(one.of, scope);
    const other = moreThan === undefined ? undefined : basketOf(moreThan, scope);
    if (!basket || (moreThan !== undefined && !other)) {
      unknown.push(one);
      return;
    }
    const confidence = sure === undefined ? {} : { confidence: sure };
    views.push({ id: idAt(place), basket, ...(other && { moreThan: other }), value, ...confidence });
  });
  return { views, unknown };
}

/** Views as a question has them: on returns, or reweighting the past. */
export function askedViews(
  spoken: readonly SpokenView[],
  scope: ViewScope,
  method: ViewsMethod,
  period: PoolingChoice['period']
): Pick<InputOf<'decide', 'optimize'>, 'views' | 'pooling'> {
  if (method.counted === 'reweighting') {
    const pooling = poolingOf(spoken, scope, method, period);
    return pooling ? { pooling } : {};
  }
  const { views } = returnViewsOf(spoken, scope);
  return views.length > 0 ? { views } : {};
}

/** Views as opinions of their holders on scenarios; undefined when none is on anything known. */
function poolingOf(
  spoken: readonly SpokenView[],
  scope: ViewScope,
  method: ViewsMethod,
  period: PoolingChoice['period']
): PoolingChoice | undefined {
  const returns = new Map(returnViewsOf(spoken, scope).views.map((view) => [view.id, view]));
  const holders = holdersOf(spoken);
  const opinions = holders.map((holder) => ({
    holder,
    views: spoken.flatMap((one, place): ConfidentView[] => {
      if ((one.by ?? '') !== holder) return [];
      const view = one.kind === undefined ? meanView(returns.get(idAt(place))) : shapeView(one, place, scope);
      return view ? [{ view, ...(one.sure === undefined ? {} : { confidence: one.sure }) }] : [];
    })
  }));
  const heard = opinions.filter(({ views }) => views.length > 0);
  if (heard.length === 0) return undefined;
  const trusts = trustsOf(
    heard.map(({ holder }) => holder),
    method.trust
  );
  return {
    method: method.pooling,
    period,
    opinions: heard.map((opinion, at) => (trusts ? { ...opinion, trust: trusts[at] ?? 0 } : opinion))
  };
}

/** Trust in each holder; scaled down where they add up to more than all of it, undefined when none is said. */
function trustsOf(holders: readonly string[], said: ViewsMethod['trust']): number[] | undefined {
  if (!holders.some((holder) => said[holder] !== undefined)) return undefined;
  const trusts = holders.map((holder) => said[holder] ?? 0);
  const total = trusts.reduce((sum, one) => sum + one, 0);
  return total > 1 ? trusts.map((one) => one / total) : trusts;
}

function meanView(view: ReturnView | undefined): ScenarioView | undefined {
  if (!view) return undefined;
  const { id, basket, moreThan, value } = view;
  return { kind: 'mean', id, basket, ...(moreThan === undefined ? {} : { moreThan }), relation: 'equal', value };
}

function shapeView(said: SpokenShape, place: number, scope: ViewScope): ScenarioView | undefined {
  const id = idAt(place);
  const held = new Set(scope.current.map(({ instrument }) => instrument));
  const find = (name: string): InstrumentId | undefined => {
    const group = groupNamed(name, scope.instruments, scope.kinds);
    const one = group?.dimension === 'instrument' ? group.members[0] : undefined;
    return one !== undefined && held.has(one) ? one : undefined;
  };
  if (said.kind === 'rank') {
    const order = said.order.flatMap((name) => find(name) ?? []);
    return order.length === said.order.length ? { kind: 'rank', id, order } : undefined;
  }
  const instrument = find(said.of);
  if (instrument === undefined) return undefined;
  const { relation, value } = said;
  switch (said.kind) {
    case 'volatility':
      return { kind: 'variance', id, instrument, relation, value: value * value };
    case 'shortfall':
      return { kind: 'expected-shortfall', id, instrument, level: 1 - said.tail, relation, value };
    case 'correlation': {
      const other = find(said.and);
      return other === undefined
        ? undefined
        : { kind: 'correlation', id, instruments: [instrument, other], relation, value };
    }
  }
}

function basketOf(name: string, { instruments, kinds, current }: ViewScope): InstrumentWeight[] | undefined {
  const group = groupNamed(name, instruments, kinds);
  const members = current.filter(({ instrument }) => group?.members.includes(instrument));
  if (members.length === 0) return undefined;
  const held = members.filter(({ weight }) => weight > 0);
  if (held.length > 0) return held.map(({ instrument, weight }) => ({ instrument, weight }));
  return members.map(({ instrument }) => ({ instrument, weight: 1 }));
}
