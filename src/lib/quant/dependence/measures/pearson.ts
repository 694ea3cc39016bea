import { centeredGram } from '$lib/math/linalg';
import { correlationFromProducts } from '../pair-values';
import { correlationPValue } from './significance';
import type { CorrelationMeasure } from './measure';

/**
 * Pearson's correlation: covariance over the product of the standard deviations. Interval by Fisher's transformation,
 * standard error 1 / sqrt(rows - 3) (Fisher 1921); significance by Student's t with rows - 2 degrees of freedom.
 */
export const pearson: CorrelationMeasure = {
  id: 'pearson',
  matrix({ values, rows, columns }) {
    const { gram } = centeredGram(values, rows, columns);
    return { values: correlationFromProducts(gram, columns), effectiveRows: rows };
  },
  fisherError: (_, rows) => 1 / Math.sqrt(rows - 3),
  pValue: correlationPValue
};
