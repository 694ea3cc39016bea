import { centeredGram } from '$lib/math/linalg';
import { midRanks } from '$lib/math/stats';
import { columnOf, correlationFromProducts } from '../pair-values';
import { correlationPValue } from './significance';
import type { CorrelationMeasure } from './measure';

/**
 * Spearman's rank correlation: Pearson's of the mid-ranks, which a few wild days cannot move far. Interval by Fisher's
 * transformation with the standard error sqrt((1 + r^2 / 2) / (rows - 3)) (Bonett and Wright 2000); significance by
 * Student's t with rows - 2 degrees of freedom.
 */
export const spearman: CorrelationMeasure = {
  id: 'spearman',
  matrix(returns) {
    const { rows, columns } = returns;
    const ranks = new Float64Array(rows * columns);
    for (let j = 0; j < columns; j++)
      midRanks(columnOf(returns, j)).forEach((rank, t) => (ranks[t * columns + j] = rank));
    const { gram } = centeredGram(ranks, rows, columns);
    return { values: correlationFromProducts(gram, columns), effectiveRows: rows };
  },
  fisherError: (r, rows) => Math.sqrt((1 + (r * r) / 2) / (rows - 3)),
  pValue: correlationPValue
};
