import { randomStream } from '$lib/math/random';
import { deflatedSharpe, sharpeSample } from '../index';
import type { BestTrial, DeflatedSharpe, TrialReturns } from '../index';

export const TRIALS = 1000;
/** Ten years of 252 days. */
export const DAYS = 2520;
const LIFT = 1.5 / Math.sqrt(252);

/** Independent strategies without an edge: standard normal returns. */
export function independentStrategies(seed: number, set: number, out: Float64Array): TrialReturns {
  randomStream(seed, 0, set).fillNormal(out);
  return { values: out, trials: TRIALS, periods: DAYS };
}

/** The market of a set: standard normal returns, no drift. */
export function marketReturns(seed: number, set: number): Float64Array {
  const market = new Float64Array(DAYS);
  randomStream(seed, 1, set).fillNormal(market);
  return market;
}

/**
 * Strategies that are in or out of one market at random every day, by the signs of `signals`. Any two have correlation 1/2.
 */
export function timedStrategies(market: Float64Array, signals: Float64Array, out: Float64Array): TrialReturns {
  for (let k = 0, at = 0; k < TRIALS; k++) {
    for (let t = 0; t < DAYS; t++, at++) out[at] = signals[at] > 0 ? market[t] : 0;
  }
  return { values: out, trials: TRIALS, periods: DAYS };
}

/** Returns of a strategy whose true Sharpe ratio is 1.5 a year: normal, as the independent ones. */
export function skilledStrategy(seed: number, set: number, number: number, out: Float64Array): void {
  randomStream(seed, 2 + number, set).fillNormal(out);
  for (let t = 0; t < DAYS; t++) out[t] += LIFT;
}

/** The same among those in one market, made of the independent one: in or out at random, and right by as much as makes 1.5 a year. */
export function skilledTiming(market: Float64Array, signals: Float64Array, out: Float64Array): void {
  // In on half of the days, with mean m on these: the mean is m / 2, the variance 1 / 2 + m^2 / 4.
  const edge = (LIFT * Math.SQRT2) / Math.sqrt(1 - LIFT * LIFT);
  for (let t = 0; t < DAYS; t++) out[t] = signals[t] > LIFT ? market[t] + edge : 0;
}

/** A strategy judged as one of a set that was tried. */
export function judged(returns: Float64Array, set: BestTrial): DeflatedSharpe {
  const { trials, sharpeVariance, effectiveTrials } = set;
  return deflatedSharpe(sharpeSample(returns), { trials, sharpeVariance, effectiveTrials });
}
