import { exp, log, log1p } from '$lib/math/elementary';
import { logGamma } from './chi-square';

/** What Stirling's formula for log gamma leaves out, for x >= 10. */
function stirlingRest(x: number): number {
  const r = 1 / (x * x);
  return (1 / 12 + r * (-1 / 360 + r * (1 / 1260 + r * (-1 / 1680 + r * (1 / 1188 + r * (-691 / 360_360)))))) / x;
}

/** Logarithm of the beta function B(a, b), a, b > 0, without the cancellation of three log gammas. NaN otherwise. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (!(small > 0)) return NaN;
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const whole = small + large;
  const drop = stirlingRest(large) - stirlingRest(whole) - (whole - 0.5) * log1p(small / large) - small * log(large);
  return logGamma(small) + small + drop;
}

/** Continued fraction of the incomplete beta function by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  const nonzero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    const step = d * c;
    product *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return product;
}

/**
 * Regularized incomplete beta function I_x(a, b), the distribution function of the beta law on [0, 1]. Relative error
 * about 1e-13. `complement` is 1 - x, to be given where x is too near 1 to tell. 0 below 0, 1 above 1, NaN for NaN.
 * Source: its continued fraction (Abramowitz and Stegun 1964, 26.5.8).
 * @throws RangeError unless a, b > 0.
 */
export function betaRatio(x: number, a: number, b: number, complement = 1 - x): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`shapes must be positive: ${a}, ${b}`);
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  const scale = exp(a * log(x) + b * log(complement) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (scale * fraction(x, a, b)) / a;
  return 1 - (scale * fraction(complement, b, a)) / b;
}
