import { runActiveSet } from './active-set';
import { certified, isAccepted } from './active-set-result';
import { interiorPoint } from './interior-point';
import type { InteriorEnd } from './interior-point';
import { DenseCurvature } from './curvature';
import { certifiedPoint } from './optimality';
import { FEASIBLE_START, violation } from './polytope';
import type { ScaledRows } from './polytope';
import { polishHeldRows } from './row-projection';
import type { QuadraticProblem, QuadraticResult } from './types';
import { scaledProblem, WorkingSet } from './working-set';

const SNAP = 1e-6;

/**
 * Solves a feasible program by the interior point over its variables that are not fixed, then lets the active set
 * start from there, on the bounds that the interior point came near: that gives the exact point and multipliers.
 */
export function interiorPointResult(problem: QuadraticProblem, rows: ScaledRows, limit: number): QuadraticResult {
  const end = interiorOverMovable(problem, rows);
  const iterations = end.iterations;
  const x = end.x.map((value, j) => {
    const near = SNAP * Math.max(1, Math.abs(value));
    if (value - problem.lower[j] <= near) return problem.lower[j];
    return problem.upper[j] - value <= near ? problem.upper[j] : value;
  });
  const set = new WorkingSet(scaledProblem(problem, rows, 0), x);
  if (set.establish(SNAP)) {
    polishHeldRows(set);
    if (violation(problem, set.x) <= FEASIBLE_START) {
      const run = runActiveSet(set, limit);
      const point = certified(problem, set, iterations + run.iterations, 'interior-point');
      if (run.end === 'optimal' && isAccepted(point)) return point;
    }
  }
  const rowMultipliers = end.rowMultipliers.map((y, i) => y / rows.scale[i]);
  const raw = certifiedPoint(problem, { x: end.x, rowMultipliers, iterations, method: 'interior-point' });
  if (end.converged && isAccepted(raw)) return raw;
  return { status: 'failed', reason: `the interior point ended with a gap of ${end.gap}`, x: end.x, iterations };
}

/** The interior point over the variables whose bounds differ, the others put in as constants. */
function interiorOverMovable(problem: QuadraticProblem, rows: ScaledRows): InteriorEnd {
  const { quadratic, linear, lower, upper } = problem;
  const n = linear.length;
  const movable = Array.from({ length: n }, (_, j) => j).filter((j) => lower[j] < upper[j]);
  if (movable.length === n) {
    return interiorPoint({ curvature: new DenseCurvature(quadratic, n), linear, lower, upper, rows });
  }
  const fixed = Array.from({ length: n }, (_, j) => j).filter((j) => !(lower[j] < upper[j]));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(movable, (j) => values[j]);
  const k = movable.length;
  const reduced = new Float64Array(k * k);
  movable.forEach((i, a) => movable.forEach((j, b) => (reduced[a * k + b] = quadratic[i * n + j])));
  const cost = Float64Array.from(movable, (i) =>
    fixed.reduce((total, j) => total + quadratic[i * n + j] * lower[j], linear[i])
  );
  const constant = rows.coefficients.map((a) => fixed.reduce((total, j) => total + a[j] * lower[j], 0));
  const end = interiorPoint({
    curvature: new DenseCurvature(reduced, k),
    linear: cost,
    lower: pick(lower),
    upper: pick(upper),
    rows: {
      ...rows,
      coefficients: rows.coefficients.map(pick),
      lower: rows.lower.map((value, i) => value - constant[i]),
      upper: rows.upper.map((value, i) => value - constant[i])
    }
  });
  const x = Float64Array.from(lower);
  movable.forEach((j, a) => (x[j] = end.x[a]));
  return { ...end, x };
}
