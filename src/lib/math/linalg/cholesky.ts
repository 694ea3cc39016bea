import { withKernels } from '$lib/math/kernels';
import { factorInPanels, panelLengths } from './ldl';
import { paddedSize } from './strips';
import { requireLength } from './vectors';

/** Outcome of a Cholesky factorisation: the lower factor, or the first pivot that is not positive. */
export type CholeskyResult =
  | { readonly status: 'ok'; readonly factor: Float64Array }
  | { readonly status: 'not-positive-definite'; readonly pivot: number };

/** Up to this size a plain loop is the fastest; it takes the steps of the panels in their order. */
const SMALL = 16;

/**
 * Cholesky factor L of a symmetric positive definite matrix, A = LL' (Golub and Van Loan 2013, section 4.2).
 * Row-major n x n, zeros above the diagonal; only the lower triangle of `matrix` is read. A pivot at or below
 * n * 2.2e-16 of its diagonal entry, or NaN, ends it with its index. Throws RangeError on a wrong shape.
 */
export function choleskyFactor(matrix: Float64Array, n: number): CholeskyResult {
  requireLength(matrix.length, n * n, 'matrix');
  const factor = new Float64Array(n * n);
  const pivots = new Float64Array(n);
  const failed = n <= SMALL ? factorSmall(matrix, n, factor, pivots) : factorLarge(matrix, n, factor, pivots);
  if (failed >= 0) return { status: 'not-positive-definite', pivot: failed };
  const roots = pivots.map(Math.sqrt);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) factor[row + j] *= roots[j];
    factor[row + i] = roots[i];
  }
  return { status: 'ok', factor };
}

/** Unit lower factor and pivots of A = LDL', by rows. Returns the first pivot that is too small, or -1. */
function factorSmall(matrix: Float64Array, n: number, factor: Float64Array, pivots: Float64Array): number {
  const floor = n * Number.EPSILON;
  const undivided = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      const block = j & ~3;
      let total = 0;
      for (let p = 0; p < block; p++) total += undivided[p] * factor[other + p];
      let value = matrix[row + j] - total;
      for (let p = block; p < j; p++) value -= undivided[p] * factor[other + p];
      if (j < i) {
        undivided[j] = value;
        factor[row + j] = value / pivots[j];
      } else {
        if (!(value > floor * matrix[row + i])) return i;
        pivots[i] = value;
      }
    }
  }
  return -1;
}

/** The same in panels of columns. */
function factorLarge(matrix: Float64Array, n: number, factor: Float64Array, pivots: Float64Array): number {
  const stride = paddedSize(n);
  return withKernels(n ** 3 / 6, [stride * stride, n, n, n, ...panelLengths(n)], (kernels, arrays) => {
    const [block, found, signs, scales, left, right] = arrays;
    for (let i = 0; i < stride; i++) {
      const row = block.subarray(i * stride, (i + 1) * stride).fill(0);
      if (i < n) row.set(matrix.subarray(i * n, i * n + i + 1));
    }
    for (let i = 0; i < n; i++) scales[i] = matrix[i * n + i];
    const rule = { signs: signs.fill(1), scales, floor: n * Number.EPSILON, lift: 0 };
    const failed = factorInPanels(kernels, block, n, found, rule, [left, right]);
    if (failed >= 0) return failed;
    for (let i = 0; i < n; i++) factor.set(block.subarray(i * stride, i * stride + i), i * n);
    pivots.set(found);
    return -1;
  });
}

/** Solution x of Lx = b for a lower triangular row-major n x n matrix with a non-zero diagonal. */
export function forwardSubstitution(factor: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  requireLength(factor.length, n * n, 'factor');
  requireLength(b.length, n, 'right-hand side');
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    // Four sums at a time: one alone would wait for each of its additions.
    let [s0, s1, s2, s3] = [b[i], 0, 0, 0];
    let k = 0;
    for (; k + 3 < i; k += 4) {
      s0 -= factor[row + k] * x[k];
      s1 -= factor[row + k + 1] * x[k + 1];
      s2 -= factor[row + k + 2] * x[k + 2];
      s3 -= factor[row + k + 3] * x[k + 3];
    }
    for (; k < i; k++) s0 -= factor[row + k] * x[k];
    x[i] = (s0 + s1 + (s2 + s3)) / factor[row + i];
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
