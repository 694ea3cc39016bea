/**
 * Euclidean distances between the rows of a square matrix, n x n, full and symmetric. Of a symmetric matrix of
 * distances they say how alike two points see all others (the second distance of Lopez de Prado 2016). Summed from the
 * differences, so that close rows keep their digits; O(n^3). NaN propagates. @throws RangeError on a wrong shape.
 */
export function rowDistances(matrix: Float64Array, n: number): Float64Array {
  if (matrix.length !== n * n) throw new RangeError(`matrix has ${matrix.length} entries, expected ${n * n}`);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j < i; j++) {
      const rowJ = j * n;
      let even = 0;
      let odd = 0;
      let k = 0;
      for (; k + 1 < n; k += 2) {
        const a = matrix[rowI + k] - matrix[rowJ + k];
        const b = matrix[rowI + k + 1] - matrix[rowJ + k + 1];
        even += a * a;
        odd += b * b;
      }
      if (k < n) even += (matrix[rowI + k] - matrix[rowJ + k]) ** 2;
      const distance = Math.sqrt(even + odd);
      out[rowI + j] = distance;
      out[rowJ + i] = distance;
    }
  }
  return out;
}
