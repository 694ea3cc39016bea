import { exponentialCovariance, exponentialWeights } from '$lib/math/stats';
import { correlationFromProducts } from '../pair-values';
import { correlationPValue } from './significance';
import type { CorrelationMeasure } from './measure';

/**
 * Pearson's correlation of exponentially weighted returns about their weighted means: the latest count most. Its error is
 * told as if of as many rows as the weights are worth, (sum w)^2 / sum w^2 (Kish 1965). Source: RiskMetrics (1996), centred.
 */
export const exponential: CorrelationMeasure = {
  id: 'exponential',
  matrix(returns, { halfLife }) {
    const weights = exponentialWeights(returns.rows, halfLife);
    const total = weights.reduce((sum, one) => sum + one, 0);
    const squares = weights.reduce((sum, one) => sum + one * one, 0);
    const covariance = exponentialCovariance(returns, halfLife, 'weighted-mean');
    return { values: correlationFromProducts(covariance, returns.columns), effectiveRows: (total * total) / squares };
  },
  fisherError: (_, rows) => 1 / Math.sqrt(rows - 3),
  pValue: correlationPValue
};
