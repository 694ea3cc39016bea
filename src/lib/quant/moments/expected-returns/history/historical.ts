import type { ReturnEstimator } from '../estimator';
import { ownHistories } from './own-history';

/** Arithmetic mean of each instrument over its own rows, with its standard error. */
export const historical: ReturnEstimator<'historical', object> = {
  id: 'historical',
  raw: true,
  gaps: 'own-history',
  options: {},
  estimate: ({ returns, periodsPerYear }) => {
    const histories = ownHistories(returns);
    return {
      expectedReturns: Float64Array.from(histories, ({ mean }) => mean * periodsPerYear),
      standardErrors: Float64Array.from(
        histories,
        ({ variance, count }) => periodsPerYear * Math.sqrt(variance / count)
      )
    };
  }
};
