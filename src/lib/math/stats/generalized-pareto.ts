import { exp, log, log1p } from '$lib/math/elementary';
import { minimumByBrent } from '$lib/math/optimize';
import { mean } from './moments';

/** A fitted generalized Pareto law: P(Y > y) = (1 + shape y / scale)^(-1 / shape). */
export interface GeneralizedParetoFit {
  /** 'edge': the likelihood is greatest where the law is no longer regular (shape -1/2), and no error can be given. */
  readonly status: 'converged' | 'edge';
  /** Above 0: a heavy tail, whose moments of order 1 / shape and more are infinite. */
  readonly shape: number;
  /** In the unit of the values. */
  readonly scale: number;
  readonly logLikelihood: number;
  /** Standard errors and covariance by the expected information; NaN at the edge. */
  readonly shapeError: number;
  readonly scaleError: number;
  readonly covariance: number;
}

const LEAST_SHAPE = -0.5;
/** Reach of the search: logarithm of 1 + shape x greatest value / scale. */
const [LOWEST, HIGHEST, CELLS] = [-12, 14, 52];

/** Mean of log(1 + theta y). */
function meanLog(values: ArrayLike<number>, theta: number, greatest: number): number {
  const n = values.length;
  let logs = 0;
  if (Math.abs(theta) * greatest < 0.01) {
    for (let i = 0; i < n; i++) logs += log1p(theta * values[i]);
    return logs / n;
  }
  let product = 1;
  for (let i = 0; i < n; i++) {
    // One logarithm for eight factors, each between exp(LOWEST) and exp(HIGHEST).
    product *= 1 + theta * values[i];
    if ((i & 7) === 7) {
      logs += log(product);
      product = 1;
    }
  }
  return (logs + log(product)) / n;
}

/**
 * Maximum likelihood of the generalized Pareto law for values above zero. The scale is taken out of the likelihood, so
 * that one parameter is searched (Grimshaw 1993); errors by Smith (1984).
 * @throws RangeError below 5 values, or when one is not above zero and finite.
 */
export function generalizedParetoFit(values: ArrayLike<number>): GeneralizedParetoFit {
  const n = values.length;
  if (n < 5) throw new RangeError(`${n} values, at least 5 are needed`);
  let greatest = 0;
  for (let i = 0; i < n; i++) {
    if (!(values[i] > 0 && values[i] < Infinity)) throw new RangeError(`value ${i} is ${values[i]}`);
    greatest = Math.max(greatest, values[i]);
  }
  const centre = mean(values);
  const at = (place: number): { shape: number; scale: number; loss: number } => {
    // theta = shape / scale
    const theta = (exp(place) - 1) / greatest;
    if (Math.abs(theta * centre) < 1e-9) return { shape: 0, scale: centre, loss: log(centre) + 1 };
    const shape = meanLog(values, theta, greatest);
    return { shape, scale: shape / theta, loss: log(shape / theta) + shape + 1 };
  };
  // Below the least shape the likelihood has no bound.
  const loss = (place: number): number => {
    const point = at(place);
    return point.shape < LEAST_SHAPE ? Infinity : point.loss;
  };
  const cell = (HIGHEST - LOWEST) / CELLS;
  let best = 0;
  for (let k = 1; k <= CELLS; k++) if (!(loss(LOWEST + k * cell) >= loss(LOWEST + best * cell))) best = k;
  const from = LOWEST + (best - 1) * cell;
  const { x } = minimumByBrent(loss, from, from + 2 * cell, 1e-10);
  const { shape, scale, loss: least } = at(x);
  const edge = shape < LEAST_SHAPE + 1e-3;
  return {
    status: edge ? 'edge' : 'converged',
    shape,
    scale,
    logLikelihood: -n * least,
    shapeError: edge ? NaN : (1 + shape) / Math.sqrt(n),
    scaleError: edge ? NaN : scale * Math.sqrt((2 * (1 + shape)) / n),
    covariance: edge ? NaN : (-scale * (1 + shape)) / n
  };
}
