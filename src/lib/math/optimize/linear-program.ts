import { crossedBounds, explainedConflict } from './conflict';
import { certifiedPoint } from './optimality';
import { requireFinite, requirePolytope, scaledRows } from './polytope';
import { BoundedSimplex } from './simplex';
import type { LinearProblem, QuadraticResult } from './types';

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
