import { quadraticProgram } from '$lib/math/optimize';
import type { SubOptimizer } from './nested-clusters';

/** Long-only weights of least variance. The sharpest answer there is: its optimality condition is checked by the solver. */
export const minimumVariance: SubOptimizer = ({ count, covariance }) => {
  const found = quadraticProgram({
    quadratic: covariance,
    linear: new Float64Array(count),
    lower: new Float64Array(count),
    upper: new Float64Array(count).fill(Infinity),
    rows: [{ coefficients: new Float64Array(count).fill(1), lower: 1, upper: 1 }]
  });
  if (found.status === 'optimal') return { status: 'solved', weights: found.x };
  return { status: 'failed', reason: found.status === 'failed' ? found.reason : found.status };
};
