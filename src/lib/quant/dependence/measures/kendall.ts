import { normalCdf } from '$lib/math/distributions';
import { kendallCorrelation } from '$lib/math/stats';
import { columnOf } from '../pair-values';
import type { CorrelationMeasure } from './measure';

/**
 * Kendall's tau-b: how much more often two series move the same way than the opposite one. Smaller than Pearson's
 * correlation: a normal law of correlation r has tau = 2/pi arcsin r. Interval by Fisher's transformation with the
 * standard error sqrt(0.437 / (rows - 4)) (Fieller, Hartley and Pearson 1957); significance by the normal law with the
 * variance 2(2n + 5) / 9n(n - 1) of tau under independence (Kendall 1970).
 */
export const kendall: CorrelationMeasure = {
  id: 'kendall',
  matrix(returns, _, progress) {
    const n = returns.columns;
    const columns = Array.from({ length: n }, (_unused, j) => columnOf(returns, j));
    const values = new Float64Array(n * n).fill(1);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const { tau } = kendallCorrelation(columns[i], columns[j]);
        values[i * n + j] = tau;
        values[j * n + i] = tau;
      }
      progress(((i + 1) * i) / (n * (n - 1) || 1));
    }
    return { values, effectiveRows: returns.rows };
  },
  fisherError: (_, rows) => Math.sqrt(0.437 / (rows - 4)),
  pValue: (r, n) => 2 * normalCdf(-Math.abs(r) / Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1))))
};
