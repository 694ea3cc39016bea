import { constantCorrelationShrinkage, selectedColumns } from '$lib/math/stats';
import { correlationFromProducts, movingColumns } from '../pair-values';
import { correlationPValue } from './significance';
import type { CorrelationMeasure } from './measure';

/**
 * Pearson's correlations pulled towards their common mean, as much as their own error asks for. Interval and
 * significance are those of a plain correlation of that size: no exact ones are known. Series that do not move take no part.
 * Source: Ledoit and Wolf, Honey, I shrunk the sample covariance matrix (2004).
 */
export const shrunk: CorrelationMeasure = {
  id: 'shrunk',
  matrix(returns) {
    const { rows, columns: n } = returns;
    const moving = movingColumns(returns);
    const values = new Float64Array(n * n).fill(NaN);
    for (let i = 0; i < n; i++) values[i * n + i] = 1;
    if (moving.length === 0) return { values, effectiveRows: rows };
    const { covariance, shrinkage } = constantCorrelationShrinkage(selectedColumns(returns, moving));
    const found = correlationFromProducts(covariance, moving.length);
    moving.forEach((one, i) => {
      moving.forEach((other, j) => (values[one * n + other] = found[i * moving.length + j]));
    });
    return { values, effectiveRows: rows, shrinkage };
  },
  fisherError: (_, rows) => 1 / Math.sqrt(rows - 3),
  pValue: correlationPValue
};
