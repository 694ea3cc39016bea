import { centeredGram, gram } from '$lib/math/linalg';
import { requireObservations, type Observations } from '../scatter/observations';

/** A matrix over pairs of variables, and the rows that each pair has in common. */
export interface PairwiseCovariance {
  readonly covariance: Float64Array;
  readonly counts: Int32Array;
}

/**
 * Covariance of each pair on the rows that both have (NaN is missing), about the means of those rows, divisor
 * count - 1. The whole need not be positive semidefinite. NaN where a pair has fewer than two rows.
 */
export function pairwiseCovariance(observations: Observations): PairwiseCovariance {
  requireObservations(observations, 1);
  const { values, rows, columns: n } = observations;
  if (rows > 1 && !values.some(Number.isNaN)) {
    const covariance = centeredGram(values, rows, n).gram.map((value) => value / (rows - 1));
    return { covariance, counts: new Int32Array(n * n).fill(rows) };
  }
  const covariance = new Float64Array(n * n);
  const counts = new Int32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let count = 0;
      let [sumI, sumJ, product] = [0, 0, 0];
      for (let t = 0; t < rows; t++) {
        const a = values[t * n + i];
        const b = values[t * n + j];
        if (Number.isNaN(a) || Number.isNaN(b)) continue;
        count++;
        sumI += a;
        sumJ += b;
      }
      for (let t = 0; t < rows; t++) {
        const term = (values[t * n + i] - sumI / count) * (values[t * n + j] - sumJ / count);
        if (!Number.isNaN(term)) product += term;
      }
      const value = count < 2 ? NaN : product / (count - 1);
      counts[i * n + j] = counts[j * n + i] = count;
      covariance[i * n + j] = covariance[j * n + i] = value;
    }
  }
  return { covariance, counts };
}

/**
 * Lower partial comoments E[min(x_i - b, 0) min(x_j - b, 0)] about a benchmark b. A missing value (NaN) either counts
 * as no shortfall ('no-shortfall', every pair over all rows) or takes its row from the pairs it is in ('pairwise').
 * Positive semidefinite without gaps and with 'no-shortfall'. NaN where a pair has no row.
 * Source: Hogan and Warren (1972) with one benchmark for both; Estrada, Mean-semivariance optimization (2008).
 */
export function lowerPartialComoments(
  observations: Observations,
  benchmark = 0,
  gaps: 'pairwise' | 'no-shortfall' = 'pairwise'
): PairwiseCovariance {
  requireObservations(observations, 1);
  const { values, rows, columns: n } = observations;
  const shortfalls = values.map((value) => Math.min(value - benchmark, 0));
  if (!shortfalls.some(Number.isNaN)) {
    const covariance = gram(shortfalls, rows, n).map((value) => value / rows);
    return { covariance, counts: new Int32Array(n * n).fill(rows) };
  }
  const covariance = new Float64Array(n * n);
  const counts = new Int32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let count = 0;
      let total = 0;
      for (let t = 0; t < rows; t++) {
        const term = shortfalls[t * n + i] * shortfalls[t * n + j];
        if (!Number.isNaN(term)) {
          count++;
          total += term;
        }
      }
      counts[i * n + j] = counts[j * n + i] = count;
      covariance[i * n + j] = covariance[j * n + i] = total / (gaps === 'pairwise' ? count : rows);
    }
  }
  return { covariance, counts };
}
