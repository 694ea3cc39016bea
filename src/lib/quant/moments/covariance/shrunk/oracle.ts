import { oracleShrinkage } from '$lib/math/stats';
import { annual } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Oracle approximating shrinkage towards a scaled identity (Chen, Wiesel, Eldar and Hero 2010), as scikit-learn's OAS. */
export const oracle: CovarianceEstimator<'oas', object> = {
  id: 'oas',
  gaps: 'common-rows',
  options: {},
  estimate: ({ returns, periodsPerYear }) => {
    const { covariance, shrinkage } = oracleShrinkage(returns);
    return { covariance: annual(covariance, periodsPerYear), shrinkage };
  }
};
