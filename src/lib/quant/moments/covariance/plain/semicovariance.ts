import { lowerPartialComoments } from '$lib/math/stats';
import { annual, requireAll } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** The return, a period, below which it counts, and what a missing return is. */
export interface SemicovarianceOptions {
  readonly benchmark?: number;
  /** 'no-shortfall' is PyPortfolioOpt's: the average goes over all rows, which makes late listings look safer. */
  readonly missing?: 'pairwise' | 'no-shortfall';
}

/** Semicovariance E[min(r_i - B, 0) min(r_j - B, 0)], as PyPortfolioOpt defines it; B is a period's return. */
export const semicovariance: CovarianceEstimator<'semicovariance', SemicovarianceOptions> = {
  id: 'semicovariance',
  gaps: 'pairwise',
  gapsUnder: ({ missing = 'pairwise' }) => missing,
  mayBeIndefinite: true,
  options: {
    benchmark: { kind: 'number', default: 0, minimum: -0.1, maximum: 0.1 },
    missing: { kind: 'choice', default: 'pairwise', choices: ['pairwise', 'no-shortfall'] }
  },
  estimate: ({ returns, periodsPerYear }, { benchmark = 0, missing = 'pairwise' }) => {
    const { covariance } = lowerPartialComoments(returns, benchmark, missing);
    return { covariance: annual(requireAll(covariance, returns.columns), periodsPerYear) };
  }
};
