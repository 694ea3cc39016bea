import type { ReturnEstimator } from '../estimator';
import { ownGrowth } from './own-history';

/** Compounded annual growth of each instrument over its own rows, prod(1 + r)^(periodsPerYear / count) - 1, as PyPortfolioOpt's. */
export const compounded: ReturnEstimator<'compounded', object> = {
  id: 'compounded',
  raw: true,
  gaps: 'own-history',
  options: {},
  estimate: ({ returns, periodsPerYear }) => ({ expectedReturns: ownGrowth(returns, periodsPerYear) })
};
