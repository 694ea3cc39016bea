import { exp, log } from '$lib/math/elementary';
import { logGamma } from './chi-square';

/** Probability of k successes in n trials of probability p. 0 outside 0 to n. Throws RangeError unless 0 <= p <= 1 and n is a whole number of at least 0. */
export function binomialMass(k: number, n: number, p: number): number {
  requireTrials(n, p);
  if (!Number.isInteger(k) || k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  return exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p));
}

/** Probability of at most k successes in n trials of probability p, absolute error about 1e-12. Throws RangeError as {@link binomialMass} does. */
export function binomialCdf(k: number, n: number, p: number): number {
  requireTrials(n, p);
  if (k >= n) return 1;
  let total = 0;
  for (let i = 0; i <= Math.floor(k); i++) total += binomialMass(i, n, p);
  return Math.min(1, total);
}

/**
 * Least number of successes that at most so many are reached with probability `share`: the quantile of the binomial law.
 * Throws RangeError unless 0 <= share <= 1, and as {@link binomialMass} does.
 */
export function binomialQuantile(share: number, n: number, p: number): number {
  requireTrials(n, p);
  if (!(share >= 0 && share <= 1)) throw new RangeError(`probability out of range: ${share}`);
  let total = 0;
  for (let k = 0; k < n; k++) {
    total += binomialMass(k, n, p);
    if (total >= share) return k;
  }
  return n;
}

function requireTrials(n: number, p: number): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`trials: ${n}`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability out of range: ${p}`);
}
