import type { ReturnModel } from './model';
import { rowData, walkedGrowth } from './row-walk';

/**
 * Circular block bootstrap: runs of `blockRows` rows that begin anywhere and wrap round the end of the sample.
 * @throws RangeError unless the length is a whole number of at least 1. Source: Politis and Romano (1992).
 */
export const circularBlocks: ReturnModel<'block'> = {
  kind: 'block',
  redrawsRows: true,
  antithetic: false,
  prepared: ({ blockRows }, sample) => {
    if (!Number.isInteger(blockRows) || blockRows < 1) throw new RangeError(`rows in a block: ${blockRows}`);
    return { ...rowData(sample), blockRows };
  },
  growth: (data, frame, { random }) =>
    walkedGrowth(data, frame, () => ({ row: random.integerBelow(data.rows), length: data.blockRows }))
};
