import { pairwiseCovariance } from '$lib/math/stats';
import { annual, requireAll } from '../sample-covariance';
import type { CovarianceEstimator } from '../estimator';

/** Fewest rows that a pair must share. */
export interface PairwiseOptions {
  readonly minimumRows?: number;
}

/**
 * Sample covariance of each pair over the rows that both have, divisor count - 1, as pandas' DataFrame.cov.
 * @throws RangeError when a pair shares fewer rows than asked (20; never fewer than 2).
 */
export const pairwise: CovarianceEstimator<'pairwise', PairwiseOptions> = {
  id: 'pairwise',
  gaps: 'pairwise',
  mayBeIndefinite: true,
  options: { minimumRows: { kind: 'number', default: 20, minimum: 2, maximum: 10_000, whole: true } },
  estimate: ({ returns, periodsPerYear }, { minimumRows = 20 }) => {
    const { covariance, counts } = pairwiseCovariance(returns);
    const n = returns.columns;
    const short = counts.findIndex((count) => count < Math.max(2, minimumRows));
    if (short >= 0) {
      throw new RangeError(`series ${Math.floor(short / n)} and ${short % n} share ${counts[short]} rows of returns`);
    }
    return { covariance: annual(requireAll(covariance, n), periodsPerYear) };
  }
};
