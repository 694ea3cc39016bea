import { constantCorrelationShrinkage, unitDiagonal } from '$lib/math/stats';
import { correlationPValue } from './significance';
import type { CorrelationMeasure } from './measure';

/**
 * Pearson's correlations pulled towards their common mean, as much as their own error asks for. Interval and
 * significance are those of a plain correlation of that size: no exact ones are known. Every series must vary.
 * Source: Ledoit and Wolf, Honey, I shrunk the sample covariance matrix (2004).
 */
export const shrunk: CorrelationMeasure = {
  id: 'shrunk',
  matrix(returns) {
    const { covariance, shrinkage } = constantCorrelationShrinkage(returns);
    return { values: unitDiagonal(covariance, returns.columns), effectiveRows: returns.rows, shrinkage };
  },
  fisherError: (_, rows) => 1 / Math.sqrt(rows - 3),
  pValue: correlationPValue
};
