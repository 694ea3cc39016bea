import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { linearRegression, type LinearRegression, type RegressionOptions } from './index';

function draw(rows: number, columns: number, seed: number): { y: number[]; x: number[][] } {
  const random = randomStream(seed);
  const x = Array.from({ length: columns }, () => Array.from({ length: rows }, () => random.normal()));
  const y = Array.from({ length: rows }, (_, i) =>
    x.reduce((total, column, j) => total + (j + 1) * (column[i] ?? NaN), 0.5 + random.normal())
  );
  return { y, x };
}

function fitted(y: number[], x: number[][], options?: RegressionOptions): LinearRegression {
  const fit = linearRegression(y, x, options);
  if (fit.status !== 'ok') throw new Error(`dependent column ${fit.column}`);
  return fit;
}

const cases = fc.record({
  rows: fc.integer({ min: 12, max: 60 }),
  columns: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat()
});

describe('linear regression', () => {
  test('residuals are at right angles to every column and add up to zero', () => {
    fc.assert(
      fc.property(cases, ({ rows, columns, seed }) => {
        const { y, x } = draw(rows, columns, seed);
        const { residuals } = fitted(y, x);
        for (const column of [new Array<number>(rows).fill(1), ...x]) {
          expect(residuals.reduce((total, value, i) => total + value * (column[i] ?? NaN), 0)).toBeCloseTo(0, 9);
        }
      })
    );
  });

  test('a scaled column scales its coefficient and error, and no t statistic, under every error model', () => {
    const kinds = ['classical', 'hc0', 'hc1', 'hc2', 'hc3', 'hac'] as const;
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.constantFrom(...kinds),
        (shape, by, kind) => {
          const { y, x } = draw(shape.rows, shape.columns, shape.seed);
          const plain = fitted(y, x, { errors: { kind } });
          const other = fitted(y, [(x[0] ?? []).map((value) => by * value), ...x.slice(1)], { errors: { kind } });
          expect(((other.coefficients[1] ?? NaN) * by) / (plain.coefficients[1] ?? NaN)).toBeCloseTo(1, 7);
          for (const [at, value] of plain.tStatistics.entries()) {
            expect(Math.abs((other.tStatistics[at] ?? NaN) - value)).toBeLessThan(1e-7 * (1 + Math.abs(value)));
          }
        }
      )
    );
  });

  test('HAC without lags is HC0; errors of the covariance are its roots', () => {
    const { y, x } = draw(80, 3, 1);
    const hac = fitted(y, x, { errors: { kind: 'hac', lags: 0 } });
    const white = fitted(y, x, { errors: { kind: 'hc0' } });
    for (const [at, value] of white.covariance.entries()) expect(hac.covariance[at]).toBeCloseTo(value, 14);
    for (const [at, value] of hac.standardErrors.entries()) expect(hac.covariance[at * 5]).toBeCloseTo(value ** 2, 14);
  });

  test('an exact fit has no errors; a constant alone gives the mean', () => {
    const { x } = draw(20, 2, 3);
    const exact = fitted(
      (x[0] ?? []).map((value, i) => 2 + 3 * value - (x[1]?.[i] ?? NaN)),
      x
    );
    expect(exact.rSquared).toBe(1);
    expect([...exact.standardErrors]).toEqual([0, 0, 0]);
    expect(exact.fStatistic).toBe(Infinity);
    const mean = fitted([1, 2, 6], []);
    expect(mean.coefficients[0]).toBeCloseTo(3, 15);
    expect(mean.fPValue).toBeNaN();
  });

  test('a dependent column is named, the intercept as -1', () => {
    const { y, x } = draw(20, 2, 2);
    const twice = (x[0] ?? []).map((value) => 2 * value);
    expect(linearRegression(y, [...x, twice])).toEqual({ status: 'rank-deficient', column: 2 });
    expect(linearRegression(y, [new Array<number>(20).fill(7)])).toEqual({ status: 'rank-deficient', column: 0 });
  });

  test('refuses gaps, lengths that differ and too few rows', () => {
    expect(() => linearRegression([1, NaN, 3], [])).toThrow(RangeError);
    expect(() => linearRegression([1, 2, 3], [[1, NaN, 2]])).toThrow('column 0 is not finite in row 1');
    expect(() => linearRegression([1, 2, 3], [[1, 2]])).toThrow(RangeError);
    expect(() => linearRegression([1, 2], [[1, 3]])).toThrow(RangeError);
    expect(() => linearRegression([1, 2, 4], [[1, 3, 2]], { errors: { kind: 'hac', lags: -1 } })).toThrow(RangeError);
  });
});
