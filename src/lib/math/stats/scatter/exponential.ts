import { log } from '$lib/math/elementary';
import { gram } from '$lib/math/linalg';
import { requireObservations, type Observations } from './observations';

/**
 * Where weighted deviations are measured from. 'mean': the plain mean of each variable, weights adding to one
 * (PyPortfolioOpt's exp_cov). 'weighted-mean': the weighted mean of the pair's rows, with the factor
 * W^2 / (W^2 - sum of w^2) that removes the bias (pandas' ewm().cov()). 'zero': no centring, weights adding to one
 * (skfolio's EWCovariance, RiskMetrics 1996).
 */
export type ExponentialCentre = 'mean' | 'weighted-mean' | 'zero';

/** Half-life, in rows, of the weights of a span: decay (span - 1) / (span + 1). @throws RangeError unless span > 1. */
export function halfLifeFromSpan(span: number): number {
  if (!(span > 1)) throw new RangeError(`span must be above 1: ${span}`);
  return Math.LN2 / -log((span - 1) / (span + 1));
}

/** Weights 2^(-age / halfLife), the last row of age 0; not normalized. @throws RangeError unless the half-life is positive. */
export function exponentialWeights(rows: number, halfLife: number): Float64Array {
  if (!(halfLife > 0)) throw new RangeError(`half-life must be positive: ${halfLife}`);
  return Float64Array.from({ length: rows }, (_, t) => 2 ** ((t - rows + 1) / halfLife));
}

/** Weighted mean of each column over its own rows (NaN is missing; its weight is left out). NaN when it has none. */
export function weightedColumnMeans({ values, rows, columns }: Observations, weights: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: columns }, (_, j) => {
    let [total, weight] = [0, 0];
    for (let t = 0; t < rows; t++) {
      const value = values[t * columns + j];
      if (Number.isNaN(value)) continue;
      total += weights[t] * value;
      weight += weights[t];
    }
    return total / weight;
  });
}

interface Pair {
  readonly i: number;
  readonly j: number;
  readonly weights: Float64Array;
  readonly centre: ExponentialCentre;
  readonly means: Float64Array;
}

function pairCovariance({ values, rows, columns: n }: Observations, { i, j, weights, centre, means }: Pair): number {
  let [weight, squares, sumI, sumJ] = [0, 0, 0, 0];
  for (let t = 0; t < rows; t++) {
    const [a, b] = [values[t * n + i], values[t * n + j]];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    weight += weights[t];
    squares += weights[t] * weights[t];
    sumI += weights[t] * a;
    sumJ += weights[t] * b;
  }
  const [centreI, centreJ] =
    centre === 'zero' ? [0, 0] : centre === 'mean' ? [means[i], means[j]] : [sumI / weight, sumJ / weight];
  let total = 0;
  for (let t = 0; t < rows; t++) {
    const term = weights[t] * (values[t * n + i] - centreI) * (values[t * n + j] - centreJ);
    if (!Number.isNaN(term)) total += term;
  }
  const bias = centre === 'weighted-mean' ? (weight * weight) / (weight * weight - squares) : 1;
  return (total / weight) * bias;
}

/**
 * Exponentially weighted covariance, n x n, of one half-life in rows. Missing values (NaN) take their row from the
 * pairs they are in, the ages of the others staying what they are. NaN where a pair has no rows.
 * @throws RangeError without rows or with a half-life that is not positive.
 */
export function exponentialCovariance(
  observations: Observations,
  halfLife: number,
  centre: ExponentialCentre = 'mean'
): Float64Array {
  requireObservations(observations, 1);
  const { rows, columns: n } = observations;
  const weights = exponentialWeights(rows, halfLife);
  const means = weightedColumnMeans(observations, new Float64Array(rows).fill(1));
  if (!observations.values.some(Number.isNaN)) return completeCovariance(observations, weights, centre, means);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = pairCovariance(observations, { i, j, weights, centre, means });
      out[i * n + j] = out[j * n + i] = value;
    }
  }
  return out;
}

/** The same without gaps: the cross products of deviations times the roots of their weights. */
function completeCovariance(
  observations: Observations,
  weights: Float64Array,
  centre: ExponentialCentre,
  means: Float64Array
): Float64Array {
  const { values, rows, columns: n } = observations;
  const weight = weights.reduce((total, one) => total + one, 0);
  const squares = weights.reduce((total, one) => total + one * one, 0);
  const centres =
    centre === 'zero' ? new Float64Array(n) : centre === 'mean' ? means : weightedColumnMeans(observations, weights);
  const roots = weights.map(Math.sqrt);
  const deviations = values.map((value, at) => roots[Math.floor(at / n)] * (value - centres[at % n]));
  const bias = centre === 'weighted-mean' ? (weight * weight) / (weight * weight - squares) : 1;
  return gram(deviations, rows, n).map((value) => (value / weight) * bias);
}
