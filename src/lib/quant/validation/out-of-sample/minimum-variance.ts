import { MovingGram } from '$lib/math/linalg';
import { quadraticProgram } from '$lib/math/optimize';
import type { LinearRow } from '$lib/math/optimize';
import type { ReturnMatrix } from '$lib/quant/moments';
import { requireRows } from '$lib/quant/moments';
import type { WeightsOf } from './out-of-sample';

/** Least and greatest weight of every column; 0 and 1 when absent. */
export interface WeightBounds {
  readonly lower?: number;
  readonly upper?: number;
}

/** A training window whose program has no solution, or found none. */
export class NoWeightsError extends Error {
  override readonly name = 'NoWeightsError';
  readonly code = 'no-weights';
  readonly data: { readonly split: number; readonly reason: string };

  constructor(split: number, reason: string) {
    super(`No weights for split ${split}: ${reason}`);
    this.data = { split, reason };
  }
}

/**
 * Minimum variance weights that add up to 1, on the sample covariance (divisor n - 1) of each training window. Made for
 * windows that move a little at a time: the covariance is moved along by the rows that come and go, and each program
 * starts from the weights before it. Reads no row outside of the window it is given. Where the covariance is singular
 * (no more rows than columns) the minimum need not be unique. Missing returns (NaN) are not dealt with.
 * @throws RangeError on a wrong shape, NoWeightsError from within when bounds cannot be met.
 */
export function minimumVarianceWeights(returns: ReturnMatrix, bounds: WeightBounds = {}): WeightsOf {
  requireRows(returns, 2);
  const { values, rows, columns } = returns;
  const { lower = 0, upper = 1 } = bounds;
  const budget: LinearRow = { coefficients: new Float64Array(columns).fill(1), lower: 1, upper: 1 };
  const quadratic = new Float64Array(columns * columns);
  let moving: MovingGram | undefined;
  let start: Float64Array | undefined;
  return ({ spans, split }) => {
    moving ??= new MovingGram(values, rows, columns, meansOf(returns, spans[0].start, spans[0].end));
    moving.moveTo(spans);
    moving.covariance(quadratic);
    const result = quadraticProgram(
      {
        quadratic,
        linear: new Float64Array(columns),
        lower: new Float64Array(columns).fill(lower),
        upper: new Float64Array(columns).fill(upper),
        rows: [budget]
      },
      start ? { start } : {}
    );
    if (result.status !== 'optimal') {
      throw new NoWeightsError(split, result.status === 'failed' ? result.reason : result.status);
    }
    start = result.x;
    return Float64Array.from(result.x);
  };
}

function meansOf({ values, columns }: ReturnMatrix, start: number, end: number): Float64Array {
  const means = new Float64Array(columns);
  for (let t = start; t < end; t++) for (let j = 0; j < columns; j++) means[j] += values[t * columns + j];
  return means.map((total) => total / (end - start));
}
