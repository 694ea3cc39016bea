import type { ReturnEstimator } from '../estimator';
import { shrunkMeans, type ShrinkageOptions } from '../means';

/** What the means are pulled towards. */
export type ShrunkOptions = Pick<ShrinkageOptions, 'target'>;

/** Bayes-Stein means under the estimated covariance. Source: Jorion, Bayes-Stein estimation for portfolio analysis (1986). */
export const shrunk: ReturnEstimator<'shrunk', ShrunkOptions> = {
  id: 'shrunk',
  raw: false,
  gaps: 'common-rows',
  options: {
    target: { kind: 'choice', default: 'minimum-variance', choices: ['minimum-variance', 'grand-mean'] }
  },
  estimate: ({ returns, periodsPerYear, covariance }, { target = 'minimum-variance' }) => {
    const { means, ...rest } = shrunkMeans(returns, { periodsPerYear, covariance, target });
    return { expectedReturns: means, ...rest };
  }
};
