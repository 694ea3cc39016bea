import { runActiveSet } from './active-set';
import type { ActiveSetEnd } from './active-set';
import { isDescentRay } from './descent-ray';
import { certifiedPoint } from './optimality';
import { FEASIBLE_START, greatest, meanDiagonal, violation } from './polytope';
import type { ScaledRows } from './polytope';
import { polishHeldRows } from './row-projection';
import type { OptimalPoint, QuadraticProblem, QuadraticResult } from './types';
import { scaledProblem, WorkingSet } from './working-set';

/** Weights of the proximal term as parts of the mean diagonal of Q: the light one is quick, the heavy one robust. */
const PROXIMAL = [
  { weight: 1e-6, rounds: 150 },
  { weight: 1e-3, rounds: 600 }
];
const ACCEPTED_RESIDUAL = 1e-8;

/**
 * Runs the active set from a feasible point: on the problem as it is, then, where Q is singular on the free variables
 * or rounding is in the way, inside proximal point rounds (Rockafellar 1976), light ones first.
 */
export function activeSetResult(
  problem: QuadraticProblem,
  rows: ScaledRows,
  start: Float64Array,
  startIterations: number,
  limit: number
): QuadraticResult {
  const curvature = meanDiagonal(problem.quadratic, start.length);
  let iterations = startIterations;
  let set = new WorkingSet(scaledProblem(problem, rows, 0), Float64Array.from(start));
  let reason = 'singular';
  if (set.establish()) {
    const run = runActiveSet(set, limit);
    iterations += run.iterations;
    reason = run.end;
    const point = certified(problem, set, iterations);
    if (run.end === 'optimal' && isAccepted(point)) return point;
  }
  for (const { weight, rounds } of PROXIMAL) {
    const from = violation(problem, set.x) <= FEASIBLE_START ? set.x : start;
    set = new WorkingSet(scaledProblem(problem, rows, weight * curvature), Float64Array.from(from));
    if (!set.establish()) return { status: 'failed', reason: 'Q is not semidefinite', x: start, iterations };
    const run = runProximal(problem, set, limit, rounds);
    iterations += run.iterations;
    reason = run.end;
    if (run.end === 'unbounded') return { status: 'unbounded', direction: run.direction, iterations };
    if (run.end !== 'optimal') continue;
    polishHeldRows(set);
    const point = certified(problem, set, iterations);
    if (isAccepted(point)) return point;
    reason = `with residuals ${point.stationarity}, ${point.complementarity} and violation ${point.feasibility}`;
  }
  return { status: 'failed', reason: `the active set ended ${reason}`, x: set.x, iterations };
}

/** Proximal point rounds: each minimises the objective plus a pull towards the point of the round before. */
function runProximal(
  problem: QuadraticProblem,
  set: WorkingSet,
  limit: number,
  rounds: number
): { readonly end: ActiveSetEnd | 'unbounded'; readonly direction: Float64Array; readonly iterations: number } {
  let iterations = 0;
  let direction = new Float64Array(set.x.length);
  for (let round = 0; round < rounds; round++) {
    const run = runActiveSet(set, limit);
    iterations += run.iterations;
    if (run.end !== 'optimal') return { end: run.end, direction, iterations };
    direction = set.x.map((value, j) => value - set.center[j]);
    if (isDescentRay(problem, direction, set.scale)) return { end: 'unbounded', direction, iterations };
    set.center.set(set.x);
    set.refresh();
    if (greatest(direction) <= 1e-10 * Math.max(greatest(set.x), Number.MIN_VALUE)) break;
  }
  return { end: 'optimal', direction, iterations };
}

/** True when the residuals of the conditions and of the constraints are small enough to call the point optimal. */
export function isAccepted(point: OptimalPoint): boolean {
  const residual = Math.max(point.stationarity, point.complementarity);
  return residual <= ACCEPTED_RESIDUAL && point.feasibility <= FEASIBLE_START;
}

/** The working set's point with its proof, in the units of the problem's own rows. */
export function certified(
  problem: QuadraticProblem,
  set: WorkingSet,
  iterations: number,
  method: OptimalPoint['method'] = 'active-set'
): OptimalPoint {
  const { scale } = set.problem.rows;
  const rowMultipliers = set.rowMultipliers().map((y, i) => y / scale[i]);
  return certifiedPoint(problem, { x: set.x, rowMultipliers, iterations, method });
}
