import { chiSquareCdf } from '$lib/math/distributions';
import { log } from '$lib/math/elementary';

/** A likelihood ratio with the probability of one so great or greater if the forecast is right. */
export interface LikelihoodRatio {
  readonly statistic: number;
  readonly pValue: number;
  readonly degreesOfFreedom: 1 | 2;
}

/** x log y, zero where x is. */
const xLogY = (x: number, y: number): number => (x === 0 ? 0 : x * log(y));

function ratio(restricted: number, free: number, degreesOfFreedom: 1 | 2): LikelihoodRatio {
  const statistic = Math.max(0, 2 * (free - restricted));
  return { statistic, pValue: 1 - chiSquareCdf(statistic, degreesOfFreedom), degreesOfFreedom };
}

/**
 * Kupiec's test of unconditional coverage (proportion of failures): the share of hits is the tail. Chi-square with one degree
 * of freedom. @throws RangeError unless 0 < tail < 1 and 0 <= hits <= days. Source: Kupiec (1995), equation 7.
 */
export function unconditionalCoverage(hits: number, days: number, tail: number): LikelihoodRatio {
  if (!(tail > 0 && tail < 1)) throw new RangeError(`tail out of (0, 1): ${tail}`);
  if (!(hits >= 0 && hits <= days && days > 0)) throw new RangeError(`${hits} hits on ${days} days`);
  const misses = days - hits;
  const restricted = xLogY(hits, tail) + xLogY(misses, 1 - tail);
  const free = xLogY(hits, hits / days) + xLogY(misses, misses / days);
  return ratio(restricted, free, 1);
}

/** Days by the state of the day before and of the day itself; 1 is a hit. */
export interface HitTransitions {
  readonly n00: number;
  readonly n01: number;
  readonly n10: number;
  readonly n11: number;
}

/** Counts of a sequence of hits (1) and misses (0): one less than its days. */
export function hitTransitions(hits: ArrayLike<number>): HitTransitions {
  const counts = [0, 0, 0, 0];
  for (let t = 1; t < hits.length; t++) counts[2 * hits[t - 1] + hits[t]] += 1;
  const [n00, n01, n10, n11] = counts;
  return { n00, n01, n10, n11 };
}

/**
 * Christoffersen's test of independence: a hit is no likelier the day after a hit. Chi-square with one degree of freedom;
 * where no day follows a hit there is nothing to tell and the statistic is 0. Source: Christoffersen (1998), equation 8.
 */
export function independence(hits: ArrayLike<number>): LikelihoodRatio {
  const { n00, n01, n10, n11 } = hitTransitions(hits);
  const after0 = n01 / (n00 + n01);
  const after1 = n11 / (n10 + n11);
  const all = (n01 + n11) / (n00 + n01 + n10 + n11);
  const restricted = xLogY(n00 + n10, 1 - all) + xLogY(n01 + n11, all);
  const free = xLogY(n00, 1 - after0) + xLogY(n01, after0) + xLogY(n10, 1 - after1) + xLogY(n11, after1);
  return ratio(restricted, free, 1);
}

/**
 * Christoffersen's test of conditional coverage: the right share of hits, and no likelier after one. The sum of
 * {@link unconditionalCoverage} over all days and {@link independence}; chi-square with two degrees of freedom.
 * @throws RangeError as the first does.
 */
export function conditionalCoverage(hits: ArrayLike<number>, tail: number): LikelihoodRatio {
  let count = 0;
  for (let t = 0; t < hits.length; t++) count += hits[t];
  const statistic = unconditionalCoverage(count, hits.length, tail).statistic + independence(hits).statistic;
  return { statistic, pValue: 1 - chiSquareCdf(statistic, 2), degreesOfFreedom: 2 };
}

/** Numbers of hits of which the test of unconditional coverage rejects none at a level, 0.05 unless given. */
export function notRejected(
  days: number,
  tail: number,
  level = 0.05
): { readonly fewest: number; readonly most: number } {
  const passes = (hits: number): boolean => unconditionalCoverage(hits, days, tail).pValue >= level;
  const centre = Math.round(days * tail);
  let fewest = centre;
  let most = centre;
  while (fewest > 0 && passes(fewest - 1)) fewest -= 1;
  while (most < days && passes(most + 1)) most += 1;
  return { fewest, most };
}
