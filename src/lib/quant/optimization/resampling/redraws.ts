import { choleskyFactor, matrixProduct, nearestPositiveSemidefinite, transposed } from '$lib/math/linalg';
import { randomStream, type RandomStream } from '$lib/math/random';
import {
  estimatedMoments,
  historicalMeans,
  restsOnSeries,
  sampleCovariance,
  type Moments,
  type MomentsSpec,
  type ReturnMatrix
} from '$lib/quant/moments';

/** How to redraw the sample, and how moments are estimated from a redraw (as those of the problem were). */
export interface RedrawOptions {
  readonly seed: number;
  /** 100 to 200 give steady 5 % and 95 % limits. */
  readonly draws: number;
  readonly moments: MomentsSpec;
  /** Rows redrawn in blocks (stationary bootstrap), or drawn from a normal distribution of the sample's moments. */
  readonly scheme?: 'block' | 'normal';
  /** Mean length of a block in rows; 10 when absent. */
  readonly meanBlock?: number;
  /** What becomes of the moments of each redraw before they are used, views for one; nothing when absent. */
  readonly revised?: (moments: Moments, drawn: ReturnMatrix) => Moments;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A sample drawn anew with the moments that it gives. */
export interface RedrawnSample {
  readonly moments: Moments;
  readonly returns: ReturnMatrix;
}

const RESAMPLING_STREAM = 0x5a;

/**
 * Samples of the same length drawn anew, one at a time; the same seed draws the same. Progress is told after each.
 * @throws RangeError when moments rest on a market or factors and the scheme draws other rows than past ones.
 * Source: Politis and Romano, The stationary bootstrap (1994).
 */
export function* redrawnSamples(returns: ReturnMatrix, options: RedrawOptions): Generator<RedrawnSample> {
  const { revised } = options;
  if (options.scheme === 'normal' && restsOnSeries(options.moments)) {
    throw new RangeError('moments of a market or factors need the block scheme');
  }
  const redraw = options.scheme === 'normal' ? normalRedraw(returns) : blockRedraw(returns, options.meanBlock ?? 10);
  for (let draw = 0; draw < options.draws; draw++) {
    const { values, sourceRows } = redraw(randomStream(options.seed, RESAMPLING_STREAM, draw));
    const drawn = { ...returns, values };
    const estimate = estimatedMoments(drawn, options.moments, sourceRows);
    yield { moments: revised ? revised(estimate, drawn) : estimate, returns: drawn };
    options.onProgress?.(draw + 1, options.draws);
  }
}

/** Returns drawn anew; the rows that they were, where they are past ones. */
interface Redraw {
  readonly values: Float64Array;
  readonly sourceRows?: Int32Array;
}

function blockRedraw({ values, rows, columns }: ReturnMatrix, meanBlock: number): (random: RandomStream) => Redraw {
  if (!(meanBlock >= 1)) throw new RangeError(`mean length of a block: ${meanBlock}`);
  return (random) => {
    const drawn = new Float64Array(rows * columns);
    const sourceRows = new Int32Array(rows);
    let row = 0;
    for (let t = 0; t < rows; t++) {
      row = t === 0 || random.uniform() * meanBlock < 1 ? random.integerBelow(rows) : (row + 1) % rows;
      drawn.set(values.subarray(row * columns, (row + 1) * columns), t * columns);
      sourceRows[t] = row;
    }
    return { values: drawn, sourceRows };
  };
}

function normalRedraw(returns: ReturnMatrix): (random: RandomStream) => Redraw {
  const { rows, columns: n } = returns;
  const means = historicalMeans(returns, 1);
  const sample = nearestPositiveSemidefinite(sampleCovariance(returns, 1), n, 1e-12).matrix;
  const factor = choleskyFactor(sample, n);
  if (factor.status !== 'ok') throw new RangeError('returns do not vary');
  const turned = transposed(factor.factor, n, n);
  return (random) => {
    const normals = new Float64Array(rows * n);
    random.fillNormal(normals);
    const drawn = matrixProduct(normals, rows, n, turned, n);
    for (let at = 0; at < drawn.length; at++) drawn[at] = (means[at % n] ?? 0) + (drawn[at] ?? 0);
    return { values: drawn };
  };
}
