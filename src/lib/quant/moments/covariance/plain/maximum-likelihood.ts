import { annual, lateMoments } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/**
 * Maximum likelihood covariance (divisor T) of instruments that were listed at different times: the shorter
 * histories are regressed on the longer and carried over to the whole length. Without gaps it is the sample's.
 * @throws RangeError when an instrument has too few rows for the regression. Source: Stambaugh (1997).
 */
export const maximumLikelihood: CovarianceEstimator<'maximum-likelihood', object> = {
  id: 'maximum-likelihood',
  gaps: 'maximum-likelihood',
  options: {},
  estimate: ({ returns, periodsPerYear }) => ({
    covariance: annual(lateMoments(returns).covariance, periodsPerYear)
  })
};
