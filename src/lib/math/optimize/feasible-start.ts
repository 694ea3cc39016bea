import { explainedConflict } from './conflict';
import { FEASIBLE_START, violation } from './polytope';
import type { ScaledRows } from './polytope';
import { BoundedSimplex } from './simplex';
import type { Failed, Infeasible, QuadraticProblem } from './types';

/** The caller's start when it is feasible, else the vertex best for a separable stand-in of the objective. */
export function feasibleStart(
  problem: QuadraticProblem,
  rows: ScaledRows,
  given: Float64Array | undefined
): { readonly x: Float64Array; readonly iterations: number } | Infeasible | Failed {
  const n = problem.linear.length;
  if (given) {
    if (given.length !== n) throw new RangeError(`start has length ${given.length}, expected ${n}`);
    const x = given.map((value, j) => Math.min(problem.upper[j], Math.max(problem.lower[j], value)));
    if (violation(problem, x) <= FEASIBLE_START) return { x, iterations: 0 };
  }
  const cost = problem.linear.map((c, j) => c + 0.5 * problem.quadratic[j * n + j]);
  let end = new BoundedSimplex(problem.lower, problem.upper, rows).solve(cost);
  // Linear costs may fall without end where the quadratic does not; feasibility alone is asked for then.
  if (end.status === 'unbounded') end = new BoundedSimplex(problem.lower, problem.upper, rows).solve();
  if (end.status === 'infeasible') return explainedConflict(problem, end);
  if (end.status === 'failed') {
    return { status: 'failed', reason: 'phase 1 did not converge', x: end.x, iterations: end.iterations };
  }
  return { x: end.x, iterations: end.iterations };
}
