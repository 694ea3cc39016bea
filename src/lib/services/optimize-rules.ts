import { identifierOf, type Instrument, type InstrumentId, type InstrumentKind } from '$lib/domain/instruments';
import type { Constraint, InstrumentWeight } from '$lib/quant/optimization';
import {
  exposureConstraints,
  lookedThrough,
  type ExposureNames,
  type ExposureScope,
  type Limits,
  type MeasuredLimit,
  type SpokenExposure
} from './optimize-exposures';

export { fractions, type ExposureNames, type MeasuredLimit } from './optimize-exposures';

/**
 * A rule as a person says it. `of` names an instrument by its symbol or a group by its sector, kind, currency or
 * country, or a label of the person's own; without it the rule is about all instruments.
 */
export type SpokenRule =
  | ({ readonly kind: 'weight'; readonly of: string; readonly lookThrough?: true } & Limits)
  | ({ readonly kind: 'each' } & Limits)
  | ({ readonly kind: 'cash' } & Limits)
  | SpokenExposure
  | { readonly kind: 'turnover' | 'volatility' | 'tracking-error' | 'trade-size'; readonly upper: number }
  | { readonly kind: 'short'; readonly of?: string; readonly upper: number }
  | { readonly kind: 'positions'; readonly of?: string; readonly most: number }
  | { readonly kind: 'position-size'; readonly of?: string; readonly least: number; readonly count?: number }
  | { readonly kind: 'exclusion' | 'no-sale' | 'no-buy'; readonly of?: string };

/** What a name may stand for. */
export type Dimension = 'instrument' | 'sector' | 'kind' | 'currency' | 'country' | 'label';

/** A group with its members among some instruments. */
export interface NamedGroup {
  readonly dimension: Dimension;
  readonly name: string;
  readonly members: readonly InstrumentId[];
}

/** Names of kinds as a person reads them. */
export type KindNames = Readonly<Record<InstrumentKind, string>>;

/** Every group that instruments fall into, by dimension; single instruments are not among them. */
export function groupsOf(instruments: readonly Instrument[], kinds: KindNames): NamedGroup[] {
  const named: readonly (readonly [Dimension, (one: Instrument) => string | undefined])[] = [
    ['sector', (one) => one.sector],
    ['kind', (one) => kinds[one.kind]],
    ['currency', (one) => one.currency],
    ['country', (one) => one.country]
  ];
  const groups = named.flatMap(([dimension, nameOf]) => {
    const names = new Set(instruments.map(nameOf).filter((one) => one !== undefined && one !== ''));
    return [...names].sort().flatMap((name) => {
      const members = instruments.filter((one) => nameOf(one) === name).map(({ id }) => id);
      return name === undefined ? [] : [{ dimension, name, members }];
    });
  });
  return [...groups, ...labelGroups(instruments)];
}

/** Groups by labels of the person's own: "Strategy: income". */
function labelGroups(instruments: readonly Instrument[]): NamedGroup[] {
  const members = new Map<string, InstrumentId[]>();
  for (const { id, labels = {} } of instruments)
    for (const [dimension, label] of Object.entries(labels)) {
      const name = `${dimension}: ${label}`;
      members.set(name, [...(members.get(name) ?? []), id]);
    }
  return [...members.keys()].sort().map((name) => ({ dimension: 'label', name, members: members.get(name) ?? [] }));
}

/** What a name stands for, an instrument before a group; undefined when nothing has it. Case is ignored. */
export function groupNamed(name: string, instruments: readonly Instrument[], kinds: KindNames): NamedGroup | undefined {
  const wanted = name.trim().toLowerCase();
  const one = instruments.find(
    (each) => identifierOf(each).toLowerCase() === wanted || each.id.toLowerCase() === wanted
  );
  if (one) return { dimension: 'instrument', name: identifierOf(one), members: [one.id] };
  const groups = groupsOf(instruments, kinds);
  const whole = groups.find((group) => group.name.toLowerCase() === wanted);
  if (whole) return whole;
  // A label may be named without its dimension where only one dimension has it.
  const labels = groups.filter(
    ({ dimension, name: full }) => dimension === 'label' && full.slice(full.indexOf(':') + 2).toLowerCase() === wanted
  );
  return labels.length === 1 ? labels[0] : undefined;
}

/** What rules are made on. */
export interface RuleScope {
  readonly instruments: readonly Instrument[];
  readonly kinds: KindNames;
  /** Of the tracking error. */
  readonly benchmark: readonly InstrumentWeight[];
  readonly names: ExposureNames;
  /** What beta is to where a rule names nothing. */
  readonly market?: InstrumentId;
  /** What the whole is worth in the base currency. */
  readonly value: number;
}

/** Id of the rule at a place of a list; the two sides of limits on one instrument are two rules. */
const idAt = (place: number, side?: 'lower'): string => `rule:${place}${side ? `:${side}` : ''}`;

/** Place in the list that an id was made of; undefined for ids that were not. */
export function placeOfRule(id: string): number | undefined {
  const [, place] = /^rule:(\d+)(?::lower)?$/.exec(id) ?? [];
  return place === undefined ? undefined : Number(place);
}

/** Constraints of spoken rules, limits on what has yet to be measured, and the rules whose name nothing has. */
export function constraintsOf(
  rules: readonly SpokenRule[],
  scope: RuleScope
): {
  readonly constraints: readonly Constraint[];
  readonly measured: readonly MeasuredLimit[];
  readonly unknown: readonly SpokenRule[];
} {
  const constraints: Constraint[] = [];
  const measured: MeasuredLimit[] = [];
  const unknown: SpokenRule[] = [];
  rules.forEach((rule, place) => {
    const found = constraintsOfOne(rule, place, scope);
    if (!found) unknown.push(rule);
    for (const one of found ?? []) {
      if (one.kind === 'measured') measured.push(one);
      else constraints.push(one);
    }
  });
  return { constraints, measured, unknown };
}

function exposureScope({ instruments, kinds, names, market, value }: RuleScope): ExposureScope {
  const find = (name: string): InstrumentId | undefined => {
    const found = groupNamed(name, instruments, kinds);
    return found?.dimension === 'instrument' ? found.members[0] : undefined;
  };
  return { instruments, names, value, find, ...(market === undefined ? {} : { market }) };
}

function constraintsOfOne(
  rule: SpokenRule,
  place: number,
  scope: RuleScope
): readonly (Constraint | MeasuredLimit)[] | undefined {
  const id = idAt(place);
  const named = 'of' in rule && rule.of !== undefined ? groupNamed(rule.of, scope.instruments, scope.kinds) : undefined;
  if ('of' in rule && rule.of !== undefined && !named) return undefined;
  const whom = named ? { instruments: named.members } : {};
  switch (rule.kind) {
    case 'weight': {
      if (rule.lookThrough && named) return [lookedThrough(id, named, limitsOf(rule), exposureScope(scope))];
      if (named?.dimension === 'instrument') return limitsOnEach(rule, place, whom);
      const { name = '', members = [] } = named ?? {};
      return [{ kind: 'group', id, name, members, ...limitsOf(rule) }];
    }
    case 'each':
      return limitsOnEach(rule, place, {});
    case 'cash':
      return [];
    case 'short':
      return [{ kind: 'position-floor', id, lower: -rule.upper, ...whom }];
    case 'positions':
      return [{ kind: 'cardinality', id, maximum: rule.most, ...whom }];
    case 'position-size': {
      const count = rule.count === undefined ? {} : { count: rule.count };
      return [{ kind: 'minimum-position', id, minimum: rule.least, ...count, ...whom }];
    }
    case 'tracking-error':
      return [{ kind: rule.kind, id, maximum: rule.upper, benchmark: scope.benchmark }];
    case 'exclusion':
    case 'no-sale':
    case 'no-buy':
      return [{ kind: rule.kind, id, ...whom }];
    case 'turnover':
    case 'volatility':
    case 'trade-size':
      return [{ kind: rule.kind, id, maximum: rule.upper }];
    default:
      return exposureConstraints(rule, (side) => idAt(place, side), exposureScope(scope));
  }
}

function limitsOf({ lower, upper }: Limits): Limits {
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

function limitsOnEach(
  { lower, upper }: Limits,
  place: number,
  whom: { readonly instruments?: readonly InstrumentId[] }
): Constraint[] {
  return [
    ...(upper === undefined ? [] : [{ kind: 'position-cap' as const, id: idAt(place), upper, ...whom }]),
    ...(lower === undefined ? [] : [{ kind: 'position-floor' as const, id: idAt(place, 'lower'), lower, ...whom }])
  ];
}
