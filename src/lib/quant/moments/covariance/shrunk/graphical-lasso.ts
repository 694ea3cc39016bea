import { graphicalLasso as sparse } from '$lib/math/stats';
import { sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Price of a unit of partial correlation, on the scale of correlations. */
export interface GraphicalLassoSpec {
  readonly penalty?: number;
}

/** Covariance with a sparse inverse, from the sample's correlation. Source: Friedman, Hastie and Tibshirani (2008). */
export const graphicalLasso: CovarianceEstimator<'graphical-lasso', GraphicalLassoSpec> = {
  id: 'graphical-lasso',
  gaps: 'common-rows',
  options: { penalty: { kind: 'number', default: 0.1, minimum: 0.001, maximum: 1 } },
  estimate: ({ returns, periodsPerYear }, { penalty = 0.1 }) => {
    const { covariance, status } = sparse(sampleCovariance(returns, periodsPerYear), returns.columns, { penalty });
    return { covariance, converged: status === 'converged' };
  }
};
