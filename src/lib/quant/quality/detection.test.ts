import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { changed, findingsOf, heavyWalk } from './quality.fixture';

const SERIES = 200;
const YEARS = 20;
const LENGTH = 252 * YEARS;

describe('heavy tails: Student t with three degrees of freedom, 1.5 percent a day, 200 series of 20 years', () => {
  test('false alarms: fewer than one series in twenty is told anything, in 20 years', () => {
    let alarmed = 0;
    for (let block = 0; block < SERIES; block++)
      if (findingsOf(heavyWalk(LENGTH, 3, block)).some(({ gravity }) => gravity !== 'note')) alarmed += 1;
    expect(alarmed / SERIES).toBeLessThan(0.05);
  });

  // One flaw in each series, on a day drawn anew: the rate at which it is found under its own name, on its own day.
  test.each<[string, string, (values: Float64Array, at: number) => void, number]>([
    ['a bad print of 30 percent', 'spike', (values, at) => (values[at] *= 1.3), 0.97],
    ['a bad print of 15 percent', 'spike', (values, at) => (values[at] *= 1.15), 0.7],
    ['pence for pounds on one day', 'hundredfold', (values, at) => (values[at] *= 100), 1],
    [
      'pence for a quarter',
      'hundredfold',
      (values, at) => values.subarray(at, at + 63).forEach((v, k, some) => (some[k] = v * 100)),
      1
    ],
    [
      'a split of 2:1',
      'split-shaped',
      (values, at) => values.subarray(at).forEach((v, k, some) => (some[k] = v / 2)),
      0.95
    ],
    [
      'a reverse split of 1:10',
      'split-shaped',
      (values, at) => values.subarray(at).forEach((v, k, some) => (some[k] = v * 10)),
      0.95
    ],
    ['ten unchanged days', 'stale-run', (values, at) => values.fill(values[at] ?? 0, at, at + 11), 1],
    ['a zero', 'zero', (values, at) => (values[at] = 0), 1]
  ])('%s is found', (_, code, plant, least) => {
    let found = 0;
    for (let block = 0; block < SERIES; block++) {
      const at = 100 + Math.floor(randomStream(17, 2, block).uniform() * (LENGTH - 300));
      const series = changed(heavyWalk(1300, 4, block), (values) => plant(values, 100 + (at % 1000)));
      const day = series.days[100 + (at % 1000)];
      if (findingsOf(series).some((one) => one.code === code && one.from === day)) found += 1;
    }
    expect(found / SERIES).toBeGreaterThanOrEqual(least);
  });
});
