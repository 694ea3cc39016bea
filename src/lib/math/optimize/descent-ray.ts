import { greatest, rowValue } from './polytope';
import type { QuadraticProblem } from './types';

/** True when the problem stays feasible and its objective falls for ever along `direction`. */
export function isDescentRay(problem: QuadraticProblem, direction: Float64Array, scale: number): boolean {
  const n = direction.length;
  const size = greatest(direction);
  if (size === 0) return false;
  const tiny = 1e-9 * size;
  let slope = 0;
  let diagonal = 0;
  for (let j = 0; j < n; j++) {
    if (direction[j] > tiny && problem.upper[j] !== Infinity) return false;
    if (direction[j] < -tiny && problem.lower[j] !== -Infinity) return false;
    slope += problem.linear[j] * direction[j];
    diagonal = Math.max(diagonal, problem.quadratic[j * n + j]);
  }
  if (!(slope < -1e-9 * scale * size)) return false;
  for (const row of problem.rows) {
    const change = rowValue(row.coefficients, direction);
    const slack = tiny * greatest(row.coefficients);
    if ((change > slack && row.upper !== Infinity) || (change < -slack && row.lower !== -Infinity)) return false;
  }
  for (let i = 0; i < n; i++) {
    let bend = 0;
    for (let j = 0; j < n; j++) bend += problem.quadratic[i * n + j] * direction[j];
    if (Math.abs(bend) > tiny * diagonal) return false;
  }
  return true;
}
