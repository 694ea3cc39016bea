import { mean as meanOf, sum } from '$lib/math/stats';
import { fact, type Series } from '../series';

/** Arithmetic mean of a period. */
export const mean = fact(({ returns }) => meanOf(returns));

/** Sum of the returns, not compounded. */
export const total = fact(({ returns }) => sum(returns));

/** Returns less the risk-free return of their period; the returns themselves where that is zero. */
export const excess = fact(({ returns, riskFree }: Series): Float64Array => {
  if (riskFree === 0) return returns;
  if (typeof riskFree === 'number') return returns.map((value) => value - riskFree);
  return returns.map((value, t) => value - riskFree[t]);
});

/** Sums of powers of deviations from the mean. */
interface PowerSums {
  readonly centre: number;
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
  readonly absolute: number;
  /** Squares of the deviations below the mean. */
  readonly below: number;
}

function powerSums(values: Float64Array, centre: number): PowerSums {
  let [second, third, fourth, absolute, below] = [0, 0, 0, 0, 0];
  for (let t = 0; t < values.length; t++) {
    const away = values[t] - centre;
    const square = away * away;
    second += square;
    third += square * away;
    fourth += square * square;
    absolute += away < 0 ? -away : away;
    if (away < 0) below += square;
  }
  return { centre, second, third, fourth, absolute, below };
}

/** Sums of powers of the returns' deviations from their mean. */
export const powers = fact((series) => powerSums(series.returns, mean(series)));

/** The same of the excess returns. */
export const excessPowers = fact((series) => {
  const { riskFree, meanRiskFree } = series;
  if (typeof riskFree !== 'number') return powerSums(excess(series), meanOf(excess(series)));
  const own = powers(series);
  return { ...own, centre: own.centre - meanRiskFree };
});

// A series that does not vary has no variance, whatever rounding of its mean leaves.
function unlessConstant(values: Float64Array, squares: number): number {
  const [first] = values;
  return squares > 0 && values.every((value) => value === first) ? 0 : squares;
}

/** Sample variance of a period, n - 1; NaN below two returns. */
export const variance = fact((series) =>
  series.count < 2 ? NaN : unlessConstant(series.returns, powers(series).second) / (series.count - 1)
);

/** Sample standard deviation of a period. */
export const deviation = fact((series) => Math.sqrt(variance(series)));

/** Sample standard deviation of the excess returns. */
export const excessDeviation = fact((series) => {
  const { riskFree, count } = series;
  if (typeof riskFree === 'number') return deviation(series);
  return count < 2 ? NaN : Math.sqrt(unlessConstant(excess(series), excessPowers(series).second) / (count - 1));
});

/** Population skewness g1 of the returns. */
export const skewness = fact((series) => {
  const { second, third } = powers(series);
  const { count } = series;
  return third / count / (second / count) ** 1.5;
});

/** Population kurtosis m4 / m2^2; 3 for the normal law. */
export const kurtosis = fact((series) => {
  const { second, fourth } = powers(series);
  return (fourth * series.count) / (second * second);
});

/** Adjusted skewness G1 (Joanes and Gill 1998). */
export const adjustedSkewness = fact((series) => {
  const n = series.count;
  return n < 3 ? NaN : (skewness(series) * Math.sqrt(n * (n - 1))) / (n - 2);
});

/** Adjusted excess kurtosis G2. */
export const adjustedExcessKurtosis = fact((series) => {
  const n = series.count;
  return n < 4 ? NaN : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (kurtosis(series) - 3) + 6);
});

/** Autocorrelation of neighbours: the correlation of all but the last with all but the first return. */
export const neighbourCorrelation = fact((series) => correlationAtLag(series.returns, 1));

/** The same of the excess returns. */
export const excessNeighbourCorrelation = fact((series) => correlationAtLag(excess(series), 1));

function correlationAtLag(values: Float64Array, lag: number): number {
  const n = values.length - lag;
  if (n < 1) return NaN;
  let [before, after] = [0, 0];
  for (let t = 0; t < n; t++) {
    before += values[t];
    after += values[t + lag];
  }
  before /= n;
  after /= n;
  let [cross, first, second] = [0, 0, 0];
  for (let t = 0; t < n; t++) {
    const a = values[t] - before;
    const b = values[t + lag] - after;
    cross += a * b;
    first += a * a;
    second += b * b;
  }
  return cross / Math.sqrt(first * second);
}
