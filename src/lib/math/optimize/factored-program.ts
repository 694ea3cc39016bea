import { isAccepted } from './active-set-result';
import { crossedBounds } from './conflict';
import { FactorCurvature } from './curvature';
import { polishedPoint } from './factored-polish';
import type { FactorForm } from './factored-polish';
import { interiorPoint } from './interior-point';
import { certifiedBy } from './optimality';
import { requireFinite, requirePolytope, scaledRows } from './polytope';
import { quadraticProgram } from './quadratic-program';
import type { LinearProblem, OptimalPoint, QuadraticResult } from './types';

/**
 * Minimise 1/2 x'(BB' + D)x + c'x over a polytope: `factors` is B, row-major, one row a variable and as many columns as
 * there are factors; `specific` the diagonal of D, none below zero.
 */
export interface FactoredProblem extends LinearProblem {
  readonly factors: Float64Array;
  readonly specific: Float64Array;
}

/**
 * Convex quadratic program whose matrix is given by factors, as that of a factor model of risk is: an interior point
 * whose Newton systems cost n r^2, r the factors and rows together (the identity of Woodbury), then the exact point on the
 * constraints that it came near. The answer carries the same proof as that of `quadraticProgram`, which takes over with
 * the full matrix where this does not settle, or where no point is feasible. Throws RangeError when shapes disagree, a
 * value is not finite where it must be, or `specific` is negative.
 */
export function quadraticProgramFactored(problem: FactoredProblem): QuadraticResult {
  const { factors, specific, linear } = problem;
  const n = linear.length;
  requirePolytope(problem, n);
  requireFinite(linear, 'linear cost');
  requireFinite(factors, 'factor matrix');
  requireFinite(specific, 'specific diagonal');
  const negative = specific.findIndex((value) => value < 0);
  if (negative >= 0) throw new RangeError(`specific diagonal holds ${specific[negative]} at ${negative}`);
  if (specific.length !== n || (n > 0 && factors.length % n !== 0)) {
    throw new RangeError(
      `factors and specific diagonal have lengths ${factors.length} and ${specific.length} for n = ${n}`
    );
  }
  const crossed = crossedBounds(problem);
  if (crossed) return crossed;
  return byFactors(problem) ?? quadraticProgram({ ...problem, quadratic: fullMatrix(problem) });
}

function byFactors(problem: FactoredProblem): OptimalPoint | undefined {
  const { factors, specific, linear, lower, upper } = problem;
  if (linear.length === 0 || !specific.every((value) => value > 0)) return undefined;
  const rows = scaledRows(problem);
  const form: FactorForm = {
    factors,
    specific,
    linear,
    lower,
    upper,
    rows,
    curvature: new FactorCurvature(factors, specific)
  };
  const end = interiorPoint(withoutFixed(form));
  if (!end.converged) return undefined;
  const point = polishedPoint(form, restored(form, end.x, end.rowMultipliers));
  if (!point) return undefined;
  const rowMultipliers = point.rowMultipliers.map((y, i) => y / rows.scale[i]);
  const candidate = { x: point.x, rowMultipliers, iterations: end.iterations, method: 'interior-point' as const };
  const proven = certifiedBy(problem, form.curvature, candidate);
  return isAccepted(proven) ? proven : undefined;
}

const isFixed = ({ lower, upper }: FactorForm, j: number): boolean => lower[j] === upper[j];

/** The same program over the variables that can move. */
function withoutFixed(form: FactorForm) {
  const { factors, specific, linear, lower, upper, rows, curvature } = form;
  const n = linear.length;
  const movable = Array.from({ length: n }, (_, j) => j).filter((j) => !isFixed(form, j));
  if (movable.length === n) return { curvature, linear, lower, upper, rows };
  const constant = lower.map((value, j) => (isFixed(form, j) ? value : 0));
  const pulled = curvature.product(constant);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(movable, (j) => values[j]);
  const columns = factors.length / n;
  const part = new Float64Array(movable.length * columns);
  movable.forEach((j, a) => part.set(factors.subarray(j * columns, (j + 1) * columns), a * columns));
  const shifts = rows.coefficients.map((a) => a.reduce((total, value, j) => total + value * constant[j], 0));
  return {
    curvature: new FactorCurvature(part, pick(specific)),
    linear: pick(linear.map((value, j) => value + pulled[j])),
    lower: pick(lower),
    upper: pick(upper),
    rows: {
      ...rows,
      coefficients: rows.coefficients.map(pick),
      lower: rows.lower.map((value, i) => value - shifts[i]),
      upper: rows.upper.map((value, i) => value - shifts[i])
    }
  };
}

/** The point with its fixed variables put back. */
function restored(form: FactorForm, movable: Float64Array, rowMultipliers: Float64Array) {
  let at = 0;
  return { x: form.lower.map((value, j) => (isFixed(form, j) ? value : movable[at++])), rowMultipliers };
}

function fullMatrix({ factors, specific }: FactoredProblem): Float64Array {
  const n = specific.length;
  const columns = n === 0 ? 0 : factors.length / n;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = i === j ? specific[i] : 0;
      for (let k = 0; k < columns; k++) value += factors[i * columns + k] * factors[j * columns + k];
      out[i * n + j] = value;
      out[j * n + i] = value;
    }
  }
  return out;
}
