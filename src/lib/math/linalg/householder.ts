/** A matrix X of full column rank as QR: what the functions of this file read. Columns lie one after the other. */
export interface HouseholderFactor {
  readonly status: 'ok';
  readonly rows: number;
  readonly columns: number;
  /** Above the diagonal R, on it and below the vectors of the reflections; columns one after the other. */
  readonly packed: Float64Array;
  /** Diagonal of R. */
  readonly diagonal: Float64Array;
  /** Scale of each reflection I - scale v v'. */
  readonly scales: Float64Array;
}

/**
 * Householder QR of a matrix given by columns, one after the other (Golub and Van Loan 2013, section 5.2.2): its error
 * does not depend on the scale of a column. A column of which less than 1e-13 of its length is left beside those before
 * it counts as dependent, a NaN too.
 */
export function householderFactor(
  values: Float64Array,
  rows: number,
  columns: number
): HouseholderFactor | { readonly status: 'rank-deficient'; readonly column: number } {
  const packed = Float64Array.from(values);
  const diagonal = new Float64Array(columns);
  const scales = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    const at = k * rows;
    let above = 0;
    let below = 0;
    for (let i = 0; i < k; i++) above += packed[at + i] ** 2;
    for (let i = k; i < rows; i++) below += packed[at + i] ** 2;
    const length = Math.sqrt(below);
    if (!(length > 1e-13 * Math.sqrt(above + below))) return { status: 'rank-deficient', column: k };
    const head = packed[at + k];
    const alpha = head > 0 ? -length : length;
    diagonal[k] = alpha;
    packed[at + k] = head - alpha;
    scales[k] = 1 / (alpha * (alpha - head));
    for (let j = k + 1; j < columns; j++) reflect(packed, rows, k, scales[k], packed, j * rows);
  }
  return { status: 'ok', rows, columns, packed, diagonal, scales };
}

function reflect(packed: Float64Array, rows: number, k: number, scale: number, to: Float64Array, offset: number): void {
  const at = k * rows;
  let projection = 0;
  for (let i = k; i < rows; i++) projection += packed[at + i] * to[offset + i];
  projection *= scale;
  for (let i = k; i < rows; i++) to[offset + i] -= projection * packed[at + i];
}

/** Q'v in the place of v (all its rows). */
export function applyTransposedQ({ packed, rows, columns, scales }: HouseholderFactor, v: Float64Array): void {
  for (let k = 0; k < columns; k++) reflect(packed, rows, k, scales[k], v, 0);
}

/** Qv in the place of v (all its rows). */
export function applyQ({ packed, rows, columns, scales }: HouseholderFactor, v: Float64Array): void {
  for (let k = columns - 1; k >= 0; k--) reflect(packed, rows, k, scales[k], v, 0);
}

/** x with Rx = b; the first `columns` values of b are read. */
export function upperSolution({ packed, rows, columns, diagonal }: HouseholderFactor, b: Float64Array): Float64Array {
  const x = b.slice(0, columns);
  for (let k = columns - 1; k >= 0; k--) {
    x[k] /= diagonal[k];
    for (let i = 0; i < k; i++) x[i] -= packed[k * rows + i] * x[k];
  }
  return x;
}

/** x with R'x = b. */
export function transposedUpperSolution(factor: HouseholderFactor, b: Float64Array): Float64Array {
  const { packed, rows, columns, diagonal } = factor;
  const x = b.slice(0, columns);
  for (let k = 0; k < columns; k++) {
    for (let i = 0; i < k; i++) x[k] -= packed[k * rows + i] * x[i];
    x[k] /= diagonal[k];
  }
  return x;
}

/** The inverse of R (columns x columns, row-major, zeros below the diagonal): R^-1 R^-T inverts X'X. */
export function inverseUpper(factor: HouseholderFactor): Float64Array {
  const n = factor.columns;
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    const column = upperSolution(factor, unit);
    for (let i = 0; i <= j; i++) inverse[i * n + j] = column[i];
  }
  return inverse;
}

/** The first `columns` columns of Q, one after the other: an orthonormal basis of the columns of X. */
export function orthonormalColumns(factor: HouseholderFactor): Float64Array {
  const { rows, columns, packed, scales } = factor;
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    q[j * rows + j] = 1;
    for (let k = j; k >= 0; k--) reflect(packed, rows, k, scales[k], q, j * rows);
  }
  return q;
}
