import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compoundedMeans,
  correlationFromCovariance,
  estimatedMoments,
  historicalMeans,
  impliedReturns,
  impliedRiskAversion,
  ledoitWolfCovariance,
  sampleCovariance,
  shrunkMeans
} from '.';

const matrix = (rows: number, columns: number, draw: (t: number, j: number) => number) => ({
  rows,
  columns,
  values: Float64Array.from({ length: rows * columns }, (_, at) => draw(Math.floor(at / columns), at % columns))
});
const returnsOf = fc
  .tuple(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: -900, max: 900 }), { minLength: rows * columns, maxLength: rows * columns })
      .map((cells) =>
        matrix(rows, columns, (t, j) => (cells[t * columns + j] ?? 0) / 1e4 + ((t * 7 + j * 3) % 11) / 1e3)
      )
  );

describe('means', () => {
  test('arithmetic and compounded means of known growth', () => {
    const alternating = matrix(4, 1, (t) => (t % 2 === 0 ? 0.1 : -0.05));
    expect(historicalMeans(alternating, 4)[0]).toBeCloseTo(0.1, 14);
    expect(compoundedMeans(alternating, 4)[0]).toBeCloseTo((1.1 * 0.95) ** 2 - 1, 14);
  });

  // Two independent assets, period variances 1e-4 and 4e-4: every part of Jorion's formula by hand.
  test('Bayes-Stein by hand', () => {
    const covariance = Float64Array.from([1e-4, 0, 0, 4e-4]);
    const returns = matrix(10, 2, (_, j) => (j === 0 ? 0.01 : 0.02));
    const target = (0.01 / 1e-4 + 0.02 / 4e-4) / (1 / 1e-4 + 1 / 4e-4);
    const distance = (0.01 - target) ** 2 / 1e-4 + (0.02 - target) ** 2 / 4e-4;
    const intensity = 4 / (4 + 10 * distance);
    const shrunk = shrunkMeans(returns, { periodsPerYear: 1, covariance });
    expect(shrunk.target).toBeCloseTo(target, 14);
    expect(shrunk.intensity).toBeCloseTo(intensity, 14);
    expect(shrunk.means[1]).toBeCloseTo((1 - intensity) * 0.02 + intensity * target, 14);
  });

  test('shrinking does not depend on the unit of time', () => {
    fc.assert(
      fc.property(returnsOf, (returns) => {
        const covariance = ledoitWolfCovariance(returns, 1).covariance;
        const daily = shrunkMeans(returns, { periodsPerYear: 1, covariance });
        const annual = shrunkMeans(returns, { periodsPerYear: 252, covariance: covariance.map((v) => v * 252) });
        expect(annual.intensity).toBeCloseTo(daily.intensity, 9);
        daily.means.forEach((mean, j) => expect(annual.means[j]).toBeCloseTo(mean * 252, 8));
      }),
      { numRuns: 50 }
    );
  });

  test('implied returns make the portfolio itself the unconstrained optimum', () => {
    const covariance = Float64Array.from([0.04, 0.01, 0.01, 0.09]);
    const weights = Float64Array.from([0.6, 0.4]);
    const implied = impliedReturns({ covariance, weights, riskAversion: 2.5, riskFreeRate: 0.02 });
    expect([...implied]).toEqual([expect.closeTo(0.02 + 2.5 * 0.028, 14), expect.closeTo(0.02 + 2.5 * 0.042, 14)]);
    expect(impliedRiskAversion({ marketReturn: 0.09, riskFreeRate: 0.02, variance: 0.028 })).toBeCloseTo(2.5, 12);
    expect(() => impliedReturns({ covariance, weights, riskAversion: 0, riskFreeRate: 0 })).toThrow(RangeError);
  });
});

describe('covariance', () => {
  test('is symmetric, keeps the trace when shrunk, and lies between sample and target', () => {
    fc.assert(
      fc.property(returnsOf, (returns) => {
        const { columns: n, rows } = returns;
        const sample = sampleCovariance(returns, 252);
        const { covariance, shrinkage, target } = ledoitWolfCovariance(returns, 252);
        expect(shrinkage).toBeGreaterThanOrEqual(0);
        expect(shrinkage).toBeLessThanOrEqual(1);
        const trace = (values: Float64Array) =>
          Array.from({ length: n }, (_, i) => values[i * n + i] ?? 0).reduce((a, b) => a + b, 0);
        expect(trace(covariance)).toBeCloseTo((trace(sample) * (rows - 1)) / rows, 10);
        expect(target * n).toBeCloseTo(trace(covariance), 10);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) expect(covariance[i * n + j]).toBe(covariance[j * n + i]);
        }
      }),
      { numRuns: 50 }
    );
  });

  test('correlation of a covariance, with an asset that never moves', () => {
    const correlation = correlationFromCovariance(Float64Array.from([0.04, 0.03, 0, 0.03, 0.09, 0, 0, 0, 0]), 3);
    expect([...correlation]).toEqual([1, expect.closeTo(0.5, 14), 0, expect.closeTo(0.5, 14), 1, 0, 0, 0, 1]);
  });

  test('moments from a spec say when the means are raw', () => {
    const returns = matrix(30, 2, (t, j) => Math.sin(t * (j + 1)) / 50);
    const spec = { covariance: 'ledoit-wolf', periodsPerYear: 252 } as const;
    expect(estimatedMoments(returns, { ...spec, expectedReturns: { method: 'historical' } }).raw).toBe(true);
    const shrunk = estimatedMoments(returns, { ...spec, expectedReturns: { method: 'shrunk' } });
    expect(shrunk.raw).toBe(false);
    expect(shrunk.covarianceShrinkage).toBe(ledoitWolfCovariance(returns).shrinkage);
    expect(() => sampleCovariance(matrix(1, 2, () => 0))).toThrow(RangeError);
  });
});
