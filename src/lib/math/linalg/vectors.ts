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
  for (let j = 0; j < n; j++) {
    const xj = x[j];
    if (xj === 0) continue;
    const row = j * n;
    for (let i = 0; i < n; i++) out[i] += matrix[row + i] * xj;
  }
  return out;
}

/** Bilinear form x'Qy of a full symmetric n x n matrix; x'Qx when `y` is left out. NaN propagates. */
export function quadraticForm(matrix: Float64Array, n: number, x: ArrayLike<number>, y: ArrayLike<number> = x): number {
  return dot(x, symmetricProduct(matrix, n, y));
}

/** Matrix product AB, A is rows x inner and B is inner x columns, all row-major; the result is rows x columns. */
export function matrixProduct(
  a: Float64Array,
  rows: number,
  inner: number,
  b: Float64Array,
  columns: number
): Float64Array {
  requireLength(a.length, rows * inner, 'first matrix');
  requireLength(b.length, inner * columns, 'second matrix');
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const target = i * columns;
    for (let k = 0; k < inner; k++) {
      const aik = a[i * inner + k];
      if (aik === 0) continue;
      const source = k * columns;
      for (let j = 0; j < columns; j++) out[target + j] += aik * b[source + j];
    }
  }
  return out;
}

/** Transpose of a rows x columns row-major matrix, as columns x rows. */
export function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  requireLength(a.length, rows * columns, 'matrix');
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}
