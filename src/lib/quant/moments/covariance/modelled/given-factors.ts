import { regressionFactorCovariance } from '$lib/math/stats';
import { matrixOnRows } from '../../estimation';
import type { ReturnMatrix } from '../../return-matrix';
import { annual } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Returns of the factors, Fama-French's or a person's own, on the rows of the returns. */
export interface GivenFactorOptions {
  readonly factors: ReturnMatrix;
}

/** Covariance of given factors and residual variances by regression. Source: Sharpe (1963); Fama and French (1993). */
export const givenFactors: CovarianceEstimator<'given-factors', GivenFactorOptions> = {
  id: 'given-factors',
  gaps: 'common-rows',
  options: { factors: { kind: 'rows', needed: true } },
  estimate: (estimation, { factors }) => {
    const { covariance } = regressionFactorCovariance(estimation.returns, matrixOnRows(estimation, factors));
    return { covariance: annual(covariance, estimation.periodsPerYear), factors: factors.columns };
  }
};
