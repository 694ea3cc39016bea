import { describe, expect, test } from 'vitest';
import { linearRegression } from '../../../src/lib/math/stats';
import higher from './nist-linear-higher.json';
import golden from './nist-linear-regression.json';

/** Columns of a row: powers of one x up to the degree that the certified coefficients say, or the given ones. */
function columnsOf(x: number[] | number[][], coefficients: number, intercept: boolean): number[][] {
  const [first] = x;
  if (Array.isArray(first)) return first.map((_, j) => (x as number[][]).map((row) => row[j] ?? NaN));
  const degree = intercept ? coefficients - 1 : coefficients;
  return Array.from({ length: degree }, (_, j) => (x as number[]).map((value) => value ** (j + 1)));
}

describe.each([golden, higher])('$title ($source.work, $source.commit)', ({ tolerance, cases }) => {
  test.each(cases)('$id', ({ id, inputs, expected }) => {
    const relative = id === 'Filip' ? tolerance.Filip.rel : tolerance.rel;
    const intercept = inputs.model.includes('B0');
    const columns = columnsOf(inputs.x, expected.coefficients.length, intercept);
    const fit = linearRegression(inputs.y, columns, { intercept });
    if (fit.status !== 'ok') throw new Error(`dependent column ${fit.column}`);
    const near = (actual: number, certified: number): void => {
      const error = certified === 0 ? Math.abs(actual) : Math.abs(actual / certified - 1);
      expect(error, `${actual} for ${certified}`).toBeLessThanOrEqual(certified === 0 ? 0 : relative);
    };
    for (const [j, value] of expected.coefficients.entries()) near(fit.coefficients[j] ?? NaN, value);
    for (const [j, value] of expected.standardErrors.entries()) near(fit.standardErrors[j] ?? NaN, value);
    near(fit.residualDeviation, expected.residualStdDev);
    near(fit.rSquared, expected.rSquared);
    if (typeof expected.fStatistic === 'number') near(fit.fStatistic, expected.fStatistic);
    else expect(fit.fStatistic).toBe(Infinity);
  });
});
