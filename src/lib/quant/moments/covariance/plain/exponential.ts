import { exponentialCovariance, type ExponentialCentre } from '$lib/math/stats';
import { annual, requireAll } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Age in rows at which a return counts half, and where deviations are measured from. */
export interface ExponentialOptions {
  /** A span s is the half-life `halfLifeFromSpan(s)`. */
  readonly halfLife?: number;
  /** 'mean' is PyPortfolioOpt's exp_cov, 'weighted-mean' pandas' ewm().cov(), 'zero' skfolio's EWCovariance. */
  readonly centre?: ExponentialCentre;
}

/** Exponentially weighted covariance. Source: J.P. Morgan, RiskMetrics technical document (1996), section 5.2. */
export const exponential: CovarianceEstimator<'exponential', ExponentialOptions> = {
  id: 'exponential',
  gaps: 'pairwise',
  mayBeIndefinite: true,
  options: {
    halfLife: { kind: 'number', default: 60, minimum: 2, maximum: 2_000 },
    centre: { kind: 'choice', default: 'mean', choices: ['mean', 'weighted-mean', 'zero'] }
  },
  estimate: ({ returns, periodsPerYear }, { halfLife = 60, centre = 'mean' }) => {
    const covariance = exponentialCovariance(returns, halfLife, centre);
    return { covariance: annual(requireAll(covariance, returns.columns), periodsPerYear) };
  }
};
