import { DenseCurvature } from './curvature';
import type { Curvature } from './curvature';
import { greatest, rowValue, violation } from './polytope';
import type { LinearProblem, OptimalPoint } from './types';

/** A point and multipliers as an algorithm left them, in the units of the problem's own rows. */
export interface Candidate {
  readonly x: Float64Array;
  readonly rowMultipliers: Float64Array;
  readonly iterations: number;
  readonly method: OptimalPoint['method'];
}

/**
 * The solution with its bound multipliers and residuals (Karush-Kuhn-Tucker), all from the problem's own data.
 * A bound multiplier is what the gradient leaves over on a variable that rests on a bound.
 */
export function certifiedPoint(
  problem: LinearProblem & { quadratic?: Float64Array },
  candidate: Candidate
): OptimalPoint {
  const { quadratic, linear } = problem;
  return certifiedBy(problem, quadratic && new DenseCurvature(quadratic, linear.length), candidate);
}

/** The same with Q as what multiplies by it. */
export function certifiedBy(
  problem: LinearProblem,
  curvature: Curvature | undefined,
  candidate: Candidate
): OptimalPoint {
  const { x } = candidate;
  const { lower, upper, linear, rows } = problem;
  // A side that does not exist cannot hold: what rounding left on it goes back to the residual.
  const rowMultipliers = candidate.rowMultipliers.map((y, i) =>
    Number.isFinite(y > 0 ? rows[i].lower : rows[i].upper) ? y : 0
  );
  const n = x.length;
  const qx = curvature ? curvature.product(x) : new Float64Array(n);
  const rest = new Float64Array(n);
  let scale = curvature ? curvatureUnit(curvature, x) : 0;
  let objective = 0;
  for (let j = 0; j < n; j++) {
    rest[j] = qx[j] + linear[j];
    objective += x[j] * (0.5 * qx[j] + linear[j]);
    scale = Math.max(scale, Math.abs(qx[j]), Math.abs(linear[j]));
  }
  const unit = scale > 0 ? scale : 1;
  let complementarity = 0;
  rows.forEach((row, i) => {
    const y = rowMultipliers[i];
    if (y === 0) return;
    for (let j = 0; j < n; j++) rest[j] -= y * row.coefficients[j];
    const slack = y > 0 ? row.lower : row.upper;
    complementarity = Math.max(complementarity, Math.abs(y * (rowValue(row.coefficients, x) - slack)) / unit);
  });
  const lowerMultipliers = new Float64Array(n);
  const upperMultipliers = new Float64Array(n);
  let stationarity = 0;
  for (let j = 0; j < n; j++) {
    const near = 1e-7 * Math.max(1, Math.abs(x[j]));
    if (rest[j] > 0 && x[j] - lower[j] <= near) {
      lowerMultipliers[j] = rest[j];
      complementarity = Math.max(complementarity, (rest[j] * Math.abs(x[j] - lower[j])) / unit);
    } else if (rest[j] < 0 && upper[j] - x[j] <= near) {
      upperMultipliers[j] = -rest[j];
      complementarity = Math.max(complementarity, (-rest[j] * Math.abs(upper[j] - x[j])) / unit);
    } else stationarity = Math.max(stationarity, Math.abs(rest[j]) / unit);
  }
  return {
    status: 'optimal',
    x,
    objective,
    rowMultipliers,
    lowerMultipliers,
    upperMultipliers,
    stationarity,
    feasibility: violation(problem, x),
    complementarity,
    iterations: candidate.iterations,
    method: candidate.method
  };
}

/** Mean diagonal of Q times the greatest |x|: how large entries of Qx could be, were they not to cancel. */
export function curvatureUnit({ diagonal, size }: Curvature, x: Float64Array): number {
  if (size === 0) return 0;
  return (diagonal.reduce((total, value) => total + value, 0) / size) * Math.max(greatest(x), 1e-12);
}
