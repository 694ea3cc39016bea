/** Where a stored value comes from. A later one in this list beats an earlier one on the same day. */
export type ValueOrigin = 'fetched' | 'imported' | 'manual';

/** Every origin, weakest first; its place is its rank and its code at rest. */
export const valueOrigins = ['fetched', 'imported', 'manual'] as const satisfies readonly ValueOrigin[];

/** True when a value of origin `a` may take the place of one of origin `b`: manual beats imported beats fetched. */
export function beats(a: ValueOrigin, b: ValueOrigin): boolean {
  return valueOrigins.indexOf(a) >= valueOrigins.indexOf(b);
}
