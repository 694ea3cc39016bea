import { valueOrigins, type ValueOrigin } from '$lib/domain/market';

/** Code at rest of an origin: its place among {@link valueOrigins}, which is its rank too. */
export const originCode = (origin: ValueOrigin): number => valueOrigins.indexOf(origin);

/** What values were before their origin was kept. */
export const IMPORTED = originCode('imported');

interface WithOrigins {
  readonly origins?: Uint8Array | undefined;
}

/** Code of the origin of one value. */
export function originAt({ origins }: WithOrigins, index: number): number {
  if (origins === undefined) return IMPORTED;
  return (origins.length === 1 ? origins[0] : origins[index]) ?? IMPORTED;
}

/** The same origins in the least room: none where all were imported, one where all are the same. */
export function compactOrigins(origins: Uint8Array | undefined): Uint8Array | undefined {
  if (origins === undefined || origins.length === 0) return undefined;
  const [first] = origins;
  if (origins.some((one) => one !== first)) return origins;
  return first === IMPORTED ? undefined : Uint8Array.of(first ?? IMPORTED);
}

/** True when codes are none, or not as many as the values they stand for. */
export function originsProblem(origins: unknown, count: number): boolean {
  if (!(origins instanceof Uint8Array)) return true;
  if (origins.length !== 1 && origins.length !== count) return true;
  return origins.some((code) => code >= valueOrigins.length);
}
