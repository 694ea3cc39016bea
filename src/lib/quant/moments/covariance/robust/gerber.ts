import { gerberCovariance, type GerberStatistic } from '$lib/math/stats';
import { annual } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** From which multiple of its deviation a move counts, and by which statistic. */
export interface GerberOptions {
  readonly threshold?: number;
  readonly statistic?: GerberStatistic;
}

/** Gerber covariance: how often instruments move together. Source: Gerber, Markowitz and others (2022). */
export const gerber: CovarianceEstimator<'gerber', GerberOptions> = {
  id: 'gerber',
  gaps: 'common-rows',
  mayBeIndefinite: true,
  options: {
    threshold: { kind: 'number', default: 0.5, minimum: 0.01, maximum: 0.99 },
    statistic: { kind: 'choice', default: 1, choices: [1, 2, 0] }
  },
  estimate: ({ returns, periodsPerYear }, options) => ({
    covariance: annual(gerberCovariance(returns, options), periodsPerYear)
  })
};
