import { covariance, standardDeviation, variance } from '$lib/math/stats';

/** How a series of returns moves with a benchmark's. */
export interface RelativeRisk {
  /** Covariance over the benchmark's variance; NaN where that does not vary. */
  readonly beta: number;
  /** Standard deviation of the active returns, of a period. */
  readonly trackingError: number;
  /** Periods of which both are known. */
  readonly rows: number;
}

/** Beta and tracking error over the periods of which both returns are known; undefined with fewer than 20. @throws RangeError when the lengths differ. */
export function relativeRisk(series: Float64Array, benchmark: Float64Array): RelativeRisk | undefined {
  if (series.length !== benchmark.length) throw new RangeError(`${benchmark.length} returns beside ${series.length}`);
  const known = Array.from(series.keys()).filter((t) => Number.isFinite(series[t]) && Number.isFinite(benchmark[t]));
  if (known.length < 20) return undefined;
  const ours = Float64Array.from(known, (t) => series[t]);
  const theirs = Float64Array.from(known, (t) => benchmark[t]);
  return {
    beta: covariance(ours, theirs) / variance(theirs),
    trackingError: standardDeviation(ours.map((value, k) => value - theirs[k])),
    rows: known.length
  };
}
