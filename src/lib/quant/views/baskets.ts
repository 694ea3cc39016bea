import type { InstrumentId } from '$lib/domain/instruments';

/** A member of a basket; weights count relative to their sum, so market values will do. */
export interface BasketMember {
  readonly instrument: InstrumentId;
  readonly weight: number;
}

/** One instrument, or several held together. */
export type Basket = InstrumentId | readonly BasketMember[];

/** What can be wrong with a view, before anything is solved; the ids are of the view and of those it clashes with. */
export interface ViewProblem {
  readonly view: string;
  readonly code:
    | 'unknown-instrument'
    | 'empty-basket'
    | 'no-difference'
    | 'not-a-number'
    | 'out-of-range'
    | 'beyond-scenarios'
    | 'dependent'
    | 'contradicting'
    | 'repeated-id'
    | 'riskless';
  readonly instrument?: InstrumentId;
  /** The value that is wrong, or the one that the other views imply. */
  readonly value?: number;
  readonly others?: readonly string[];
}

/** Places of instruments by their id. @throws RangeError on an instrument that is listed twice. */
export function placesOf(instruments: readonly InstrumentId[]): ReadonlyMap<InstrumentId, number> {
  const places = new Map(instruments.map((instrument, j) => [instrument, j]));
  if (places.size !== instruments.length) throw new RangeError('an instrument is listed twice');
  return places;
}

/** Ids that more than one view has. */
export function repeatedIds(views: readonly { readonly id: string }[]): ViewProblem[] {
  const seen = new Set<string>();
  return views.flatMap(({ id }) => {
    if (seen.has(id)) return [{ view: id, code: 'repeated-id' } as const];
    seen.add(id);
    return [];
  });
}

function addBasket(
  basket: Basket,
  sign: number,
  places: ReadonlyMap<InstrumentId, number>,
  row: Float64Array
): Omit<ViewProblem, 'view'> | undefined {
  const members = typeof basket === 'string' ? [{ instrument: basket, weight: 1 }] : basket;
  let total = 0;
  for (const { instrument, weight } of members) {
    if (!(weight >= 0) || weight === Infinity) return { code: 'not-a-number', instrument, value: weight };
    if (!places.has(instrument)) return { code: 'unknown-instrument', instrument };
    total += weight;
  }
  if (!(total > 0)) return { code: 'empty-basket' };
  for (const { instrument, weight } of members) {
    const place = places.get(instrument) ?? 0;
    row[place] = (row[place] ?? 0) + (sign * weight) / total;
  }
  return undefined;
}

/**
 * The portfolio that a view is about: a basket whose weights add up to 1, less the basket that it is held against.
 * The row of the pick matrix P. Source: Black and Litterman (1992); Idzorek (2005) for baskets by market value.
 */
export function viewPortfolio(
  view: { readonly id: string; readonly basket: Basket; readonly moreThan?: Basket },
  places: ReadonlyMap<InstrumentId, number>
): Float64Array | ViewProblem {
  const row = new Float64Array(places.size);
  const problem =
    addBasket(view.basket, 1, places, row) ??
    (view.moreThan === undefined ? undefined : addBasket(view.moreThan, -1, places, row));
  if (problem) return { view: view.id, ...problem };
  const most = row.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  return most > 1e-12 ? row : { view: view.id, code: 'no-difference' };
}
