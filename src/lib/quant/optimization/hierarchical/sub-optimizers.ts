import { convexMinimumOnSimplex, quadraticProgram } from '$lib/math/optimize';
import { portfolioRisk, riskMeasure, type RiskSpec } from '$lib/quant/risk';
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

/**
 * Long-only weights of least risk by a convex measure of the catalog, proven to within `tolerance` of the risk. For the
 * few columns of a cluster: whole universes ask for a program made for the measure.
 * @throws RangeError when the measure is not convex.
 */
export function minimumRisk(spec: RiskSpec, tolerance = 1e-10): SubOptimizer {
  if (!riskMeasure(spec.measure).convex) throw new RangeError(`${spec.measure} is not convex`);
  return ({ count, returns }) => {
    const found = convexMinimumOnSimplex((weights) => portfolioRisk(returns, weights, spec), count, { tolerance });
    if (found.status === 'optimal') return { status: 'solved', weights: found.x };
    return { status: 'failed', reason: found.reason };
  };
}
