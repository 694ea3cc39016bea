import { leastSquares } from '$lib/math/linalg';

/** Coefficients and residuals of least squares on columns. @throws RangeError where a column depends on others. */
export function leastSquaresResiduals(
  y: Float64Array,
  columns: readonly Float64Array[]
): { readonly coefficients: Float64Array; readonly residuals: Float64Array } {
  const k = columns.length;
  if (k === 0) return { coefficients: new Float64Array(0), residuals: y };
  const design = new Float64Array(y.length * k);
  for (const [j, column] of columns.entries()) for (let i = 0; i < y.length; i++) design[i * k + j] = column[i];
  const fit = leastSquares(design, y.length, k, y);
  if (fit.status !== 'ok') throw new RangeError(`column ${fit.column} depends on those before it`);
  return fit;
}
