import { requireLength } from './vectors';

/** Outcome of a Cholesky factorisation: the lower factor, or the first pivot that is not positive. */
export type CholeskyResult =
  | { readonly status: 'ok'; readonly factor: Float64Array }
  | { readonly status: 'not-positive-definite'; readonly pivot: number };

/**
 * Cholesky factor L of a symmetric positive definite matrix, A = LL' (Golub and Van Loan 2013, section 4.2).
 * Row-major n x n, zeros above the diagonal; only the lower triangle of `matrix` is read. A pivot at or below
 * n * 2.2e-16 of its diagonal entry, or NaN, ends it with its index. Throws RangeError on a wrong shape.
 */
export function choleskyFactor(matrix: Float64Array, n: number): CholeskyResult {
  requireLength(matrix.length, n * n, 'matrix');
  const factor = new Float64Array(n * n);
  const tolerance = n * Number.EPSILON;
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n;
      let s0 = matrix[rowI + j];
      let s1 = 0;
      let k = 0;
      for (; k + 1 < j; k += 2) {
        s0 -= factor[rowI + k] * factor[rowJ + k];
        s1 -= factor[rowI + k + 1] * factor[rowJ + k + 1];
      }
      if (k < j) s0 -= factor[rowI + k] * factor[rowJ + k];
      const value = s0 + s1;
      if (i === j) {
        if (!(value > tolerance * matrix[rowI + i])) return { status: 'not-positive-definite', pivot: i };
        factor[rowI + i] = Math.sqrt(value);
      } else {
        factor[rowI + j] = value / factor[rowJ + j];
      }
    }
  }
  return { status: 'ok', factor };
}

/** Solution x of Lx = b for a lower triangular row-major n x n matrix with a non-zero diagonal. */
export function forwardSubstitution(factor: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  requireLength(factor.length, n * n, 'factor');
  requireLength(b.length, n, 'right-hand side');
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let value = b[i];
    const row = i * n;
    for (let k = 0; k < i; k++) value -= factor[row + k] * x[k];
    x[i] = value / factor[row + i];
  }
  return x;
}

/** Solution x of L'x = b for a lower triangular row-major n x n matrix L with a non-zero diagonal. */
export function backSubstitution(factor: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  requireLength(factor.length, n * n, 'factor');
  requireLength(b.length, n, 'right-hand side');
  const x = Float64Array.from(b);
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const value = x[i] / factor[row + i];
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] -= factor[row + k] * value;
  }
  return x;
}

/** Solution x of LL'x = b, `factor` being the Cholesky factor L of the matrix of the system. */
export function choleskySolve(factor: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  return backSubstitution(factor, n, forwardSubstitution(factor, n, b));
}
