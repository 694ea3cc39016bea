import { POWERS } from './double-bits';

/** 2^(j/32), j = 0 ... 31, each followed by what its rounding lost (mpmath 1.4.1). */
const ROOTS = Float64Array.of(
  1,
  0,
  1.0218971486541166,
  5.109225028973444e-17,
  1.0442737824274138,
  8.551889705537965e-17,
  1.0671404006768237,
  -7.899853966841582e-17,
  1.0905077326652577,
  -3.046782079812471e-17,
  1.1143867425958924,
  1.0410278456845571e-16,
  1.1387886347566916,
  8.912812676025408e-17,
  1.1637248587775775,
  3.8292048369240935e-17,
  1.189207115002721,
  3.982015231465646e-17,
  1.215247359980469,
  -7.712630692681488e-17,
  1.241857812073484,
  4.658027591836937e-17,
  1.2690509571917332,
  2.667932131342186e-18,
  1.2968395546510096,
  2.5382502794888315e-17,
  1.3252366431597413,
  -2.8587312100388614e-17,
  1.3542555469368927,
  7.70094837980299e-17,
  1.383909881963832,
  -6.770511658794786e-17,
  1.4142135623730951,
  -9.667293313452913e-17,
  1.4451808069770467,
  -3.0237581349939873e-17,
  1.4768261459394993,
  -3.483994556892796e-17,
  1.5091644275934228,
  -1.016455327754295e-16,
  1.5422108254079407,
  7.949834809697621e-17,
  1.5759808451078865,
  -1.0136916471278304e-17,
  1.6104903319492543,
  2.4707192569797888e-17,
  1.645755478153965,
  -1.0125679913674773e-16,
  1.681792830507429,
  8.199010020581497e-17,
  1.718619298122478,
  -1.851380418263111e-17,
  1.7562521603732995,
  2.960140695448873e-17,
  1.7947090750031072,
  1.8227458427912087e-17,
  1.8340080864093424,
  3.283107224245627e-17,
  1.8741676341103,
  -6.122763413004143e-17,
  1.9152065613971474,
  -1.0619946056195963e-16,
  1.9571441241754002,
  8.960767791036668e-17
);
const STEPS_PER_UNIT = 46.16624130844683;
/** log(2) / 32 in two parts: multiples of the first by a number of steps are exact. */
const STEP_HIGH = 0.021660849392446835;
const STEP_LOW = 5.145609244655338e-14;
/** Added and taken away it rounds to a whole number, ties to even. */
const ROUNDER = 6755399441055744;

/** exp(r) - 1 for |r| <= log(2) / 64. */
function smallPart(r: number): number {
  return r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
}

/**
 * Exponential function, the same bits on every engine, which Math.exp does not promise: a table of roots of 2 and a
 * polynomial. Error below 1 unit in the last place. Infinity and 0 beyond the range of a double, NaN for NaN.
 */
export function exp(x: number): number {
  if (!(x < 709.782712893385)) return Number.isNaN(x) ? NaN : Infinity;
  if (x < -745.1332191019412) return 0;
  const steps = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const p = smallPart(x - steps * STEP_HIGH - steps * STEP_LOW);
  const at = 2 * (steps & 31);
  const k = steps >> 5;
  const value = ROOTS[at] + (ROOTS[at + 1] + ROOTS[at] * p);
  if (k > 1023) return value * 2 * POWERS[2046];
  if (k < -1022) return value * POWERS[k + 1087] * 5.421010862427522e-20;
  return value * POWERS[k + 1023];
}

/** 1 / k! for k = 13 down to 2. */
const RECIPROCAL_FACTORIALS = Float64Array.from({ length: 12 }, (_, at) => {
  let product = 1;
  for (let k = 2; k <= 13 - at; k++) product *= k;
  return 1 / product;
});

/** exp(x) - 1 by its series, |x| < 1/4: steps of the table would cancel. */
function nearZero(x: number): number {
  let total = 0;
  for (let k = 0; k < RECIPROCAL_FACTORIALS.length; k++) total = total * x + RECIPROCAL_FACTORIALS[k];
  return x + x * x * total;
}

/** exp(x) - 1, accurate for small x too; as {@link exp}. */
export function expm1(x: number): number {
  if (!(x <= 40)) return exp(x);
  if (x < -40) return -1;
  if (Math.abs(x) < 0.25) return Math.abs(x) < 1e-17 ? x : nearZero(x);
  const steps = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const p = smallPart(x - steps * STEP_HIGH - steps * STEP_LOW);
  const at = 2 * (steps & 31);
  const scale = POWERS[(steps >> 5) + 1023];
  const root = scale * ROOTS[at];
  const less = root - 1;
  const lost = root >= 1 ? root - less - 1 : root - (less + 1);
  return less + (scale * (ROOTS[at + 1] + ROOTS[at] * p) + lost);
}
