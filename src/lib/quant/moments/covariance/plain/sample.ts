import { sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Sample covariance, divisor T - 1. */
export const sample: CovarianceEstimator<'sample', object> = {
  id: 'sample',
  gaps: 'common-rows',
  options: {},
  estimate: ({ returns, periodsPerYear }) => ({ covariance: sampleCovariance(returns, periodsPerYear) })
};
