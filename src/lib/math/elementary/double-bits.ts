/** One double and its two words, for taking it apart. */
export const doubleBits = new Float64Array(1);
export const doubleWords = new Uint32Array(doubleBits.buffer);
/** Which of two words of a double holds sign and exponent. */
export const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** 2^k at the place k + 1023, from k = -1023 to 1023: a double written word by word would be slow to read. */
export const POWERS = new Float64Array(2047).fill(1);
for (let k = 1024; k < 2047; k++) POWERS[k] = 2 * POWERS[k - 1];
for (let k = 1022; k >= 0; k--) POWERS[k] = 0.5 * POWERS[k + 1];
