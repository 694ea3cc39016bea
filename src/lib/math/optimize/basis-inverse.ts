/**
 * Inverse of the basis matrix, by Gauss-Jordan elimination with row pivoting; undefined when it is singular.
 * Column i belongs to variable basic[i]: a column of the rows below n, minus a unit vector from n on.
 */
export function basisInverse(
  basic: Int32Array,
  n: number,
  coefficients: readonly Float64Array[]
): Float64Array | undefined {
  const m = basic.length;
  const work = new Float64Array(m * m);
  const inverse = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    inverse[i * m + i] = 1;
    for (let c = 0; c < m; c++) {
      const k = basic[c];
      work[i * m + c] = k < n ? coefficients[i][k] : k - n === i ? -1 : 0;
    }
  }
  for (let c = 0; c < m; c++) {
    let pivot = c;
    for (let i = c + 1; i < m; i++) if (Math.abs(work[i * m + c]) > Math.abs(work[pivot * m + c])) pivot = i;
    const size = work[pivot * m + c];
    if (!(Math.abs(size) > 1e-13)) return undefined;
    for (let j = 0; j < m; j++) {
      swap(work, c * m + j, pivot * m + j);
      swap(inverse, c * m + j, pivot * m + j);
      work[c * m + j] /= size;
      inverse[c * m + j] /= size;
    }
    for (let i = 0; i < m; i++) {
      const factor = work[i * m + c];
      if (i === c || factor === 0) continue;
      for (let j = 0; j < m; j++) {
        work[i * m + j] -= factor * work[c * m + j];
        inverse[i * m + j] -= factor * inverse[c * m + j];
      }
    }
  }
  return inverse;
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a];
  values[a] = values[b];
  values[b] = kept;
}

/** Updates the inverse in place after the basic variable at `position` gave way to one whose column is `column`. */
export function rankOneUpdate(inverse: Float64Array, m: number, column: Float64Array, position: number): void {
  const pivotRow = position * m;
  const pivot = column[position];
  for (let j = 0; j < m; j++) inverse[pivotRow + j] /= pivot;
  for (let i = 0; i < m; i++) {
    const factor = column[i];
    if (i === position || factor === 0) continue;
    for (let j = 0; j < m; j++) inverse[i * m + j] -= factor * inverse[pivotRow + j];
  }
}
