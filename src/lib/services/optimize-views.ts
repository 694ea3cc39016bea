import type { Instrument } from '$lib/domain/instruments';
import type { InstrumentWeight } from '$lib/quant/optimization';
import type { ReturnView } from '$lib/quant/views';
import { groupNamed, type KindNames } from './optimize-rules';

/** A view as a person says it: an instrument or group earns a return a year, or so much more than another; how sure it is, 0 to 1. */
export interface SpokenView {
  readonly of: string;
  readonly value: number;
  readonly moreThan?: string;
  readonly sure?: number;
}

/** What views are taken on. */
export interface ViewScope {
  readonly instruments: readonly Instrument[];
  readonly kinds: KindNames;
  /** Weights now: the members of a group count by them, alike when none is held. */
  readonly current: readonly InstrumentWeight[];
}

/** Place in the list of spoken views that the id of a view was made of. */
export const placeOfView = (id: string): number => Number(id.slice('view:'.length));

/** Views for the model, each with an id of its place in the list, and those whose names nothing in the universe has. */
export function returnViewsOf(
  spoken: readonly SpokenView[],
  scope: ViewScope
): { readonly views: readonly ReturnView[]; readonly unknown: readonly SpokenView[] } {
  const views: ReturnView[] = [];
  const unknown: SpokenView[] = [];
  spoken.forEach((one, place) => {
    const { value, sure, moreThan } = one;
    const basket = basketOf(one.of, scope);
    const other = moreThan === undefined ? undefined : basketOf(moreThan, scope);
    if (!basket || (moreThan !== undefined && !other)) {
      unknown.push(one);
      return;
    }
    views.push({
      id: `view:${place}`,
      basket,
      ...(other && { moreThan: other }),
      value,
      ...(sure === undefined ? {} : { confidence: sure })
    });
  });
  return { views, unknown };
}

function basketOf(name: string, { instruments, kinds, current }: ViewScope): InstrumentWeight[] | undefined {
  const group = groupNamed(name, instruments, kinds);
  const members = current.filter(({ instrument }) => group?.members.includes(instrument));
  if (members.length === 0) return undefined;
  const held = members.filter(({ weight }) => weight > 0);
  if (held.length > 0) return held.map(({ instrument, weight }) => ({ instrument, weight }));
  return members.map(({ instrument }) => ({ instrument, weight: 1 }));
}
