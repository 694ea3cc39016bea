import { requireLength } from './vectors';

/** Coefficients and residuals y - Xb of a least-squares fit, or the first column that depends on those before it. */
export type LeastSquaresResult =
  | { readonly status: 'ok'; readonly coefficients: Float64Array; readonly residuals: Float64Array }
  | { readonly status: 'rank-deficient'; readonly column: number };

/**
 * Ordinary least squares min |y - Xb| by Householder QR (Golub and Van Loan 2013, section 5.3.2).
 * `design` is rows x columns, row-major, with its own column of ones where an intercept is wanted.
 * A column whose remainder is below 1e-13 of its length counts as dependent. NaN gives rank-deficient.
 */
export function leastSquares(
  design: Float64Array,
  rows: number,
  columns: number,
  y: ArrayLike<number>
): LeastSquaresResult {
  requireLength(design.length, rows * columns, 'design');
  requireLength(y.length, rows, 'response');
  const q = Float64Array.from(design);
  const b = Float64Array.from(y);
  const diagonal = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    let whole = 0;
    let below = 0;
    for (let i = 0; i < rows; i++) {
      const square = q[i * columns + k] ** 2;
      whole += square;
      if (i >= k) below += square;
    }
    const length = Math.sqrt(below);
    if (!(length > 1e-13 * Math.sqrt(whole))) return { status: 'rank-deficient', column: k };
    const head = q[k * columns + k];
    const alpha = head > 0 ? -length : length;
    diagonal[k] = alpha;
    q[k * columns + k] = head - alpha;
    const scale = 1 / (alpha * (alpha - head));
    for (let j = k + 1; j < columns; j++) {
      let projection = 0;
      for (let i = k; i < rows; i++) projection += q[i * columns + k] * q[i * columns + j];
      projection *= scale;
      for (let i = k; i < rows; i++) q[i * columns + j] -= projection * q[i * columns + k];
    }
    let projection = 0;
    for (let i = k; i < rows; i++) projection += q[i * columns + k] * b[i];
    projection *= scale;
    for (let i = k; i < rows; i++) b[i] -= projection * q[i * columns + k];
  }
  const coefficients = new Float64Array(columns);
  for (let k = columns - 1; k >= 0; k--) {
    let value = b[k];
    for (let j = k + 1; j < columns; j++) value -= q[k * columns + j] * coefficients[j];
    coefficients[k] = value / diagonal[k];
  }
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let fitted = 0;
    for (let j = 0; j < columns; j++) fitted += design[i * columns + j] * coefficients[j];
    residuals[i] = y[i] - fitted;
  }
  return { status: 'ok', coefficients, residuals };
}
