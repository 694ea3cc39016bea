import { choleskyFactor, nearestPositiveSemidefinite } from '$lib/math/linalg';

/** Mean and covariance (divisor: the sum of the weights, or `divisor`) of day-major rows with a weight each. */
export function weightedMoments(
  data: Float64Array,
  rows: number,
  columns: number,
  weights: ArrayLike<number>,
  divisor?: number
): { mean: Float64Array; covariance: Float64Array; total: number } {
  const mean = new Float64Array(columns);
  let total = 0;
  for (let t = 0; t < rows; t++) {
    total += weights[t];
    for (let i = 0; i < columns; i++) mean[i] += weights[t] * data[t * columns + i];
  }
  for (let i = 0; i < columns; i++) mean[i] /= total;
  const covariance = new Float64Array(columns * columns);
  const gap = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    for (let i = 0; i < columns; i++) gap[i] = data[t * columns + i] - mean[i];
    for (let i = 0; i < columns; i++) {
      const part = weights[t] * gap[i];
      for (let j = 0; j <= i; j++) covariance[i * columns + j] += part * gap[j];
    }
  }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j <= i; j++) {
      const value = covariance[i * columns + j] / (divisor ?? total);
      covariance[i * columns + j] = value;
      covariance[j * columns + i] = value;
    }
  return { mean, covariance, total };
}

/**
 * Lower Cholesky factor of a covariance; one that is not positive definite is first replaced by the nearest that is, its
 * least eigenvalue a ten-billionth of the largest variance, and `repaired` says so. @throws RangeError when it is not finite.
 */
export function usableFactor(matrix: Float64Array, n: number): { factor: Float64Array; repaired: boolean } {
  if (!matrix.every(Number.isFinite)) throw new RangeError('a covariance is not finite');
  const plain = choleskyFactor(matrix, n);
  if (plain.status === 'ok') return { factor: plain.factor, repaired: false };
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, matrix[i * n + i]);
  const nearest = nearestPositiveSemidefinite(matrix, n, 1e-10 * Math.max(largest, 1e-12)).matrix;
  const chosen = choleskyFactor(nearest, n);
  if (chosen.status !== 'ok') throw new RangeError(`covariance has no factor at ${chosen.pivot}`);
  return { factor: chosen.factor, repaired: true };
}
