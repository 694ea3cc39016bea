/** Sum by Neumaier's compensated summation (Neumaier 1974). NaN propagates; 0 when empty. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** Arithmetic mean. NaN propagates; NaN when empty. */
export function mean(values: ArrayLike<number>): number {
  const n = values.length;
  const first = sum(values) / n;
  if (!Number.isFinite(first)) return first;
  // A second pass over the residuals wins back the last digits when the mean dwarfs the spread.
  let rest = 0;
  for (let i = 0; i < n; i++) rest += values[i] - first;
  return first + rest / n;
}

/** Sum of products of deviations from the means, corrected for the rounding of the means (Chan, Golub, LeVeque 1983). */
function crossDeviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (b.length !== a.length) throw new RangeError(`series have lengths ${a.length} and ${b.length}`);
  const meanA = mean(a);
  const meanB = a === b ? meanA : mean(b);
  const products = new Float64Array(a.length);
  let restA = 0;
  let restB = 0;
  for (let i = 0; i < a.length; i++) {
    const da = a[i] - meanA;
    const db = b[i] - meanB;
    products[i] = da * db;
    restA += da;
    restB += db;
  }
  return sum(products) - (restA * restB) / a.length;
}

/** Sample variance, divisor n - 1, two-pass. NaN propagates; NaN with fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  return values.length < 2 ? NaN : crossDeviation(values, values) / (values.length - 1);
}

/** Population variance, divisor n, two-pass. NaN propagates; NaN when empty. */
export function populationVariance(values: ArrayLike<number>): number {
  return values.length < 1 ? NaN : crossDeviation(values, values) / values.length;
}

/** Sample standard deviation, divisor n - 1. NaN propagates; NaN with fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/** Sample covariance of two series of equal length, divisor n - 1. NaN propagates; NaN with fewer than two values. */
export function covariance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return a.length < 2 ? NaN : crossDeviation(a, b) / (a.length - 1);
}

/** Pearson correlation, held within [-1, 1]. NaN propagates; NaN when either series does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const raw = crossDeviation(a, b) / Math.sqrt(crossDeviation(a, a) * crossDeviation(b, b));
  return Number.isFinite(raw) ? Math.max(-1, Math.min(1, raw)) : NaN;
}

/**
 * Autocorrelation at a lag: sum of (x_t - mean)(x_{t-lag} - mean) over the sum of (x_t - mean)^2, one mean for both
 * (Box and Jenkins 1976). NaN propagates; NaN for a constant series. Throws RangeError unless 0 <= lag is an integer.
 */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  if (!Number.isInteger(lag) || lag < 0) throw new RangeError(`lag ${lag} is not a non-negative integer`);
  const center = mean(values);
  const products = new Float64Array(Math.max(0, values.length - lag));
  for (let t = lag; t < values.length; t++) products[t - lag] = (values[t] - center) * (values[t - lag] - center);
  return sum(products) / crossDeviation(values, values);
}

/** Autocorrelation at lag 1; see {@link autocorrelation}. */
export function lag1Autocorrelation(values: ArrayLike<number>): number {
  return autocorrelation(values, 1);
}

function centralMoment(values: ArrayLike<number>, power: number): number {
  const center = mean(values);
  const terms = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) terms[i] = (values[i] - center) ** power;
  return sum(terms) / values.length;
}

/** Moment coefficient of skewness g1 = m3 / m2^1.5, population moments. NaN propagates; NaN for a constant series. */
export function skewness(values: ArrayLike<number>): number {
  return centralMoment(values, 3) / centralMoment(values, 2) ** 1.5;
}

/** Kurtosis m4 / m2^2 with population moments; 3 for the normal law (not excess). NaN propagates. */
export function kurtosis(values: ArrayLike<number>): number {
  return centralMoment(values, 4) / centralMoment(values, 2) ** 2;
}

/** Adjusted skewness G1 = g1 sqrt(n(n-1)) / (n-2) (Joanes and Gill 1998), Excel's SKEW. NaN with fewer than three. */
export function sampleSkewness(values: ArrayLike<number>): number {
  const n = values.length;
  return n < 3 ? NaN : (skewness(values) * Math.sqrt(n * (n - 1))) / (n - 2);
}

/** Adjusted excess kurtosis G2 (Joanes and Gill 1998), Excel's KURT; 0 for the normal law. NaN with fewer than four. */
export function sampleExcessKurtosis(values: ArrayLike<number>): number {
  const n = values.length;
  return n < 4 ? NaN : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (kurtosis(values) - 3) + 6);
}

/**
 * Weighted mean, sum of w x over sum of w; weights need not add to one. A value of weight zero is left out even when
 * it is NaN. NaN when the weights add to zero. Throws RangeError on unequal lengths.
 */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  if (weights.length !== values.length) throw new RangeError(`${weights.length} weights for ${values.length} values`);
  const products = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) products[i] = weights[i] === 0 ? 0 : values[i] * weights[i];
  return sum(products) / sum(weights);
}
