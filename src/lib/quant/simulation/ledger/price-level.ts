import { exp, exponentials, log1p } from '$lib/math/elementary';
import { randomStream } from '$lib/math/random';
import { INFLATION_STREAM } from '../draws';
import type { SimulationInputs } from '../models/model-types';
import type { PathBlock, SimulationSpec } from '../spec';

/** Price level of each path, 1 at the start. */
export interface PriceLevel {
  readonly level: Float64Array;
  /** Log growth of prices that a month is expected to bring. */
  readonly expected: number;
  /** Goes on over a period: `prices` is its growth in the sample where it goes along; a month ends when told. */
  readonly pass: (prices: Float64Array | undefined, monthEnds: boolean) => void;
}

/** The price level of a plan. Autoregressive inflation begins at its mean. */
export function priceLevel(spec: SimulationSpec, inputs: SimulationInputs, block: PathBlock): PriceLevel {
  const { inflation } = spec;
  const level = new Float64Array(block.paths).fill(1);
  const shift = (spec.shift?.inflation ?? 0) / 12;
  if (inflation.kind === 'sampled') {
    const price = inputs.meanGrowth[inputs.columns - 1] - 1;
    const rowShift = exp(shift);
    return {
      level,
      expected: log1p(price) * inputs.rowsPerMonth + shift,
      pass: (prices, monthEnds) => {
        if (!prices) throw new RangeError('the sample carries no prices');
        for (let p = 0; p < level.length; p++) level[p] *= monthEnds ? prices[p] * rowShift : prices[p];
      }
    };
  }
  const mean = log1p(inflation.rate) / 12 + shift;
  if (inflation.kind === 'fixed') {
    let months = 0;
    return {
      level,
      expected: mean,
      pass: (_, monthEnds) => {
        if (monthEnds) level.fill(exp(++months * mean));
      }
    };
  }
  const { persistence, deviation } = inflation;
  const random = randomStream(spec.seed, INFLATION_STREAM, block.index);
  const [surprise, drawn] = [new Float64Array(block.paths), new Float64Array(block.paths)];
  const logs = new Float64Array(block.paths);
  return {
    level,
    expected: mean,
    pass: (_, monthEnds) => {
      if (!monthEnds) return;
      random.fillNormal(drawn);
      for (let p = 0; p < level.length; p++) {
        surprise[p] = persistence * surprise[p] + deviation * drawn[p];
        logs[p] += mean + surprise[p];
      }
      level.set(logs);
      exponentials(level);
    }
  };
}
