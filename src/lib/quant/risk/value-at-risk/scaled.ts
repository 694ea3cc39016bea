import { normalQuantile } from '$lib/math/distributions';
import type { HorizonRule } from './tail-risk';

/** Standard deviations on each side that hold 0.95 of a normal law. */
const TWO_SIDED = normalQuantile(0.975);

/** The interval of an estimate whose error is normal; undefined without an error. */
export function intervalAround(
  estimate: number,
  error: number | undefined
): { readonly lower: number; readonly upper: number } | undefined {
  if (error === undefined || !Number.isFinite(error)) return undefined;
  return { lower: estimate - TWO_SIDED * error, upper: estimate + TWO_SIDED * error };
}

/** The rule of methods whose deviation grows with the root of the periods. */
export const rootRule = (horizon: number): HorizonRule => (horizon === 1 ? 'one-period' : 'root-of-time');

/** Returns over `horizon` periods in a row, compounded, each beginning one period after the one before. */
export function overlappingReturns(series: Float64Array, horizon: number): Float64Array {
  if (horizon === 1) return series;
  const count = Math.max(0, series.length - horizon + 1);
  return Float64Array.from({ length: count }, (_, from) => {
    let growth = 1;
    for (let t = from; t < from + horizon; t++) growth *= 1 + series[t];
    return growth - 1;
  });
}
