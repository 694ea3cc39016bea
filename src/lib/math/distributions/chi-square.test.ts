import { expect, test } from 'vitest';
import { chiSquareCdf, chiSquareQuantile, logGamma } from './index';

// scipy 1.17.1, scipy.stats.chi2: p, degrees of freedom, ppf(p, df), cdf(ppf(p, df), df + 2).
const rows = [
  [0.5, 1, 0.454936423119572, 0.07132591774425923],
  [0.975, 6, 14.44937533544792, 0.929221243434036],
  [0.975, 1, 5.023886187314888, 0.8299435872459326],
  [0.55, 20, 20.127174976157846, 0.42491514832983285],
  [0.75, 100, 109.1412410700806, 0.7037458857492708],
  [0.01, 3, 0.11483180189911707, 0.00022815280185410668],
  [0.999, 2, 13.815510557964274, 0.9920922447210179]
] as const;

test.each(rows)('chi-square law at %d with %d degrees of freedom, to 1e-11 relative', (p, df, quantile, cdf) => {
  expect(Math.abs(chiSquareQuantile(p, df) / quantile - 1)).toBeLessThan(1e-11);
  expect(Math.abs(chiSquareCdf(quantile, df + 2) / cdf - 1)).toBeLessThan(1e-11);
});

test('edges', () => {
  expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3), chiSquareCdf(-1, 3), chiSquareCdf(Infinity, 3)]).toEqual([
    0,
    Infinity,
    0,
    1
  ]);
  expect(() => chiSquareQuantile(1.1, 3)).toThrow(RangeError);
  expect(() => chiSquareCdf(1, 0)).toThrow(RangeError);
  // Factorials and gamma(1/2) = sqrt(pi).
  expect(logGamma(6)).toBeCloseTo(Math.log(120), 13);
  expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
  expect(logGamma(0)).toBeNaN();
});
