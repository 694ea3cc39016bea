import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, normalCdf } from '$lib/math/distributions';
import { gammaDraw, randomStream, shuffled } from './index';
import { seededState, splitMixNext } from './seeding';
import { Xoshiro256 } from './xoshiro';

function hex(low: number, high: number): string {
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
}

function outputs(generator: Xoshiro256, count: number): string[] {
  return Array.from({ length: count }, () => {
    generator.advance();
    return hex(generator.low, generator.high);
  });
}

/*
 * Reference figures: splitmix64.c and xoshiro256plusplus.c of Blackman and Vigna (prng.di.unimi.it, public domain),
 * compiled with gcc 12.2.0 -O2 on x86-64. SplitMix64 from state 1234567; xoshiro256++ from the state {1, 2, 3, 4}, and
 * from four outputs of SplitMix64 started at 0.
 */
describe('reference vectors', () => {
  it('SplitMix64', () => {
    const state = Uint32Array.of(1234567, 0);
    const out = new Uint32Array(2);
    const seen = Array.from({ length: 5 }, () => {
      splitMixNext(state, out);
      return hex(out[0], out[1]);
    });
    expect(seen).toEqual([
      '599ed017fb08fc85',
      '2c73f08458540fa5',
      '883ebce5a3f27c77',
      '3fbef740e9177b3f',
      'e3b8346708cb5ecd'
    ]);
  });

  it('xoshiro256++ from {1, 2, 3, 4}, the first six and the thousandth', () => {
    const generator = new Xoshiro256([1, 0, 2, 0, 3, 0, 4, 0]);
    expect(outputs(generator, 6)).toEqual([
      '0000000002800001',
      '0000000003800067',
      '000cc00003800067',
      '000cc201994400b2',
      '8012a2019ac433cd',
      '8a69978acdee33ba'
    ]);
    expect(outputs(generator, 994)[993]).toBe('0e82dbfdabb0d354');
  });

  it('xoshiro256++ seeded by SplitMix64 from 0', () => {
    const state = new Uint32Array(2);
    const out = new Uint32Array(2);
    const words = Array.from({ length: 4 }, () => {
      splitMixNext(state, out);
      return [out[0], out[1]];
    }).flat();
    expect(outputs(new Xoshiro256(words), 6)).toEqual([
      '53175d61490b23df',
      '61da6f3dc380d507',
      '5c0fdf91ec9a7bfc',
      '02eebf8c3bbe5e1a',
      '7eca04ebaf4a5eea',
      '0543c37757f08d9a'
    ]);
  });
});

describe('randomStream', () => {
  it('repeats itself for the same seed, stream and block, and for no other', () => {
    const draw = (seed: number, stream: number, block: number): number => randomStream(seed, stream, block).uniform();
    expect(draw(1, 2, 3)).toBe(draw(1, 2, 3));
    const seen = new Set<number>();
    for (let seed = 0; seed < 12; seed++)
      for (let stream = 0; stream < 12; stream++)
        for (let block = 0; block < 12; block++) seen.add(draw(seed, stream, block));
    expect(seen.size).toBe(12 ** 3);
    expect(draw(2 ** 40, 0, 0)).not.toBe(draw(0, 0, 0));
    expect(Array.from(seededState(7, 0, 0))).toEqual(Array.from(seededState(7, 0, 0)));
  });

  it('refuses seeds that are not non-negative safe integers', () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => randomStream(seed)).toThrow(RangeError);
  });

  it('uniforms fill the open interval evenly', () => {
    const random = randomStream(5);
    const bins = new Float64Array(20);
    const out = new Float64Array(200_000);
    random.fillUniform(out);
    for (const value of out) {
      if (!(value > 0 && value < 1)) throw new Error(`${value}`);
      bins[Math.floor(value * 20)]++;
    }
    const chi = bins.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
    // 19 degrees of freedom: 43.8 is passed once in a thousand.
    expect(chi).toBeLessThan(43.8);
  });

  it('integers below n are even, also where n does not divide the range', () => {
    const random = randomStream(6);
    const counts = new Float64Array(7);
    for (let k = 0; k < 70_000; k++) counts[random.integerBelow(7)]++;
    const chi = counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(22.5);
    const large = Array.from({ length: 1000 }, () => random.integerBelow(2 ** 53 - 1));
    expect(Math.max(...large)).toBeGreaterThan(2 ** 52);
    expect(random.integerBelow(1)).toBe(0);
    for (const n of [0, -1, 1.5, NaN]) expect(() => random.integerBelow(n)).toThrow(RangeError);
  });

  it('normals have the moments of the normal law', () => {
    const out = new Float64Array(400_000);
    randomStream(8).fillNormal(out);
    const moment = (power: number): number => out.reduce((total, z) => total + z ** power, 0) / out.length;
    // Bands of 4.5 standard errors: sqrt(1/N), sqrt(2/N), sqrt(15/N), sqrt(96/N).
    expect(Math.abs(moment(1))).toBeLessThan(4.5 * Math.sqrt(1 / out.length));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / out.length));
    expect(Math.abs(moment(3))).toBeLessThan(4.5 * Math.sqrt(15 / out.length));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4.5 * Math.sqrt(96 / out.length));
  });

  it('shuffles into a permutation', () => {
    const order = shuffled(50, randomStream(9));
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(Array.from(order)).not.toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});

describe('the ziggurat and the gamma law', () => {
  it('moments and tails within 4.5 standard errors of the laws', () => {
    const count = 1_000_000;
    const normals = new Float64Array(count);
    randomStream(21).fillGaussian(normals);
    const moment = (power: number): number => normals.reduce((sum, x) => sum + x ** power, 0) / count;
    const band = 4.5 / Math.sqrt(count);
    expect(Math.abs(moment(1))).toBeLessThan(band);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(band * Math.sqrt(2));
    expect(Math.abs(moment(3))).toBeLessThan(band * Math.sqrt(15));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(band * Math.sqrt(96));
    for (const edge of [0.5, 1, 2, 3, 3.6541528853610088, 4]) {
      const share = 2 * normalCdf(-edge);
      const found = normals.filter((x) => Math.abs(x) > edge).length / count;
      expect(Math.abs(found - share)).toBeLessThan(band * Math.sqrt(share * (1 - share)));
    }
    const random = randomStream(22);
    for (const shape of [0.4, 1, 3.5]) {
      const draws = Float64Array.from({ length: 100_000 }, () => gammaDraw(shape, random));
      const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
      expect(Math.abs(mean - shape)).toBeLessThan((4.5 * Math.sqrt(shape)) / Math.sqrt(draws.length));
      for (const p of [0.1, 0.5, 0.9]) {
        const edge = chiSquareQuantile(p, 2 * shape) / 2;
        const found = draws.filter((x) => x < edge).length / draws.length;
        expect(Math.abs(found - p)).toBeLessThan((4.5 * Math.sqrt(p * (1 - p))) / Math.sqrt(draws.length));
      }
    }
  });
});
