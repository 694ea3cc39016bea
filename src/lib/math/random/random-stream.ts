import { normalQuantile } from '$lib/math/distributions';
import { withCompiled } from '$lib/math/kernels';
import { seededState } from './seeding';
import { Xoshiro256 } from './xoshiro';
import { addLognormalSums, fillGaussian, fillLognormal } from './lognormal';

/** A deterministic source of chance. The draws depend on (seed, stream, block) and on nothing else. */
export interface RandomStream {
  /** Uniform on the open interval (0, 1), 52 random bits. */
  uniform(): number;
  /** Unbiased integer 0 <= k < n. Throws RangeError unless 1 <= n <= 2^53 - 1 is an integer. */
  integerBelow(n: number): number;
  /** Standard normal, by inversion: one uniform a draw, the same bits on every engine. */
  normal(): number;
  /** Fills `out` with uniforms on (0, 1). */
  fillUniform(out: Float64Array): void;
  /** Fills `out` with standard normals. */
  fillNormal(out: Float64Array): void;
  /** Fills `out` with standard normals by the ziggurat: other draws than {@link fillNormal}, at a third of the time. */
  fillGaussian(out: Float64Array): void;
  /**
   * Fills rows of `lanes` values each with correlated lognormal draws: out_i = exp(centresi + sum over k <= i of
   * factor[i][k] z_k), `factor` a lower triangular row-major matrix, z_k the k-th row of what {@link fillGaussian} gives.
   */
  fillLognormal(out: Float64Array, means: Float64Array, factor: Float64Array, lanes: number): void;
  /** Adds to each value of `out` the sum of weights_i times what {@link fillLognormal} gives for it, the same draws. */
  addLognormalSums(out: Float64Array, means: Float64Array, factor: Float64Array, weights: Float64Array): void;
}

/** Integer below n by rejection: draws above the greatest multiple of n are thrown away, so no value is favoured. */
function unbiasedBelow(generator: Xoshiro256, n: number): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`bound ${n} is not a positive safe integer`);
  if (n <= 4294967296) {
    const limit = 4294967296 - (4294967296 % n);
    for (;;) {
      generator.advance();
      if (generator.high < limit) return generator.high % n;
    }
  }
  const limit = 9007199254740992 - (9007199254740992 % n);
  for (;;) {
    generator.advance();
    const draw = generator.high * 2097152 + (generator.low >>> 11);
    if (draw < limit) return draw % n;
  }
}

/** Draws that are made at a time, and the multiplications that one is worth: from 40 on the compiled kernel is faster. */
const BATCH = 65536;
const WORK = 100;

/** Fills `out` by the compiled kernel, which goes on from the generator's state; false where it is not used. */
function filled(kind: 'uniforms' | 'normals', generator: Xoshiro256, out: Float64Array): boolean {
  const batch = Math.min(BATCH, out.length);
  const compiled = withCompiled(WORK * out.length, [4, batch], (kernels, [state, values]) => {
    const words = new Int32Array(state.buffer, state.byteOffset, 8);
    words.set(generator.state);
    for (let at = 0; at < out.length; at += batch) {
      const part = values.subarray(0, Math.min(batch, out.length - at));
      kernels[kind](state, part);
      out.set(part, at);
    }
    generator.state.set(words);
  });
  return compiled !== undefined;
}

/**
 * Random stream of xoshiro256++ (Blackman and Vigna 2021) whose state is drawn by SplitMix64 from (seed, stream,
 * block). Give each block of paths its own block number and the results do not depend on who computes which block.
 * Throws RangeError unless the three are non-negative safe integers.
 */
export function randomStream(seed: number, stream = 0, block = 0): RandomStream {
  const generator = new Xoshiro256(seededState(seed, stream, block));
  return {
    uniform: () => generator.uniform(),
    integerBelow: (n) => unbiasedBelow(generator, n),
    normal: () => normalQuantile(generator.uniform()),
    fillUniform: (out) => {
      if (filled('uniforms', generator, out)) return;
      for (let i = 0; i < out.length; i++) out[i] = generator.uniform();
    },
    fillNormal: (out) => {
      if (filled('normals', generator, out)) return;
      for (let i = 0; i < out.length; i++) out[i] = normalQuantile(generator.uniform());
    },
    fillGaussian: (out) => fillGaussian(generator, out),
    fillLognormal: (out, means, factor, lanes) => fillLognormal(generator, out, means, factor, lanes),
    addLognormalSums: (out, means, factor, weights) => addLognormalSums(generator, out, means, factor, weights)
  };
}

/** Random permutation of 0 ... length - 1, each equally likely (Fisher and Yates 1938, Durstenfeld 1964). */
export function shuffled(length: number, random: RandomStream): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.integerBelow(i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}
