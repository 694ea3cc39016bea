import { minimumDeterminant as robust, type MinimumDeterminantOptions } from '$lib/math/stats';
import { annual } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Reweighted minimum covariance determinant, by FAST-MCD. Source: Rousseeuw and Van Driessen (1999). */
export const minimumDeterminant: CovarianceEstimator<'minimum-determinant', MinimumDeterminantOptions> = {
  id: 'minimum-determinant',
  gaps: 'common-rows',
  options: {
    support: { kind: 'number', minimum: 0.51, maximum: 1 },
    seed: { kind: 'number', default: 1, minimum: 0, maximum: Number.MAX_SAFE_INTEGER, whole: true },
    starts: { kind: 'number', default: 500, minimum: 10, maximum: 10_000, whole: true }
  },
  estimate: ({ returns, periodsPerYear }, options) => {
    const { covariance, outliers } = robust(returns, options);
    return { covariance: annual(covariance, periodsPerYear), outliers: outliers.length };
  }
};
