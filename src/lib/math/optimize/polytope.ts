import type { Polytope } from './types';

/** A point that misses no constraint by more than this may start a method that needs a feasible point. */
export const FEASIBLE_START = 1e-9;

/** Rows scaled so that their greatest coefficient is one; multipliers of the scaled rows times 1/scale are the rows' own. */
export interface ScaledRows {
  readonly count: number;
  readonly coefficients: readonly Float64Array[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly scale: Float64Array;
}

/** Throws RangeError when the shapes disagree or a bound or coefficient is NaN; crossed bounds are not an error. */
export function requirePolytope(problem: Polytope, n: number): void {
  if (problem.lower.length !== n || problem.upper.length !== n) {
    throw new RangeError(`bounds have lengths ${problem.lower.length} and ${problem.upper.length}, expected ${n}`);
  }
  for (let j = 0; j < n; j++) {
    if (Number.isNaN(problem.lower[j]) || Number.isNaN(problem.upper[j])) {
      throw new RangeError(`bounds of variable ${j} are ${problem.lower[j]} and ${problem.upper[j]}`);
    }
  }
  problem.rows.forEach((row, i) => {
    if (row.coefficients.length !== n) {
      throw new RangeError(`row ${i} has ${row.coefficients.length} coefficients, expected ${n}`);
    }
    if (Number.isNaN(row.lower) || Number.isNaN(row.upper) || !row.coefficients.every(Number.isFinite)) {
      throw new RangeError(`row ${i} holds a value that is not a number`);
    }
  });
}

/** Throws RangeError unless every value is finite; `what` names the vector in the message. */
export function requireFinite(values: Float64Array, what: string): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`${what} holds ${values[at]} at ${at}`);
}

/** The rows of a polytope scaled to a greatest coefficient of one; rows of zeros keep their scale. */
export function scaledRows(problem: Polytope): ScaledRows {
  const count = problem.rows.length;
  const coefficients: Float64Array[] = [];
  const lower = new Float64Array(count);
  const upper = new Float64Array(count);
  const scale = new Float64Array(count);
  problem.rows.forEach((row, i) => {
    const greatest = row.coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scale[i] = greatest > 0 ? greatest : 1;
    coefficients.push(greatest === 1 ? row.coefficients : row.coefficients.map((value) => value / scale[i]));
    lower[i] = row.lower / scale[i];
    upper[i] = row.upper / scale[i];
  });
  return { count, coefficients, lower, upper, scale };
}

/** The product a'x of one row. */
export function rowValue(coefficients: Float64Array, x: Float64Array): number {
  let total = 0;
  for (let j = 0; j < x.length; j++) total += coefficients[j] * x[j];
  return total;
}

/** Greatest violation of a bound or a row by x, zero when it satisfies all. */
export function violation(problem: Polytope, x: Float64Array): number {
  let worst = 0;
  for (let j = 0; j < x.length; j++) worst = Math.max(worst, problem.lower[j] - x[j], x[j] - problem.upper[j]);
  for (const row of problem.rows) {
    const value = rowValue(row.coefficients, x);
    worst = Math.max(worst, row.lower - value, value - row.upper);
  }
  return worst;
}

/** Greatest absolute value of a vector, zero when empty. */
export function greatest(values: Float64Array): number {
  let most = 0;
  for (let j = 0; j < values.length; j++) most = Math.max(most, Math.abs(values[j]));
  return most;
}

/** Mean diagonal of Q times the greatest |x|: how large entries of Qx could be, were they not to cancel. */
export function quadraticUnit(quadratic: Float64Array, x: Float64Array): number {
  return meanDiagonal(quadratic, x.length) * Math.max(greatest(x), 1e-12);
}

/** Mean of the diagonal of an n x n matrix, zero when empty. */
export function meanDiagonal(matrix: Float64Array, n: number): number {
  let trace = 0;
  for (let j = 0; j < n; j++) trace += matrix[j * n + j];
  return n === 0 ? 0 : trace / n;
}
