import { describe, expect, test } from 'vitest';
import { isPositiveSemidefinite } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import {
  covarianceEstimators,
  definiteCovariance,
  estimatedMoments,
  restsOnSeries,
  returnEstimators,
  type NumberField,
  type OptionField,
  type ReturnMatrix
} from '.';
import { worldOf } from './worlds.fixture';

describe('moments', () => {
  test('inflation and costs come off afterwards', () => {
    const { returns } = worldOf({ seed: 4, rows: 40, columns: 3 });
    const spec = { covariance: 'sample', expectedReturns: { method: 'historical' }, periodsPerYear: 252 } as const;
    const plain = estimatedMoments(returns, spec).expectedReturns;
    const annualCosts = Float64Array.of(0.001, 0.002, 0);
    const net = estimatedMoments(returns, {
      ...spec,
      adjustments: [
        { kind: 'after-costs', annualCosts },
        { kind: 'real', inflation: 0.03 }
      ]
    }).expectedReturns;
    net.forEach((value, j) =>
      expect((1 + value) * 1.03).toBeCloseTo((1 + (plain[j] ?? NaN)) * (1 - (annualCosts[j] ?? NaN)), 12)
    );
  });

  test('rows drawn again take their own market and factors with them', () => {
    const { returns, market, factors } = worldOf({ seed: 5, rows: 60, columns: 4 });
    const random = randomStream(6);
    const drawn = Int32Array.from({ length: 60 }, () => random.integerBelow(60));
    const at = (matrix: ReturnMatrix): ReturnMatrix => ({
      ...matrix,
      values: matrix.values.map(
        (_, k) =>
          matrix.values[(drawn[Math.floor(k / matrix.columns)] ?? 0) * matrix.columns + (k % matrix.columns)] ?? NaN
      )
    });
    const spec = (rows: ReturnMatrix, series: ReturnMatrix) =>
      ({
        covariance: { method: 'given-factors', factors: rows },
        expectedReturns: { method: 'capm', market: series.values },
        periodsPerYear: 252
      }) as const;
    const whole = { values: market, rows: 60, columns: 1 };
    const again = estimatedMoments(at(returns), spec(factors, whole), drawn);
    const direct = estimatedMoments(at(returns), spec(at(factors), at(whole)));
    expect(again.covariance).toEqual(direct.covariance);
    expect(again.expectedReturns).toEqual(direct.expectedReturns);
    expect(restsOnSeries(spec(factors, whole))).toBe(true);
    expect(restsOnSeries({ covariance: 'ledoit-wolf', expectedReturns: { method: 'capm' }, periodsPerYear: 252 })).toBe(
      false
    );
  });

  test('a covariance with negative eigenvalues is repaired, and said so', () => {
    const indefinite = Float64Array.from([4, 1.8, -1.8, 1.8, 1, 0.9, -1.8, 0.9, 1]);
    const kept = definiteCovariance(indefinite, 3);
    expect(kept.repair?.method).toBe('nearest-correlation');
    expect(kept.repair?.smallest).toBeCloseTo(-0.8, 12);
    expect([0, 4, 8].map((at) => kept.covariance[at])).toEqual([4, 1, 1].map((value) => expect.closeTo(value, 12)));
    expect(isPositiveSemidefinite(kept.covariance, 3, 0)).toBe(true);
    const clipped = definiteCovariance(indefinite, 3, 'clip');
    expect(clipped.covariance[0]).toBeGreaterThan(4);
    expect(isPositiveSemidefinite(clipped.covariance, 3)).toBe(true);
    expect(definiteCovariance(Float64Array.from([1, 1, 1, 1]), 2).repair).toBeUndefined();
  });

  test('defaults lie within their ranges', () => {
    const fields = [...covarianceEstimators, ...returnEstimators].flatMap(({ id, options }) =>
      Object.entries(options as Record<string, OptionField<unknown>>).map(([name, field]) => ({ id, name, field }))
    );
    const numbers = fields.filter(
      (one): one is { id: typeof one.id; name: string; field: NumberField } => one.field.kind === 'number'
    );
    for (const { id, name, field } of numbers) {
      const { minimum, maximum, default: value = minimum } = field;
      expect(minimum <= value && value <= maximum, `${id}.${name}`).toBe(true);
    }
    expect(numbers.length).toBeGreaterThan(10);
  });
});
