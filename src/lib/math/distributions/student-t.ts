import { jStat } from 'jstat';
import { betaRatio } from './beta';

const LEAST = 1e-4;

/**
 * Quantile of Student's t distribution with any positive degrees of freedom, absolute error below 1e-6.
 * Limited to probabilities between 1e-4 and 1 - 1e-4: jstat, which computes it, loses the tails beyond.
 * @throws RangeError outside them, or when the degrees of freedom are not positive.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= LEAST && p <= 1 - LEAST)) throw new RangeError(`probability out of range: ${p}`);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degrees of freedom must be positive: ${degreesOfFreedom}`);
  return jStat.studentt.inv(p, degreesOfFreedom);
}

/** P(T > t) of Student's t, accurate in relative terms in the right tail; 1 - it on the left. NaN for NaN. */
function upperTail(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  if (square === Infinity) return 0;
  const whole = degreesOfFreedom + square;
  return 0.5 * betaRatio(degreesOfFreedom / whole, degreesOfFreedom / 2, 0.5, square / whole);
}

/**
 * Distribution function P(T <= t) of Student's t with any positive degrees of freedom, accurate in relative terms in
 * the left tail. NaN for NaN. @throws RangeError unless the degrees of freedom are positive.
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  const tail = upperTail(t, degreesOfFreedom);
  return t > 0 ? 1 - tail : tail;
}

/** P(|T| > |t|): the two-sided p-value of a t statistic. As {@link studentTCdf}. */
export function studentTTwoSided(t: number, degreesOfFreedom: number): number {
  return 2 * upperTail(t, degreesOfFreedom);
}
