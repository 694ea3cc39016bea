import { log } from '$lib/math/elementary';
import type { RandomStream } from '$lib/math/random';
import { optimalBlockLengths } from '$lib/math/stats';
import type { ReturnModel, Sample } from './model';
import type { ModelData } from './model-types';
import { rowData, walkedGrowth, walkedMix, type NextRun } from './row-walk';

/** Returns of the portfolio of the sample, its weights restored every row. */
function portfolioSeries({ rows, columns, growth, source }: Sample): Float64Array {
  const count = source.returns.columns;
  const weights = source.weights ?? new Float64Array(count).fill(1 / count);
  const series = new Float64Array(rows);
  for (let t = 0; t < rows; t++)
    for (let i = 0; i < count; i++) series[t] += weights[i] * (growth[t * columns + i] - 1);
  return series;
}

/**
 * Stationary bootstrap: runs of geometric length, `blockRows` rows on average, that wrap round the end. 'auto' takes the
 * length of Politis and White (2004, corrected 2009) for the portfolio's returns.
 * @throws RangeError unless the mean length is at least 1. Source: Politis and Romano (1994).
 */
export const stationaryBlocks: ReturnModel<'stationary'> = {
  kind: 'stationary',
  redrawsRows: true,
  antithetic: false,
  prepared: ({ blockRows }, sample) => {
    const mean = blockRows === 'auto' ? optimalBlockLengths(portfolioSeries(sample)).stationary : blockRows;
    if (!(mean >= 1 && mean < Infinity)) throw new RangeError(`mean rows in a block: ${mean}`);
    return { ...rowData(sample), blockRows: mean };
  },
  growth: (data, frame, { random }) => walkedGrowth(data, frame, runs(data, random)),
  mixed: (data, frame, { random }, weights, cash) => walkedMix(data, frame, runs(data, random), weights, cash)
};

function runs({ rows, blockRows }: ModelData['stationary'], random: RandomStream): NextRun {
  // Lengths are inverted from one uniform a run.
  const rate = blockRows > 1 ? 1 / log(1 - 1 / blockRows) : 0;
  return () => {
    const length = rate === 0 ? 1 : 1 + Math.floor(log(random.uniform()) * rate);
    return { row: random.integerBelow(rows), length };
  };
}
