import { constantCorrelationShrinkage, identityShrinkage, singleFactorShrinkage } from '$lib/math/stats';
import { seriesOnRows } from '../../estimation';
import { requireRows } from '../../return-matrix';
import { annual, sampleCovariance } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** What the sample is shrunk towards. */
export interface LedoitWolfOptions {
  readonly target?: 'identity' | 'constant-correlation' | 'single-factor';
  /** Returns of the market, one a row, for 'single-factor'; the plain mean of the instruments when absent. */
  readonly market?: Float64Array;
}

/**
 * Ledoit-Wolf covariance. Sample of divisor T for 'identity' (as scikit-learn) and 'single-factor', T - 1 for
 * 'constant-correlation' (as PyPortfolioOpt, whose figures both of these match).
 */
export const ledoitWolf: CovarianceEstimator<'ledoit-wolf', LedoitWolfOptions> = {
  id: 'ledoit-wolf',
  gaps: 'common-rows',
  options: {
    target: { kind: 'choice', default: 'identity', choices: ['identity', 'constant-correlation', 'single-factor'] },
    market: { kind: 'rows', needed: false }
  },
  estimate: (estimation, { target = 'identity', market }) => {
    const { returns, periodsPerYear } = estimation;
    requireRows(returns, 2);
    const { covariance, shrinkage } =
      target === 'identity'
        ? identityShrinkage(returns)
        : target === 'constant-correlation'
          ? constantCorrelationShrinkage(returns, sampleCovariance(returns, 1))
          : singleFactorShrinkage(returns, market && seriesOnRows(estimation, market));
    return { covariance: annual(covariance, periodsPerYear), shrinkage };
  }
};
