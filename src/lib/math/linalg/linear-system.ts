import { requireLength } from './vectors';

/**
 * Solution X of AX = B by elimination with partial pivoting (Golub and Van Loan 2013, section 3.4); A is n x n, B and X
 * n x columns, row-major. Undefined when a pivot is zero or not a number. Throws RangeError on a wrong shape.
 */
export function linearSolution(a: Float64Array, n: number, b: Float64Array, columns: number): Float64Array | undefined {
  requireLength(a.length, n * n, 'matrix');
  requireLength(b.length, n * columns, 'right-hand side');
  const m = Float64Array.from(a);
  const x = Float64Array.from(b);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(m[i * n + k]) > Math.abs(m[pivot * n + k])) pivot = i;
    if (!(Math.abs(m[pivot * n + k]) > 0)) return undefined;
    if (pivot !== k) {
      swapRows(m, n, k, pivot);
      swapRows(x, columns, k, pivot);
    }
    for (let i = k + 1; i < n; i++) {
      const factor = m[i * n + k] / m[k * n + k];
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) m[i * n + j] -= factor * m[k * n + j];
      for (let j = 0; j < columns; j++) x[i * columns + j] -= factor * x[k * columns + j];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const row = k * columns;
    for (let i = k + 1; i < n; i++) {
      const factor = m[k * n + i];
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) x[row + j] -= factor * x[i * columns + j];
    }
    for (let j = 0; j < columns; j++) x[row + j] /= m[k * n + k];
  }
  return x;
}

function swapRows(m: Float64Array, columns: number, one: number, other: number): void {
  const kept = m.slice(one * columns, (one + 1) * columns);
  m.copyWithin(one * columns, other * columns, (other + 1) * columns);
  m.set(kept, other * columns);
}
