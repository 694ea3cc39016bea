import { doubleBits, doubleWords, HIGH_WORD, POWERS } from './double-bits';

/** The logarithm of 2 in two parts: multiples of the first by an exponent are exact. */
const LN2_HIGH = 0.6931471805582987;
const LN2_LOW = 1.6465949582897082e-12;
/** Between these the argument of log1p is short of a half or a double: no power of two is taken out. */
const [NEAR_LOW, NEAR_HIGH] = [-0.2928, 0.4142];

/**
 * log(1 + f) + exponent log 2 + correction. With s = f / (2 + f), log(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + R):
 * the terms that count most are exact. R / s^2 is fitted at Chebyshev's points, error below 1e-17 of the whole.
 */
function assembled(f: number, exponent: number, correction: number): number {
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const rest =
    z *
    (0.666666666666667 +
      z *
        (0.39999999999899505 +
          z *
            (0.28571428625975487 +
              z *
                (0.2222221113479508 +
                  z * (0.18182889125261723 + z * (0.15331721600556042 + z * 0.14616449685043406))))));
  return exponent * LN2_HIGH - (half - (s * (half + rest) + (exponent * LN2_LOW + correction)) - f);
}

/** Logarithm of a positive finite x, plus a correction. */
function split(x: number, correction: number): number {
  let exponent = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    exponent = -54;
  }
  doubleBits[0] = x;
  const own = (doubleWords[HIGH_WORD] >>> 20) - 1023;
  exponent += own;
  let mantissa = x * POWERS[1023 - own];
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  return assembled(mantissa - 1, exponent, correction);
}

/**
 * Natural logarithm, the same bits on every engine, which Math.log does not promise: it is made of additions,
 * multiplications and divisions alone. Error below 1 unit in the last place. -Infinity at 0, NaN below and for NaN.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  return x === Infinity ? x : split(x, 0);
}

/** log(1 + x), accurate for small x too; as {@link log}. -Infinity at -1, NaN below and for NaN. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x > NEAR_LOW && x < NEAR_HIGH) return Math.abs(x) < 1e-17 ? x : assembled(x, 0, 0);
  if (x === Infinity) return x;
  const sum = 1 + x;
  const lost = x >= 1 ? 1 - (sum - x) : x - (sum - 1);
  return split(sum, lost / sum);
}
