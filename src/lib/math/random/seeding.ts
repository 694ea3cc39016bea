/** Low 32 bits, high 32 bits of the product of two 64-bit integers modulo 2^64, written into `out`. */
function multiply64(aLow: number, aHigh: number, bLow: number, bHigh: number, out: Uint32Array): void {
  const a0 = aLow & 0xffff;
  const a1 = aLow >>> 16;
  const b0 = bLow & 0xffff;
  const b1 = bLow >>> 16;
  const p00 = a0 * b0;
  const middle = a1 * b0 + Math.floor(p00 / 65536);
  const cross = a0 * b1 + (middle % 65536);
  const carry = a1 * b1 + Math.floor(middle / 65536) + Math.floor(cross / 65536);
  out[0] = Math.imul(aLow, bLow);
  out[1] = (carry >>> 0) + Math.imul(aLow, bHigh) + Math.imul(aHigh, bLow);
}

/**
 * SplitMix64 (Steele, Lea, Flood 2014) on a 64-bit state kept as two 32-bit words: [low, high].
 * Each call of `splitMixNext` advances `state` in place and writes the next output, low word first, into `out`.
 */
export function splitMixNext(state: Uint32Array, out: Uint32Array): void {
  const low = state[0] + 0x7f4a7c15;
  state[1] = state[1] + 0x9e3779b9 + (low > 0xffffffff ? 1 : 0);
  state[0] = low;
  mix64(state[0], state[1], out);
}

function mix64(stateLow: number, stateHigh: number, out: Uint32Array): void {
  let low = (stateLow ^ ((stateLow >>> 30) | (stateHigh << 2))) >>> 0;
  let high = (stateHigh ^ (stateHigh >>> 30)) >>> 0;
  multiply64(low, high, 0x1ce4e5b9, 0xbf58476d, out);
  low = (out[0] ^ ((out[0] >>> 27) | (out[1] << 5))) >>> 0;
  high = (out[1] ^ (out[1] >>> 27)) >>> 0;
  multiply64(low, high, 0x133111eb, 0x94d049bb, out);
  low = (out[0] ^ ((out[0] >>> 31) | (out[1] << 1))) >>> 0;
  high = (out[1] ^ (out[1] >>> 31)) >>> 0;
  out[0] = low;
  out[1] = high;
}

function absorb(state: Uint32Array, value: number, what: string, scratch: Uint32Array): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${what} ${value} is not a non-negative safe integer`);
  }
  state[0] ^= value % 4294967296;
  state[1] ^= Math.floor(value / 4294967296);
  splitMixNext(state, scratch);
  state.set(scratch);
}

/** The eight 32-bit words (s0 low, s0 high, s1 low, ...) of the xoshiro256++ state for (seed, stream, block). */
export function seededState(seed: number, stream: number, block: number): Uint32Array {
  const state = new Uint32Array(2);
  const scratch = new Uint32Array(2);
  absorb(state, seed, 'seed', scratch);
  absorb(state, stream, 'stream', scratch);
  absorb(state, block, 'block', scratch);
  const words = new Uint32Array(8);
  for (let k = 0; k < 4; k++) {
    splitMixNext(state, scratch);
    words.set(scratch, 2 * k);
  }
  return words;
}
