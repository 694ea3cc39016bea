import { compensatedDot } from './compensated';
import {
  applyQ,
  applyTransposedQ,
  householderFactor,
  transposedUpperSolution,
  upperSolution,
  type HouseholderFactor
} from './householder';
import { requireLength } from './vectors';

/** Coefficients and residuals y - Xb of a least-squares fit, or the first column that depends on those before it. */
export type LeastSquaresResult =
  | {
      readonly status: 'ok';
      readonly coefficients: Float64Array;
      readonly residuals: Float64Array;
      readonly factor: HouseholderFactor;
    }
  | { readonly status: 'rank-deficient'; readonly column: number };

const MOST_REFINEMENTS = 6;

/**
 * Ordinary least squares min |y - Xb| by Householder QR (Golub and Van Loan 2013, section 5.3.2); where columns are near
 * dependence it is refined as the augmented system in b and the residual, with residuals of doubled precision (Bjorck
 * 1967): the answer is good to the last digits while the condition of X is below about 1e14. `design` is rows x columns, row-major, with its own column
 * of ones where an intercept is wanted. A column whose remainder is below 1e-13 of its length counts as dependent. NaN
 * gives rank-deficient.
 */
export function leastSquares(
  design: Float64Array,
  rows: number,
  columns: number,
  y: ArrayLike<number>
): LeastSquaresResult {
  requireLength(design.length, rows * columns, 'design');
  requireLength(y.length, rows, 'response');
  const byColumn = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) byColumn[j * rows + i] = design[i * columns + j];
  const factor = householderFactor(byColumn, rows, columns);
  if (factor.status !== 'ok') return factor;
  const response = Float64Array.from(y);
  const rotated = Float64Array.from(response);
  applyTransposedQ(factor, rotated);
  const coefficients = upperSolution(factor, rotated);
  if (isDelicate(factor, byColumn, rotated)) refine(factor, design, byColumn, response, rotated, coefficients);
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    residuals[i] = compensatedDot(response[i], -1, design, i * columns, coefficients, columns);
  }
  return { status: 'ok', coefficients, residuals, factor };
}

/** Whether the plain solution may miss digits: columns near dependence, or a fit so close that its error would show. */
function isDelicate(
  { rows, columns, diagonal }: HouseholderFactor,
  byColumn: Float64Array,
  rotated: Float64Array
): boolean {
  for (let j = 0; j < columns; j++) {
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += byColumn[j * rows + i] ** 2;
    if (diagonal[j] ** 2 < 1e-2 * squares) return true;
  }
  let [fitted, left] = [0, 0];
  for (let j = 0; j < columns; j++) fitted += rotated[j] ** 2;
  for (let i = columns; i < rows; i++) left += rotated[i] ** 2;
  return left < 1e-12 * fitted;
}

/** Improves `coefficients` in place until a step no longer shrinks; `rotated` is Q'y. */
function refine(
  factor: HouseholderFactor,
  design: Float64Array,
  byColumn: Float64Array,
  y: Float64Array,
  rotated: Float64Array,
  coefficients: Float64Array
): void {
  const { rows, columns } = factor;
  const residual = rotated;
  residual.fill(0, 0, columns);
  applyQ(factor, residual);
  const outer = new Float64Array(rows);
  const inner = new Float64Array(columns);
  let last = Infinity;
  for (let round = 0; round < MOST_REFINEMENTS; round++) {
    for (let i = 0; i < rows; i++) {
      outer[i] = compensatedDot(y[i] - residual[i], -1, design, i * columns, coefficients, columns);
      // What the difference above lost.
      const back = y[i] - residual[i];
      outer[i] += y[i] - (back + residual[i]);
    }
    for (let j = 0; j < columns; j++) inner[j] = compensatedDot(0, -1, byColumn, j * rows, residual, rows);
    const head = transposedUpperSolution(factor, inner);
    applyTransposedQ(factor, outer);
    const step = upperSolution(
      factor,
      head.map((value, j) => outer[j] - value)
    );
    outer.set(head);
    applyQ(factor, outer);
    let size = 0;
    for (let j = 0; j < columns; j++) {
      if (coefficients[j] !== 0) size = Math.max(size, Math.abs(step[j] / coefficients[j]));
    }
    if (!(size < last)) return;
    for (let j = 0; j < columns; j++) coefficients[j] += step[j];
    for (let i = 0; i < rows; i++) residual[i] += outer[i];
    if (size < 1e-16) return;
    last = size;
  }
}
