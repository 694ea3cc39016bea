import { exp, log } from '$lib/math/elementary';

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;
const ROOT_PI = 1.7724538509055160273;

/** Density of the standard normal law. */
export function normalDensity(x: number): number {
  return INVERSE_ROOT_TWO_PI * exp(-0.5 * x * x);
}

/** erf by its series of positive terms, 2/sqrt(pi) exp(-x^2) sum 2^k x^(2k+1) / (2k+1)!!, for 0 <= x < 1. */
function errorFunctionSeries(x: number): number {
  let term = x;
  let total = x;
  for (let k = 1; term > 1e-17 * total; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    total += term;
  }
  return (2 / ROOT_PI) * exp(-x * x) * total;
}

/** erfc by its continued fraction evaluated backwards (Abramowitz and Stegun 1964, 7.1.14), for x >= 1. */
function complementaryFraction(x: number): number {
  let tail = x;
  for (let k = Math.ceil(12 + 140 / (x * x)); k >= 1; k--) tail = x + (0.5 * k) / tail;
  // exp(-x^2) with the rounding error of x^2 put back: it matters far out in the tail.
  const high = Math.fround(x);
  const square = exp(-high * high) * exp(-(x - high) * (x + high));
  return square / (ROOT_PI * tail);
}

/** Complementary error function 1 - erf(x), relative error about 1e-15, in the far tail too. NaN for NaN. */
export function complementaryErrorFunction(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return 2 - complementaryErrorFunction(-x);
  if (x > 27.3) return 0;
  return x < 1 ? 1 - errorFunctionSeries(x) : complementaryFraction(x);
}

/** Standard normal distribution function P(Z <= x), accurate in relative terms in the left tail. NaN for NaN. */
export function normalCdf(x: number): number {
  const scaled = Math.abs(x) * Math.SQRT1_2;
  if (scaled < 1) return 0.5 + Math.sign(x) * 0.5 * errorFunctionSeries(scaled);
  return 0.5 * complementaryErrorFunction(-x * Math.SQRT1_2);
}

/**
 * Standard normal quantile by algorithm AS 241, PPND16 (Wichura 1988), relative error about 1e-16.
 * Deterministic to the bit: no engine-dependent function is called. -Infinity at 0, Infinity at 1.
 * Throws RangeError unless 0 <= p <= 1.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const above =
      ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
        45921.953931549871457) *
        r +
        13731.693765509461125) *
        r +
        1971.5909503065514427) *
        r +
        133.14166789178437745) *
        r +
      3.387132872796366608;
    const below =
      ((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) *
        r +
        5394.1960214247511077) *
        r +
        687.1870074920579083) *
        r +
        42.313330701600911252) *
        r +
      1;
    return (q * above) / below;
  }
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability ${p} is outside [0, 1]`);
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? -Infinity : Infinity;
  const size = tailQuantile(Math.sqrt(-log(tail)));
  return q < 0 ? -size : size;
}

function tailQuantile(root: number): number {
  if (root <= 5) {
    const r = root - 1.6;
    const above =
      ((((((7.7454501427834140764e-4 * r + 2.27238449892691845833e-2) * r + 2.4178072517745061177e-1) * r +
        1.27045825245236838258) *
        r +
        3.64784832476320460504) *
        r +
        5.7694972214606914055) *
        r +
        4.6303378461565452959) *
        r +
      1.42343711074968357734;
    const below =
      ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 1.51986665636164571966e-2) * r +
        1.4810397642748007459e-1) *
        r +
        6.8976733498510000455e-1) *
        r +
        1.6763848301838038494) *
        r +
        2.05319162663775882187) *
        r +
      1;
    return above / below;
  }
  const r = root - 5;
  const above =
    ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.2426609473880784386e-3) * r +
      2.6532189526576123093e-2) *
      r +
      2.9656057182850489123e-1) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
    6.6579046435011037772;
  const below =
    ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
      7.868691311456132591e-4) *
      r +
      1.48753612908506148525e-2) *
      r +
      1.3692988092273580531e-1) *
      r +
      5.9983220655588793769e-1) *
      r +
    1;
  return above / below;
}
