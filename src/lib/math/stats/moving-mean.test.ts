import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movingMeans, runningSums } from './moving-mean';

/** Sum of doubles of at most six decimals of a binary fraction, exactly, in units of 2^-20. */
const exactMean = (values: readonly bigint[], window: number, t: number): number => {
  let total = 0n;
  for (let k = t - window + 1; k <= t; k++) total += values[k];
  return Number(total) / 2 ** 20 / window;
};

it('moving means are exact sums, whatever came before them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 90 }),
      (units, window) => {
        const values = Float64Array.from(units, (unit) => Number(unit) / 2 ** 20);
        const means = movingMeans(runningSums(values), window);
        means.forEach((mean, t) => {
          if (t < window - 1) expect(mean).toBeNaN();
          else {
            const exact = exactMean(units, window, t);
            const size = Math.max(...values.map(Math.abs)) * 80;
            expect(Math.abs(mean - exact)).toBeLessThanOrEqual(2 ** -52 * Math.abs(exact) + 2 ** -98 * size);
          }
        });
      }
    )
  );
});

it('a large value leaves nothing behind once it is out of the window', () => {
  const values = Float64Array.from({ length: 40 }, (_, t) => (t === 3 ? 1e12 : 0.1));
  const means = movingMeans(runningSums(values), 5);
  for (let t = 9; t < 40; t++) expect(Math.abs(means[t] - 0.1)).toBeLessThan(3e-17);
  expect(() => movingMeans(runningSums(values), 0)).toThrow(RangeError);
});
