/**
 * A matrix in compressed columns: the entries of column j are at starts[j] .. starts[j + 1] - 1 of `indices` (rows) and
 * `values`. The order within a column is free; no row may come twice in a column.
 */
export interface SparseColumns {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** One row of a sparse matrix: the columns of its entries and their values. */
export interface SparseRow {
  readonly indices: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** The matrix with the given rows; entries of the same place are added, zeros are kept out. */
export function sparseFromRows(rows: readonly SparseRow[], columns: number): SparseColumns {
  const starts = new Int32Array(columns + 1);
  for (const { indices, values } of rows) {
    for (let k = 0; k < indices.length; k++) if (values[k] !== 0) starts[indices[k] + 1]++;
  }
  for (let j = 0; j < columns; j++) starts[j + 1] += starts[j];
  const next = starts.slice(0, columns);
  const indices = new Int32Array(starts[columns]);
  const entries = new Float64Array(starts[columns]);
  let doubled = false;
  rows.forEach((row, i) => {
    for (let k = 0; k < row.indices.length; k++) {
      if (row.values[k] === 0) continue;
      const j = row.indices[k];
      const at = next[j]++;
      doubled ||= at > starts[j] && indices[at - 1] === i;
      indices[at] = i;
      entries[at] = row.values[k];
    }
  });
  const matrix = { rows: rows.length, columns, starts, indices, values: entries };
  return doubled ? withoutDoubles(matrix) : matrix;
}

/** Adds up neighbouring entries of the same row. */
function withoutDoubles({ rows, columns, starts, indices, values }: SparseColumns): SparseColumns {
  const ends = new Int32Array(columns + 1);
  let used = 0;
  for (let j = 0; j < columns; j++) {
    for (let p = starts[j]; p < starts[j + 1]; p++) {
      if (used > ends[j] && indices[used - 1] === indices[p]) values[used - 1] += values[p];
      else {
        indices[used] = indices[p];
        values[used++] = values[p];
      }
    }
    ends[j + 1] = used;
  }
  return { rows, columns, starts: ends, indices: indices.slice(0, used), values: values.slice(0, used) };
}

/** A dense row-major matrix without its zeros. */
export function sparseFromDense(matrix: Float64Array, rows: number, columns: number): SparseColumns {
  const lists: SparseRow[] = [];
  for (let i = 0; i < rows; i++) {
    const indices: number[] = [];
    const values: number[] = [];
    for (let j = 0; j < columns; j++) {
      const value = matrix[i * columns + j];
      if (value === 0) continue;
      indices.push(j);
      values.push(value);
    }
    lists.push({ indices, values });
  }
  return sparseFromRows(lists, columns);
}

/** Adds factor * A x to `out`. */
export function addProduct(matrix: SparseColumns, x: Float64Array, factor: number, out: Float64Array): void {
  const { columns, starts, indices, values } = matrix;
  for (let j = 0; j < columns; j++) {
    const xj = factor * x[j];
    if (xj === 0) continue;
    const end = starts[j + 1];
    for (let p = starts[j]; p < end; p++) out[indices[p]] += values[p] * xj;
  }
}

/** Adds factor * A' y to `out`. */
export function addTransposedProduct(matrix: SparseColumns, y: Float64Array, factor: number, out: Float64Array): void {
  const { columns, starts, indices, values } = matrix;
  for (let j = 0; j < columns; j++) {
    const end = starts[j + 1];
    let [even, odd, p] = [0, 0, starts[j]];
    for (; p + 1 < end; p += 2) {
      even += values[p] * y[indices[p]];
      odd += values[p + 1] * y[indices[p + 1]];
    }
    if (p < end) even += values[p] * y[indices[p]];
    out[j] += factor * (even + odd);
  }
}

/** Throws RangeError when the matrix is not as large as told, an index lies outside or a value is not finite. */
export function requireSparse(matrix: SparseColumns, rows: number, columns: number, what: string): void {
  const { starts, indices, values } = matrix;
  if (matrix.rows !== rows || matrix.columns !== columns) {
    throw new RangeError(`${what} is ${matrix.rows} x ${matrix.columns}, expected ${rows} x ${columns}`);
  }
  const count = starts[columns] ?? 0;
  if (starts.length !== columns + 1 || starts[0] !== 0 || indices.length < count || values.length < count) {
    throw new RangeError(`${what} has column starts that do not fit its entries`);
  }
  const seen = new Int32Array(rows).fill(-1);
  for (let j = 0; j < columns; j++) {
    if (starts[j + 1] < starts[j]) throw new RangeError(`${what} has falling column starts at ${j}`);
    for (let p = starts[j]; p < starts[j + 1]; p++) {
      const i = indices[p];
      if (!(i >= 0 && i < rows)) throw new RangeError(`${what} has row ${i} in column ${j}`);
      if (seen[i] === j) throw new RangeError(`${what} has row ${i} twice in column ${j}`);
      if (!Number.isFinite(values[p])) throw new RangeError(`${what} holds ${values[p]} at row ${i}, column ${j}`);
      seen[i] = j;
    }
  }
}
