import { exp, log } from '$lib/math/elementary';

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
];

/** Logarithm of the gamma function for x > 0 (Lanczos 1964, nine terms), relative error about 1e-14. NaN otherwise. */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  if (x < 0.5) return log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let series = LANCZOS[0];
  for (let k = 1; k < LANCZOS.length; k++) series += LANCZOS[k] / (x - 1 + k);
  const t = x + 6.5;
  return 0.5 * log(2 * Math.PI) + (x - 0.5) * log(t) - t + log(series);
}

/**
 * Regularized lower incomplete gamma function P(a, x), a > 0: its series below a + 1, its continued fraction by
 * Lentz's method above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31). 0 for x <= 0.
 */
export function lowerGammaRatio(a: number, x: number): number {
  return gammaRatio(a, x, false);
}

/** Regularized upper incomplete gamma function Q = 1 - P, accurate in relative terms in the far tail. 1 for x <= 0. */
export function upperGammaRatio(a: number, x: number): number {
  return gammaRatio(a, x, true);
}

function gammaRatio(a: number, x: number, upper: boolean): number {
  if (!(a > 0)) throw new RangeError(`shape must be positive: ${a}`);
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) return upper ? 1 : 0;
  if (x === Infinity) return upper ? 0 : 1;
  const scale = exp(a * log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let total = term;
    for (let k = 1; k < 10_000 && term > total * 1e-17; k++) {
      term *= x / (a + k);
      total += term;
    }
    return upper ? 1 - total * scale : total * scale;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 10_000; k++) {
    const factor = -k * (k - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return upper ? scale * fraction : 1 - scale * fraction;
}

/** Distribution function of the chi-square law. 0 below 0. Throws RangeError unless the degrees of freedom are positive. */
export function chiSquareCdf(x: number, degreesOfFreedom: number): number {
  return lowerGammaRatio(degreesOfFreedom / 2, x / 2);
}

/** P(X > x) of the chi-square law, accurate in relative terms in the far tail. As {@link chiSquareCdf}. */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  return upperGammaRatio(degreesOfFreedom / 2, x / 2);
}

/**
 * Quantile of the chi-square law by Newton's steps kept inside a bracket.
 * Relative error about 1e-13. Throws RangeError unless 0 <= p <= 1 and the degrees of freedom are positive.
 */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability out of range: ${p}`);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const half = degreesOfFreedom / 2;
  let low = 0;
  let high = degreesOfFreedom + 10;
  while (chiSquareCdf(high, degreesOfFreedom) < p) high *= 2;
  let x = 0.5 * (low + high);
  for (let k = 0; k < 200; k++) {
    const excess = chiSquareCdf(x, degreesOfFreedom) - p;
    if (excess > 0) high = x;
    else low = x;
    const density = 0.5 * exp((half - 1) * log(x / 2) - x / 2 - logGamma(half));
    const newton = x - excess / density;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}
