import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { augmentedDickeyFuller, dickeyFullerGls, engleGranger, kpss, phillipsPerron } from './index';

/** First-order autoregression; a random walk at root 1. */
function path(rows: number, root: number, seed: number): Float64Array {
  const random = randomStream(seed);
  let level = 0;
  return Float64Array.from({ length: rows }, () => (level = root * level + random.normal()));
}
const seeds = Array.from({ length: 60 }, (_, at) => at + 1);
const share = (rejects: (seed: number) => boolean): number => seeds.filter(rejects).length / seeds.length;

describe('tests of unit roots', () => {
  const tests = [
    ['augmented Dickey-Fuller', (series: Float64Array) => augmentedDickeyFuller(series, { lags: 1 }).pValue],
    ['Dickey-Fuller GLS', (series: Float64Array) => dickeyFullerGls(series, { lags: 1 }).pValue],
    ['Phillips-Perron', (series: Float64Array) => phillipsPerron(series, { lags: 4 }).pValue]
  ] as const;

  test.each(tests)('%s: walks are rarely rejected, returning series mostly', (_, pValue) => {
    // The 5 % level in 60 walks: at most 9 with probability 0.999 (binomial).
    expect(share((seed) => pValue(path(300, 1, seed)) < 0.05)).toBeLessThanOrEqual(9 / 60);
    expect(share((seed) => pValue(path(300, 0.8, seed)) < 0.05)).toBeGreaterThan(0.9);
  });

  test('KPSS turns the question round', () => {
    expect(share((seed) => kpss(path(300, 0.2, seed)).pValue < 0.05)).toBeLessThanOrEqual(9 / 60);
    expect(share((seed) => kpss(path(300, 1, seed)).pValue < 0.05)).toBeGreaterThan(0.7);
  });

  test('a pair that is tied is found, with its hedge; walks apart are not', () => {
    const tied = seeds.map((seed) => {
      const walk = path(400, 1, seed);
      const spread = path(400, 0.7, seed + 1_000);
      return engleGranger(
        walk.map((value, t) => 5 + 2 * value + (spread[t] ?? NaN)),
        [walk],
        { lags: 1 }
      );
    });
    expect(tied.filter(({ pValue }) => pValue < 0.05).length).toBe(60);
    for (const { hedge } of tied) expect(Math.abs((hedge[0] ?? NaN) - 2)).toBeLessThan(0.3);
    const apart = (seed: number): number =>
      engleGranger(path(400, 1, seed), [path(400, 1, seed + 2_000)], { lags: 1 }).pValue;
    expect(share((seed) => apart(seed) < 0.05)).toBeLessThanOrEqual(9 / 60);
  });

  test('level and scale of a series do not matter', () => {
    const series = path(200, 0.9, 5);
    const other = series.map((value) => 100 + 7 * value);
    for (const trend of ['c', 'ct'] as const) {
      for (const by of [augmentedDickeyFuller, dickeyFullerGls, phillipsPerron, kpss]) {
        const a = by(series, { trend, lags: 3 });
        const b = by(other, { trend, lags: 3 });
        expect(b.statistic).toBeCloseTo(a.statistic, 7);
      }
    }
  });

  test('refuses what it cannot answer', () => {
    const series = path(50, 1, 1);
    expect(() => augmentedDickeyFuller(series.slice(0, 7))).toThrow(RangeError);
    expect(() => augmentedDickeyFuller(series.map((value, t) => (t === 3 ? NaN : value)))).toThrow(
      'value 3 is not finite'
    );
    expect(() => augmentedDickeyFuller(series, { lags: 40 })).toThrow(RangeError);
    expect(() => augmentedDickeyFuller(new Float64Array(50).fill(2))).toThrow(RangeError);
    expect(() => kpss(new Float64Array(50).fill(2))).toThrow(RangeError);
    expect(() => phillipsPerron(series, { lags: 49 })).toThrow(RangeError);
    expect(() => engleGranger(series, [series.slice(1)])).toThrow(RangeError);
    expect(() => engleGranger(series, [])).toThrow(RangeError);
  });
});
