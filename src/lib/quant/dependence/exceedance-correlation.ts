import { normalExceedanceCorrelation } from '$lib/math/distributions';
import { correlation, mean, standardDeviation } from '$lib/math/stats';

/** Correlation of two series on the rows where both are far out on one side. */
export interface ExceedanceCorrelation {
  /** In standard deviations from the mean: below zero both are at or below it, else both at or above. */
  readonly threshold: number;
  readonly rows: number;
  /** NaN with fewer than `leastRows` rows. */
  readonly correlation: number;
  /** What a normal law with the correlation of all rows would leave on such rows. */
  readonly normal: number;
}

const LEAST_ROWS = 8;

/**
 * Correlations beyond thresholds of standardised returns, beside those that a normal law implies: a plain correlation on
 * bad days alone says little, as choosing the days moves it. Missing: none allowed. Fewer than `leastRows` rows give NaN.
 * Source: Longin and Solnik, Extreme correlation of international equity markets (2001); Ang and Chen (2002).
 * @throws RangeError on unequal lengths.
 */
export function exceedanceCorrelations(
  a: Float64Array,
  b: Float64Array,
  thresholds: readonly number[],
  leastRows = LEAST_ROWS
): ExceedanceCorrelation[] {
  const whole = correlation(a, b);
  const [x, y] = [standardised(a), standardised(b)];
  return thresholds.map((threshold) => {
    const within = (value: number): boolean => (threshold < 0 ? value <= threshold : value >= threshold);
    const rows = Array.from({ length: x.length }, (_, t) => t).filter((t) => within(x[t]) && within(y[t]));
    const found =
      rows.length < leastRows
        ? NaN
        : correlation(
            rows.map((t) => x[t]),
            rows.map((t) => y[t])
          );
    const normal = Number.isNaN(whole) ? NaN : normalExceedanceCorrelation(Math.abs(threshold), whole);
    return { threshold, rows: rows.length, correlation: found, normal };
  });
}

function standardised(values: Float64Array): Float64Array {
  const [centre, scale] = [mean(values), standardDeviation(values)];
  return values.map((value) => (value - centre) / scale);
}
