import { betaRatio } from './beta';

/** P(F > x) for the F law with the given degrees of freedom, accurate in relative terms in the far tail. 1 below 0. */
export function fisherFTail(x: number, numerator: number, denominator: number): number {
  if (x === Infinity) return 0;
  if (!(x > 0)) return Number.isNaN(x) ? NaN : 1;
  const whole = denominator + numerator * x;
  return betaRatio(denominator / whole, denominator / 2, numerator / 2, (numerator * x) / whole);
}

/** Distribution function P(F <= x) of the F law. 0 below 0. @throws RangeError unless degrees of freedom are positive. */
export function fisherFCdf(x: number, numerator: number, denominator: number): number {
  if (x === Infinity) return 1;
  if (!(x > 0)) return Number.isNaN(x) ? NaN : 0;
  const whole = denominator + numerator * x;
  return betaRatio((numerator * x) / whole, numerator / 2, denominator / 2, denominator / whole);
}
