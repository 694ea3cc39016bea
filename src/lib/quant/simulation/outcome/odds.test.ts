import { describe, expect, test } from 'vitest';
import { normalCdf } from '$lib/math/distributions';
import { randomStream } from '$lib/math/random';
import { estimateOf, oddsOf, wilsonInterval } from './odds';

describe('odds', () => {
  // SciPy 1.17.1, binomtest(k, n).proportion_ci(method='wilson'); 1e-12.
  test.each([
    [8, 10, 0.4901624715366418, 0.9433178485456248],
    [0, 1000, 0, 0.0038267584855551234],
    [7300, 10000, 0.7212114574341203, 0.7386119033153685]
  ])('the interval of Wilson for %i of %i', (met, count, low, high) => {
    const found = wilsonInterval(met / count, count);
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
  });

  test('intervals of drawn shares hold the true share about 95 times of 100', () => {
    const random = randomStream(4);
    let held = 0;
    for (let k = 0; k < 2000; k++) {
      const flags = Uint8Array.from({ length: 300 }, () => (random.uniform() < 0.7 ? 1 : 0));
      const { low, high } = oddsOf(flags, 'independent');
      if (low <= 0.7 && high >= 0.7) held += 1;
    }
    // 4.5 standard errors of the count.
    expect(Math.abs(held / 2000 - 0.95)).toBeLessThan(4.5 * Math.sqrt((0.95 * 0.05) / 2000));
  });

  test('opposite pairs are told by their means: a value that mirrors has no error', () => {
    const values = new Float64Array(512);
    const random = randomStream(5);
    for (const first of [0, 256])
      for (let p = 0; p < 128; p++) {
        values[first + p] = random.normal();
        values[first + 128 + p] = -values[first + p];
      }
    expect(estimateOf(values, 'antithetic').standardError).toBeLessThan(1e-15);
    expect(estimateOf(values, 'independent').standardError).toBeGreaterThan(0.02);
    const flags = values.map((one) => (one < 0.5 ? 1 : 0));
    const odds = oddsOf(flags, 'antithetic');
    expect(odds.low).toBeLessThan(normalCdf(0.5));
    expect(odds.high).toBeGreaterThan(normalCdf(0.5));
  });

  test('history has no error, and nothing met or everything met is not certain', () => {
    expect(oddsOf([1, 1, 0, 1], 'all')).toEqual({ share: 0.75, standardError: NaN, low: 0.75, high: 0.75 });
    const none = oddsOf(new Uint8Array(1000), 'independent');
    expect(none.high).toBeGreaterThan(0.003);
    expect(oddsOf(new Uint8Array(4096).fill(1), 'sobol').low).toBeLessThan(1);
  });
});
