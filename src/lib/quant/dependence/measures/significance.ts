import { normalCdf, studentTTwoSided } from '$lib/math/distributions';

/**
 * Two-sided probability of a correlation at least as large from independent series: t = r sqrt((n - 2) / (1 - r^2)) has
 * Student's law with n - 2 degrees of freedom. NaN below three rows or without a correlation.
 */
export function correlationPValue(r: number, rows: number): number {
  if (Number.isNaN(r) || !(rows > 2)) return NaN;
  return Math.abs(r) === 1 ? 0 : studentTTwoSided(r * Math.sqrt((rows - 2) / (1 - r * r)), rows - 2);
}

/**
 * Two-sided probability that independent samples of n and m rows differ so much in their correlation by chance: the
 * difference of Fisher's transforms over sqrt(1 / (n - 3) + 1 / (m - 3)) is normal. NaN below four rows.
 * Source: Fisher (1921).
 */
export function correlationDifference(r: number, n: number, s: number, m: number): number {
  if (!(n > 3 && m > 3)) return NaN;
  const score = (Math.atanh(r) - Math.atanh(s)) / Math.sqrt(1 / (n - 3) + 1 / (m - 3));
  return 2 * normalCdf(-Math.abs(score));
}
