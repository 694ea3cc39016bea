/** Least value. NaN propagates; NaN when empty. */
export function minimum(values: ArrayLike<number>): number {
  let least = values.length > 0 ? Infinity : NaN;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return NaN;
    if (values[i] < least) least = values[i];
  }
  return least;
}

/** Greatest value. NaN propagates; NaN when empty. */
export function maximum(values: ArrayLike<number>): number {
  let greatest = values.length > 0 ? -Infinity : NaN;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return NaN;
    if (values[i] > greatest) greatest = values[i];
  }
  return greatest;
}

/** Running maximum: the greatest value so far at each place. From the first NaN on the result is NaN. */
export function runningMaximum(values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(values.length);
  let greatest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    greatest = Math.max(greatest, values[i]);
    out[i] = greatest;
  }
  return out;
}

/**
 * Quantile by linear interpolation at (n - 1)p, type 7 of Hyndman and Fan (1996), of values already ascending and
 * free of NaN. NaN when empty. Throws RangeError unless 0 <= p <= 1.
 */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability ${p} is outside [0, 1]`);
  const n = sorted.length;
  if (n === 0) return NaN;
  const place = (n - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below];
  const share = place - below;
  return share === 0 ? low : low + share * (sorted[below + 1] - low);
}

/** Quantile, type 7 of Hyndman and Fan (1996); the values may come in any order. NaN propagates; NaN when empty. */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  // Typed arrays sort NaN to the end.
  const last = sorted.length > 0 ? sorted[sorted.length - 1] : NaN;
  return Number.isNaN(last) ? sortedQuantile([], p) : sortedQuantile(sorted, p);
}

/** Median: the quantile at one half. NaN propagates; NaN when empty. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
