import { log } from '$lib/math/elementary';
import { choleskyFactor } from './cholesky';
import { gram } from './gram';
import { requireLength } from './vectors';

/** Inverse of a positive definite matrix with the logarithm of its determinant, or the first pivot that is not positive. */
export type DefiniteInverse =
  | { readonly status: 'ok'; readonly inverse: Float64Array; readonly logDeterminant: number }
  | { readonly status: 'not-positive-definite'; readonly pivot: number };

/** Inverse of a symmetric positive definite n x n matrix by its Cholesky factor. Throws RangeError on a wrong shape. */
export function definiteInverse(matrix: Float64Array, n: number): DefiniteInverse {
  const found = choleskyFactor(matrix, n);
  if (found.status !== 'ok') return found;
  const { factor } = found;
  // The inverse of L, row by row: A^-1 = L^-T L^-1.
  const lower = new Float64Array(n * n);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    logDeterminant += 2 * log(factor[row + i]);
    lower[row + i] = 1;
    for (let k = 0; k < i; k++) {
      const part = factor[row + k];
      if (part !== 0) for (let j = 0, from = k * n; j <= k; j++) lower[row + j] -= part * lower[from + j];
    }
    for (let j = 0; j <= i; j++) lower[row + j] /= factor[row + i];
  }
  return { status: 'ok', inverse: gram(lower, n, n), logDeterminant };
}

/**
 * Squared Mahalanobis distances (x - centre)'A^-1(x - centre) of the rows of day-major data, A given by its Cholesky
 * factor (columns x columns). NaN propagates by row.
 */
export function mahalanobisSquares(
  data: Float64Array,
  rows: number,
  columns: number,
  centre: ArrayLike<number>,
  factor: Float64Array
): Float64Array {
  requireLength(data.length, rows * columns, 'data');
  requireLength(centre.length, columns, 'centre');
  requireLength(factor.length, columns * columns, 'factor');
  const out = new Float64Array(rows);
  const solved = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    let total = 0;
    for (let i = 0; i < columns; i++) {
      let value = data[t * columns + i] - centre[i];
      const row = i * columns;
      for (let k = 0; k < i; k++) value -= factor[row + k] * solved[k];
      solved[i] = value / factor[row + i];
      total += solved[i] * solved[i];
    }
    out[t] = total;
  }
  return out;
}
