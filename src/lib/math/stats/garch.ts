import { exp, log } from '$lib/math/elementary';
import { simplexMinimum } from '$lib/math/optimize';
import { mean as meanOf, populationVariance } from './moments';

/** What is held fixed in {@link garchFit}. */
export interface GarchOptions {
  /** 'constant': estimated with the rest; 'zero': none. 'constant' when left out. */
  readonly mean?: 'constant' | 'zero';
}

/** A fitted GARCH(1,1): h_t = omega + alpha e_(t-1)^2 + beta h_(t-1), e_t = x_t - mean. */
export interface GarchFit {
  /** 'stopped' when the search was cut off before it settled. */
  readonly status: 'converged' | 'stopped';
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  /** Normal log-likelihood, constant included. */
  readonly logLikelihood: number;
  /** Conditional variance of each row, in the square of the series' unit. */
  readonly variances: Float64Array;
  /** Conditional variance of the period after the last. */
  readonly next: number;
}

interface Parameters {
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Minus the log-likelihood without its constant; fills `variances` (one longer than the series: the next period). */
function loss(series: ArrayLike<number>, { mean, omega, alpha, beta }: Parameters, variances: Float64Array): number {
  const length = series.length;
  let initial = 0;
  for (let t = 0; t < length; t++) initial += ((series[t] - mean) * (series[t] - mean)) / length;
  let variance = omega + (alpha + beta) * initial;
  let [logs, squares, product] = [0, 0, 1];
  for (let t = 0; t < length; t++) {
    variances[t] = variance;
    const square = (series[t] - mean) * (series[t] - mean);
    squares += square / variance;
    // One logarithm for eight variances, which the scaling of the series keeps near 1.
    product *= variance;
    if ((t & 7) === 7) {
      logs += log(product);
      product = 1;
    }
    variance = omega + alpha * square + beta * variance;
  }
  variances[length] = variance;
  return 0.5 * (logs + log(product) + squares);
}

const logistic = (x: number): number => 1 / (1 + exp(-x));
const logit = (p: number): number => log(p / (1 - p));

/** Parameters from unbounded coordinates: log omega, persistence and alpha's share of it as logits, mean. */
function parameters(x: ArrayLike<number>): Parameters {
  const persistence = logistic(x[1]);
  const alpha = persistence * logistic(x[2]);
  return { omega: exp(x[0]), alpha, beta: persistence - alpha, mean: x.length > 3 ? x[3] : 0 };
}

/**
 * Maximum likelihood of a normal GARCH(1,1) with alpha, beta >= 0 and alpha + beta < 1; the squares and variances
 * before the first row are the mean of squared residuals. The series may have any scale, and no gaps.
 * @throws RangeError below 10 rows, with a value that is not finite, or when the series does not vary.
 * Source: Bollerslev (1986); the start of Fiorentini, Calzolari and Panattoni (1996).
 */
export function garchFit(series: ArrayLike<number>, { mean = 'constant' }: GarchOptions = {}): GarchFit {
  const length = series.length;
  if (length < 10) throw new RangeError(`${length} rows, at least 10 are needed`);
  const scale = Math.sqrt(populationVariance(series));
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`series does not vary finitely: ${scale}`);
  const scaled = Float64Array.from({ length }, (_, t) => series[t] / scale);
  const variances = new Float64Array(length + 1);
  const start = mean === 'zero' ? [] : [meanOf(scaled)];
  const objective = (x: ArrayLike<number>): number => loss(scaled, parameters(x), variances);
  let best = [log(0.05), logit(0.95), logit(0.05), ...start];
  for (const persistence of [0.5, 0.9, 0.98]) {
    for (const share of [0.05, 0.15, 0.4]) {
      const trial = [log(1 - persistence), logit(persistence), logit(share), ...start];
      if (objective(trial) < objective(best)) best = trial;
    }
  }
  const found = simplexMinimum(objective, best, { tolerance: 1e-12 });
  const fitted = parameters(found.x);
  const value = loss(scaled, fitted, variances);
  const square = scale * scale;
  return {
    status: found.status,
    mean: fitted.mean * scale,
    omega: fitted.omega * square,
    alpha: fitted.alpha,
    beta: fitted.beta,
    logLikelihood: -value - length * (0.5 * log(2 * Math.PI) + log(scale)),
    variances: variances.slice(0, length).map((one) => one * square),
    next: variances[length] * square
  };
}

/**
 * Mean conditional variance a period over the next `horizon` periods (one: the next). It goes from the variance now
 * to the long-run omega / (1 - alpha - beta). @throws RangeError unless the horizon is a whole number of at least 1.
 */
export function garchVarianceAhead({ omega, alpha, beta, next }: GarchFit, horizon: number): number {
  if (!Number.isInteger(horizon) || horizon < 1) throw new RangeError(`horizon: ${horizon}`);
  const persistence = alpha + beta;
  let total = 0;
  let variance = next;
  for (let t = 0; t < horizon; t++) {
    total += variance;
    variance = omega + persistence * variance;
  }
  return total / horizon;
}
