import { principalFactorCovariance } from '$lib/math/stats';
import { annual } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** How many principal components are common. */
export interface StatisticalFactorOptions {
  readonly factors?: number;
}

/** Covariance of principal components and residual variances. Source: Connor and Korajczyk (1993). */
export const statisticalFactors: CovarianceEstimator<'statistical-factors', StatisticalFactorOptions> = {
  id: 'statistical-factors',
  gaps: 'common-rows',
  options: { factors: { kind: 'number', default: 3, minimum: 1, maximum: 50, whole: true } },
  estimate: ({ returns, periodsPerYear }, { factors = 3 }) => {
    const { covariance } = principalFactorCovariance(returns, Math.min(factors, returns.columns));
    return { covariance: annual(covariance, periodsPerYear), factors: Math.min(factors, returns.columns) };
  }
};
