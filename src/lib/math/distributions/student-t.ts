import { jStat } from 'jstat';

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
