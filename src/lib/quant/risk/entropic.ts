import { exp, log } from '$lib/math/elementary';
import type { SeriesFunctional } from './risk-spec';

/** Losses tilted by exp(theta x loss): the share of each, their mean and variance, and the entropy relative to equal shares. */
interface Tilt {
  readonly shares: Float64Array;
  readonly loss: number;
  readonly variance: number;
  readonly entropy: number;
  /** Log of the mean of exp(theta x loss). */
  readonly logMean: number;
}

function tilted(series: Float64Array, worst: number, theta: number): Tilt {
  const shares = series.map((value) => exp(theta * (-value - worst)));
  let total = 0;
  for (const share of shares) total += share;
  let loss = 0;
  for (let t = 0; t < shares.length; t++) {
    shares[t] /= total;
    loss += shares[t] * (-series[t] - worst);
  }
  let variance = 0;
  for (let t = 0; t < shares.length; t++) variance += shares[t] * (-series[t] - worst - loss) ** 2;
  const logMean = log(total / shares.length);
  return { shares, loss: loss + worst, variance, entropy: theta * loss - logMean, logMean: logMean + theta * worst };
}

/**
 * The tilt whose relative entropy is log(1 / tail), by Newton's method within a bracket; undefined where no tilt has
 * that much, because the worst return alone makes up the tail. Entropy grows with theta.
 */
function tailTilt(series: Float64Array, tail: number): { theta: number; tilt: Tilt } | { worst: number; ties: number } {
  let worst = -Infinity;
  for (const value of series) worst = Math.max(worst, -value);
  let ties = 0;
  for (const value of series) if (-value === worst) ties += 1;
  if (ties >= tail * series.length) return { worst, ties };
  const wanted = -log(tail);
  let low = 0;
  let high = Infinity;
  let theta = Math.sqrt((2 * wanted) / tilted(series, worst, 0).variance);
  let tilt = tilted(series, worst, theta);
  for (let k = 0; k < 200; k++) {
    const excess = tilt.entropy - wanted;
    if (Math.abs(excess) <= 1e-14 * wanted || high - low <= 1e-15 * low) break;
    if (excess > 0) high = theta;
    else low = theta;
    const slope = theta * tilt.variance;
    const step = slope > 0 ? theta - excess / slope : Infinity;
    theta = step > low && step < high ? step : high < Infinity ? (low + high) / 2 : 2 * theta;
    tilt = tilted(series, worst, theta);
  }
  return { theta, tilt };
}

/**
 * Entropic value at risk: least over z > 0 of z log(mean(exp(loss / z)) / tail), the tightest bound of Chernoff's kind
 * on the value at risk; the greatest mean loss under shares whose relative entropy is at most log(1 / tail). The worst
 * loss where that alone makes up the tail. Source: A. Ahmadi-Javid (2012).
 */
export const entropicValueAtRisk: SeriesFunctional = {
  value: (series, { tail }) => {
    const found = tailTilt(series, tail);
    return 'worst' in found ? found.worst : (found.tilt.logMean - log(tail)) / found.theta;
  },
  slopes: (series, { tail }) => {
    const found = tailTilt(series, tail);
    if (!('worst' in found)) return found.tilt.shares.map((share) => -share);
    // Equal shares of the worst: any others would have more entropy than is allowed.
    return series.map((value) => (-value === found.worst ? -1 / found.ties : 0));
  }
};
