import type { RandomStream } from '$lib/math/random';
import type { ReturnModel } from './model';
import type { ModelData } from './model-types';
import { rowData, walkedGrowth, walkedMix, type NextRun } from './row-walk';

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
  growth: (data, frame, { random }) => walkedGrowth(data, frame, runs(data, random)),
  mixed: (data, frame, { random }, weights, cash) => walkedMix(data, frame, runs(data, random), weights, cash)
};

function runs({ rows, blockRows }: ModelData['block'], random: RandomStream): NextRun {
  return () => ({ row: random.integerBelow(rows), length: blockRows });
}
