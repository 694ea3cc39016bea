import { log, log1p } from '$lib/math/elementary';
import { simplexMinimum } from '$lib/math/optimize';
import { sortedQuantile } from '$lib/math/stats';
import { fact } from '../series';

/** A generalised Pareto law of the losses beyond a threshold and what follows from it; losses are positive. */
export interface ParetoTail {
  readonly threshold: number;
  readonly scale: number;
  readonly shape: number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}

const NOTHING: ParetoTail = { threshold: 0, scale: 0, shape: 0, valueAtRisk: 0, expectedShortfall: 0 };
const UNKNOWN: ParetoTail = { threshold: NaN, scale: NaN, shape: NaN, valueAtRisk: NaN, expectedShortfall: NaN };
const LEAST_EXCESSES = 10;

/** Minus the log likelihood of a generalised Pareto law. */
function cost(values: ArrayLike<number>, scale: number, shape: number): number {
  if (!(scale > 0)) return Infinity;
  let sum = 0;
  if (Math.abs(shape) < 1e-12) for (let i = 0; i < values.length; i++) sum += values[i] / scale;
  else {
    for (let i = 0; i < values.length; i++) {
      const inner = (shape * values[i]) / scale;
      if (inner <= -1) return Infinity;
      sum += log1p(inner);
    }
    sum *= 1 / shape + 1;
  }
  return values.length * log(scale) + sum;
}

function fitted(values: ArrayLike<number>, start: readonly number[]): { scale: number; shape: number } {
  const { x } = simplexMinimum(([scale, shape]) => cost(values, scale, shape), start, { tolerance: 1e-12 });
  return { scale: x[0], shape: x[1] };
}

/**
 * Losses beyond their 90 % quantile, their excess over it by maximum likelihood; value at risk and shortfall at the tail.
 * NaN with fewer than ten excesses or a shape of one or more. Source: McNeil and Frey (2000).
 */
export const paretoTail = fact(({ returns, tail, count }): ParetoTail => {
  const losses = returns.map((value) => -value).sort();
  if (count === 0) return UNKNOWN;
  const threshold = sortedQuantile(losses, 0.9);
  const excesses = losses.filter((value) => value > threshold).map((value) => value - threshold);
  if (excesses.length < LEAST_EXCESSES || tail > excesses.length / count) return UNKNOWN;
  const centre = excesses.reduce((sum, value) => sum + value, 0) / excesses.length;
  // In units of their mean, so that the first steps are of the right size.
  const unit = fitted(
    excesses.map((value) => value / centre),
    [0.9, 0.1]
  );
  const [scale, shape] = [unit.scale * centre, unit.shape];
  const reach = ((count / excesses.length) * tail) ** -shape - 1;
  const valueAtRisk = threshold + (scale / shape) * reach;
  const expectedShortfall = shape < 1 ? (valueAtRisk + scale - shape * threshold) / (1 - shape) : Infinity;
  return { threshold, scale, shape, valueAtRisk, expectedShortfall };
});

/**
 * The same as empyrical does it: the threshold is halved from 20 % until the law, of the losses themselves beyond it,
 * has a positive shape and value at risk, counted over the losses alone. Zeros below three returns or when none fits.
 * Source: Gilli and Këllezi (2006), pages 8 and 12.
 */
export const paretoTailOfLosses = fact(({ returns, tail }): ParetoTail => {
  const losses = returns.filter((value) => value < 0).map((value) => -value);
  if (returns.length < 3) return NOTHING;
  for (let threshold = 0.2; threshold > 1e-9; threshold /= 2) {
    const beyond = losses.filter((value) => value >= threshold);
    if (beyond.length === 0) continue;
    const { x } = simplexMinimum(([a, b]) => (a > 0 && b > 0 ? cost(beyond, a, b) : Number.MAX_VALUE), [1, 1], {
      tolerance: 1e-12
    });
    const [scale, shape] = x;
    const share = (losses.length / beyond.length) * tail;
    const valueAtRisk = shape > 0 ? threshold + (scale / shape) * (share ** -shape - 1) : 0;
    if (!(shape > 0 && valueAtRisk > 0)) continue;
    const expectedShortfall = shape < 1 ? (valueAtRisk + scale - shape * threshold) / (1 - shape) : Infinity;
    return { threshold, scale, shape, valueAtRisk, expectedShortfall };
  }
  return NOTHING;
});
