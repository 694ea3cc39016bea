import { crossedBounds, explainedConflict } from './conflict';
import { certifiedPoint } from './optimality';
import { requireFinite, requirePolytope, rowValue, scaledRows } from './polytope';
import { BoundedSimplex } from './simplex';
import type { LinearProblem, QuadraticResult } from './types';

/** The least c'x over a polytope, or why there is none; what conflicts is not looked for. */
export type LinearMinimum =
  | { readonly status: 'optimal'; readonly x: Float64Array; readonly objective: number }
  | { readonly status: 'infeasible' | 'unbounded' | 'failed' };

/**
 * As {@link linearProgram}, where only the least value is wanted: neither multipliers, nor the constraints that conflict.
 * Throws RangeError when shapes disagree or a value is NaN.
 */
export function linearMinimum(problem: LinearProblem): LinearMinimum {
  requirePolytope(problem, problem.linear.length);
  requireFinite(problem.linear, 'linear cost');
  const { lower, upper, linear } = problem;
  if (lower.some((low, j) => low > upper[j])) return { status: 'infeasible' };
  const { status, x } = new BoundedSimplex(lower, upper, scaledRows(problem)).solve(linear);
  return status === 'optimal' ? { status, x, objective: rowValue(linear, x) } : { status };
}

/**
 * Linear program: minimise c'x over a polytope, by the bounded revised simplex method (Dantzig 1963) with Bland's rule
 * when it stalls. The solution is a vertex. Meant for few rows and many variables: the basis inverse is dense.
 * Throws RangeError when shapes disagree or a value is NaN.
 */
export function linearProgram(problem: LinearProblem): QuadraticResult {
  requirePolytope(problem, problem.linear.length);
  requireFinite(problem.linear, 'linear cost');
  const crossed = crossedBounds(problem);
  if (crossed) return crossed;
  const rows = scaledRows(problem);
  const end = new BoundedSimplex(problem.lower, problem.upper, rows).solve(problem.linear);
  const { x, iterations } = end;
  if (end.status === 'infeasible') return explainedConflict(problem, end);
  if (end.status === 'unbounded') return { status: 'unbounded', direction: end.direction, iterations };
  if (end.status === 'failed')
    return { status: 'failed', reason: 'the simplex method did not converge', x, iterations };
  const rowMultipliers = end.duals.map((y, i) => y / rows.scale[i]);
  const { lower, upper, linear } = problem;
  return certifiedPoint(
    { lower, upper, linear, rows: problem.rows },
    { x, rowMultipliers, iterations, method: 'simplex' }
  );
}
