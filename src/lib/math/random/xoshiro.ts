/** A xoshiro256++ generator (Blackman and Vigna 2021) in 32-bit halves; `low` and `high` hold the last output. */
export class Xoshiro256 {
  low = 0;
  high = 0;
  /** Low and high halves of the four words in turn. */
  readonly state: Int32Array;

  /** `words`: s0 low, s0 high, ... s3 high. Throws RangeError when not eight words or all zero. */
  constructor(words: ArrayLike<number>) {
    if (words.length !== 8) throw new RangeError(`state has ${words.length} words, expected 8`);
    this.state = Int32Array.from(words, (word) => word | 0);
    if (this.state.every((word) => word === 0)) throw new RangeError('state is all zero');
  }

  /** Advances the state; the 64-bit output is left in `low` and `high` as unsigned 32-bit numbers. */
  advance(): void {
    const s = this.state;
    const s0l = s[0];
    const s0h = s[1];
    const s1l = s[2];
    const s1h = s[3];
    const sumLow = (s0l >>> 0) + (s[6] >>> 0);
    const sumHigh = (s0h + s[7] + (sumLow > 0xffffffff ? 1 : 0)) | 0;
    const sum = sumLow | 0;
    const outLow = (((sum << 23) | (sumHigh >>> 9)) >>> 0) + (s0l >>> 0);
    this.low = outLow >>> 0;
    this.high = (((sumHigh << 23) | (sum >>> 9)) + s0h + (outLow > 0xffffffff ? 1 : 0)) >>> 0;
    const s2l = s[4] ^ s0l;
    const s2h = s[5] ^ s0h;
    const s3l = s[6] ^ s1l;
    const s3h = s[7] ^ s1h;
    s[2] = s1l ^ s2l;
    s[3] = s1h ^ s2h;
    s[0] = s0l ^ s3l;
    s[1] = s0h ^ s3h;
    s[4] = s2l ^ (s1l << 17);
    s[5] = s2h ^ ((s1h << 17) | (s1l >>> 15));
    // Rotation left by 45 bits: the halves change places, then 13 bits.
    s[6] = (s3h << 13) | (s3l >>> 19);
    s[7] = (s3l << 13) | (s3h >>> 19);
  }

  /** Uniform on the open interval (0, 1): (k + 1/2) / 2^52 with k the top 52 bits, exact, never 0 nor 1. */
  uniform(): number {
    this.advance();
    return (this.high * 1048576 + (this.low >>> 12) + 0.5) * 2.220446049250313e-16;
  }
}
