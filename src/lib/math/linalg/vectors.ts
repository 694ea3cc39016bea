/** Throws RangeError unless `length` is `expected`; `what` names the argument in the message. */
export function requireLength(length: number, expected: number, what: string): void {
  if (length !== expected) throw new RangeError(`${what} has length ${length}, expected ${expected}`);
}

/** Inner product a'b of two vectors of equal length. NaN propagates. Throws RangeError on unequal lengths. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  requireLength(b.length, a.length, 'second vector');
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

/** Product Qx of a full symmetric n x n matrix (row-major) and a vector. NaN propagates. */
export function symmetricProduct(matrix: Float64Array, n: number, x: ArrayLike<number>): Float64Array {
  requireLength(matrix.length, n * n, 'matrix');
  requireLength(x.length, n, 'vector');
  const out = new Float64Array(n);
  // Symmetry lets whole rows be added for the non-zero entries alone: sparse vectors cost little.
  const held = [];
  for (let j = 0; j < n; j++) if (x[j] !== 0) held.push(j);
  let k = 0;
  // Four rows at a time: each entry is read and written once for four products, which are added in order.
  for (; k + 3 < held.length; k += 4) {
    const [j0, j1, j2, j3] = [held[k], held[k + 1], held[k + 2], held[k + 3]];
    const [x0, x1, x2, x3] = [x[j0], x[j1], x[j2], x[j3]];
    const [r0, r1, r2, r3] = [j0 * n, j1 * n, j2 * n, j3 * n];
    for (let i = 0; i < n; i++) {
      out[i] = out[i] + matrix[r0 + i] * x0 + matrix[r1 + i] * x1 + matrix[r2 + i] * x2 + matrix[r3 + i] * x3;
    }
  }
  for (; k < held.length; k++) {
    const xj = x[held[k]];
    const row = held[k] * n;
    for (let i = 0; i < n; i++) out[i] += matrix[row + i] * xj;
  }
  return out;
}

/** Bilinear form x'Qy of a full symmetric n x n matrix; x'Qx when `y` is left out. NaN propagates. */
export function quadraticForm(matrix: Float64Array, n: number, x: ArrayLike<number>, y: ArrayLike<number> = x): number {
  return dot(x, symmetricProduct(matrix, n, y));
}

/** Transpose of a rows x columns row-major matrix, as columns x rows. */
export function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  requireLength(a.length, rows * columns, 'matrix');
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}
