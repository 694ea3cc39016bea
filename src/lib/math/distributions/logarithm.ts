const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;
const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Natural logarithm from additions, multiplications and divisions alone, hence the same bits on every engine, which
 * Math.log does not promise. Error below 2 units in the last place. -Infinity at 0, NaN below and for NaN.
 */
export function naturalLog(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  bits[0] = x;
  if (x < 2.2250738585072014e-308) {
    bits[0] = x * 18014398509481984;
    exponent = -54;
  }
  exponent += (words[HIGH_WORD] >>> 20) - 1023;
  words[HIGH_WORD] = (words[HIGH_WORD] & 0x000fffff) | 0x3ff00000;
  let mantissa = bits[0];
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  // log(1 + f) = 2 artanh(s), written f - s (f - R) so that the leading term is exact; R = 2 (z/3 + z^2/5 + ...).
  const odd = 1 / 3 + z2 * (1 / 7 + z2 * (1 / 11 + z2 * (1 / 15 + z2 * (1 / 19 + z2 / 23))));
  const even = 1 / 5 + z2 * (1 / 9 + z2 * (1 / 13 + z2 * (1 / 17 + z2 / 21)));
  const rest = 2 * z * (odd + z * even);
  return exponent * LN2_HIGH + (f - (s * (f - rest) - exponent * LN2_LOW));
}
