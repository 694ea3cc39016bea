import { activeSetResult } from './active-set-result';
import { crossedBounds } from './conflict';
import { feasibleStart } from './feasible-start';
import { interiorPointResult } from './interior-point-result';
import { linearProgram } from './linear-program';
import { meanDiagonal, requireFinite, requirePolytope, scaledRows } from './polytope';
import type { QuadraticOptions, QuadraticProblem, QuadraticResult } from './types';

/**
 * Convex quadratic program: minimise 1/2 x'Qx + c'x subject to bounds and general rows. A bounded simplex finds the
 * start, or proves that there is none and says which constraints conflict. A primal active set does the rest, quick
 * where few variables end up free; where it does not converge, or when asked for, an interior point, whose answer the
 * active set polishes. Q must be symmetric positive semidefinite: it is not checked. When the minimum is not unique
 * the point returned is one of them. Throws RangeError when shapes disagree or a value is not finite where it must be.
 */
export function quadraticProgram(problem: QuadraticProblem, options: QuadraticOptions = {}): QuadraticResult {
  const n = problem.linear.length;
  requirePolytope(problem, n);
  requireFinite(problem.linear, 'linear cost');
  if (problem.quadratic.length !== n * n) {
    throw new RangeError(`quadratic matrix has ${problem.quadratic.length} entries, expected ${n * n}`);
  }
  const curvature = meanDiagonal(problem.quadratic, n);
  if (!Number.isFinite(curvature)) throw new RangeError(`quadratic matrix has mean diagonal ${curvature}`);
  const crossed = crossedBounds(problem);
  if (crossed) return crossed;
  if (curvature === 0) return linearProgram(problem);
  const rows = scaledRows(problem);
  const start = feasibleStart(problem, rows, options.start);
  if ('status' in start) return start;
  const limit = options.maximumIterations ?? 500 + 30 * (n + rows.count);
  if (options.method === 'interior-point') return interiorPointResult(problem, rows, limit);
  const result = activeSetResult(problem, rows, start.x, start.iterations, limit);
  if (result.status !== 'failed' || options.method === 'active-set') return result;
  const second = interiorPointResult(problem, rows, limit);
  return second.status === 'optimal' ? second : result;
}
