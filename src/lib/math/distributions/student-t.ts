import { exp, log, log1p } from '$lib/math/elementary';
import { betaRatio, logBeta } from './beta';

/** P(T > t) for t >= 0, and P(T < t) below, accurate in relative terms. NaN for NaN. */
function outerTail(t: number, degreesOfFreedom: number): number {
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
  const tail = outerTail(t, degreesOfFreedom);
  return t > 0 ? 1 - tail : tail;
}

/** P(|T| > |t|): the two-sided p-value of a t statistic. As {@link studentTCdf}. */
export function studentTTwoSided(t: number, degreesOfFreedom: number): number {
  return 2 * outerTail(t, degreesOfFreedom);
}

/** Density of Student's t. NaN for NaN. */
export function studentTDensity(t: number, degreesOfFreedom: number): number {
  const half = degreesOfFreedom / 2;
  return exp(-(half + 0.5) * log1p((t * t) / degreesOfFreedom) - logBeta(half, 0.5)) / Math.sqrt(degreesOfFreedom);
}

/**
 * Quantile of Student's t with any positive degrees of freedom, relative error about 1e-12, by Newton's steps on the
 * logarithm of the tail kept inside a bracket. -Infinity at 0, Infinity at 1.
 * @throws RangeError unless 0 <= p <= 1 and the degrees of freedom are positive.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability out of range: ${p}`);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degrees of freedom must be positive: ${degreesOfFreedom}`);
  if (p === 0.5) return 0;
  const sign = p < 0.5 ? -1 : 1;
  const tail = p < 0.5 ? p : 1 - p;
  if (tail === 0) return sign * Infinity;
  let [low, high] = [0, 1];
  while (outerTail(high, degreesOfFreedom) > tail) {
    low = high;
    high *= 4;
  }
  let t = 0.5 * (low + high);
  for (let k = 0; k < 200; k++) {
    const at = outerTail(t, degreesOfFreedom);
    if (at > tail) low = t;
    else high = t;
    const step = (at / studentTDensity(t, degreesOfFreedom)) * log(at / tail);
    const next = t + step > low && t + step < high ? t + step : 0.5 * (low + high);
    if (Math.abs(next - t) <= 4e-16 * t) return sign * next;
    t = next;
  }
  return sign * t;
}
