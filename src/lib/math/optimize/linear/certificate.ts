import { addProduct, addTransposedProduct, requireSparse } from '../conic/sparse-columns';
import type { LinearModel, LinearOptimum } from './types';

const CERTIFIED = 1e-7;

/** Throws RangeError when shapes disagree or a value is not a number. */
export function requireModel(model: LinearModel): void {
  const { linear, lower, upper, matrix, rowLower, rowUpper } = model;
  const n = linear.length;
  requireSparse(matrix, rowLower.length, n, 'matrix of rows');
  if (lower.length !== n || upper.length !== n || rowUpper.length !== rowLower.length) {
    throw new RangeError(`bounds of ${lower.length} and ${upper.length} variables, ${rowUpper.length} rows`);
  }
  if (!linear.every(Number.isFinite)) throw new RangeError('linear cost is not finite');
  for (const bounds of [lower, upper, rowLower, rowUpper]) {
    if (bounds.some(Number.isNaN)) throw new RangeError('a bound is not a number');
  }
}

function greatestSize(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}

/** Values of the rows, Ax. */
export function rowValues({ matrix, rowLower }: LinearModel, x: Float64Array): Float64Array {
  const values = new Float64Array(rowLower.length);
  addProduct(matrix, x, 1, values);
  return values;
}

/** Greatest violation of a bound or a row. */
export function modelViolation(model: LinearModel, x: Float64Array): number {
  let worst = 0;
  for (let j = 0; j < x.length; j++) worst = Math.max(worst, model.lower[j] - x[j], x[j] - model.upper[j]);
  rowValues(model, x).forEach((value, i) => {
    worst = Math.max(worst, model.rowLower[i] - value, value - model.rowUpper[i]);
  });
  return worst;
}

/** The objective c'x. */
export function modelObjective({ linear }: LinearModel, x: Float64Array): number {
  return linear.reduce((sum, cost, j) => sum + cost * x[j], 0);
}

/** The least of value * s for s within a range; zero for a value of zero, -Infinity where there is no least. */
function leastProduct(value: number, lower: number, upper: number): number {
  if (value === 0) return 0;
  return value > 0 ? value * lower : value * upper;
}

/**
 * A point with row multipliers y as a solution with its proof by weak duality: over all points c'x = y'(Ax) + (c - A'y)'x is
 * at least the least that rows and bounds leave of each term, whatever y is.
 */
export function certifiedOptimum(model: LinearModel, x: Float64Array, rowDuals: Float64Array): LinearOptimum {
  const { linear, lower, upper, matrix, rowLower, rowUpper } = model;
  // A side that does not exist cannot hold: what rounding left on it goes to the residual.
  const rowMultipliers = rowDuals.map((y, i) => (Number.isFinite(y > 0 ? rowLower[i] : rowUpper[i]) ? y : 0));
  const reducedCosts = Float64Array.from(linear);
  addTransposedProduct(matrix, rowMultipliers, -1, reducedCosts);
  let bound = 0;
  rowMultipliers.forEach((y, i) => (bound += leastProduct(y, rowLower[i], rowUpper[i])));
  let dualResidual = 0;
  reducedCosts.forEach((d, j) => {
    const least = leastProduct(d, lower[j], upper[j]);
    if (Number.isFinite(least)) bound += least;
    else {
      dualResidual = Math.max(dualResidual, Math.abs(d));
      bound += d * x[j];
    }
  });
  const objective = modelObjective(model, x);
  const primalResidual = modelViolation(model, x);
  const gap = Math.abs(objective - bound) / Math.max(1, Math.abs(objective));
  const costs = Math.max(1, greatestSize(linear));
  const sizes = Math.max(1, greatestSize(x));
  const certified = primalResidual <= CERTIFIED * sizes && dualResidual <= CERTIFIED * costs && gap <= CERTIFIED;
  return {
    status: 'optimal',
    certified,
    x,
    objective,
    bound,
    gap,
    rowMultipliers,
    reducedCosts,
    primalResidual,
    dualResidual
  };
}

/** Whether row multipliers prove that no point exists (Farkas 1902): what y'(Ax) can be at most is less than it must be. */
export function provesInfeasible(model: LinearModel, ray: Float64Array): boolean {
  return [1, -1].some((sign) => {
    const y = ray.map((value, i) => {
      const side = sign * value > 0 ? model.rowLower[i] : model.rowUpper[i];
      return Number.isFinite(side) ? sign * value : 0;
    });
    const columns = new Float64Array(model.linear.length);
    addTransposedProduct(model.matrix, y, 1, columns);
    // What is left of terms that cancel is rounding.
    const rounding = 1e-12 * greatestSize(y) * greatestSize(model.matrix.values);
    let [asked, most] = [0, 0];
    y.forEach((value, i) => (asked += leastProduct(value, model.rowLower[i], model.rowUpper[i])));
    columns.forEach((value, j) => {
      if (Math.abs(value) > rounding) most -= leastProduct(-value, model.lower[j], model.upper[j]);
    });
    return asked - most > CERTIFIED * Math.max(greatestSize(y), 1e-300);
  });
}

/** Whether a direction proves that the objective has no least, given that a point exists: every bound and row lets it pass. */
export function provesUnbounded(model: LinearModel, ray: Float64Array): boolean {
  const size = greatestSize(ray);
  if (!(size > 0)) return false;
  const passes = (step: number, lower: number, upper: number): boolean =>
    (step <= CERTIFIED * size || upper === Infinity) && (step >= -CERTIFIED * size || lower === -Infinity);
  const rows = rowValues(model, ray);
  return (
    modelObjective(model, ray) < -CERTIFIED * size &&
    ray.every((step, j) => passes(step, model.lower[j], model.upper[j])) &&
    rows.every((step, i) => passes(step, model.rowLower[i], model.rowUpper[i]))
  );
}
