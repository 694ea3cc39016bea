import { describe, expect, test } from 'vitest';
import { estimatedReturns, returnEstimators, sampleCovariance, type ExpectedReturnSpec } from '$lib/quant/moments';
import { expectWithin, madeUp, matrixOf, specOf, tableNamed } from './estimators.fixture';

const table = tableNamed<{ even: number[] }>('return-estimators');

describe(`expected returns of ${table.source.work}`, () => {
  for (const row of table.cases) {
    test(`${row.id}: ${row.program}`, () => {
      const returns = matrixOf(row.table === 'even' ? table.shared.even : madeUp.returns, madeUp.columns);
      const covariance = sampleCovariance(returns, 252);
      const spec = specOf<ExpectedReturnSpec>(row.spec);
      const found = estimatedReturns({ returns, covariance, periodsPerYear: 252 }, spec);
      const { expectedReturns, alpha } = row.expected;
      expectWithin(found.expectedReturns, expectedReturns ?? [], row.tol?.rel ?? table.tolerance.rel);
      if (alpha !== undefined) expect(found.intensity).toBeCloseTo(1 - alpha, 9);
    });
  }

  test('every estimator has a row here or in a table named for it', () => {
    const elsewhere = ['maximum-likelihood', 'own'];
    const covered = new Set([...table.cases.map(({ spec }) => spec.method), ...elsewhere]);
    expect(returnEstimators.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});
