import { describe, expect, test } from 'vitest';
import { definiteInverse } from '$lib/math/linalg';
import { minimumDeterminant, selectedColumns } from '$lib/math/stats';
import { covarianceEstimators, estimatedCovariance, type CovarianceSpec } from '$lib/quant/moments';
import { determinant, expectWithin, madeUp, matrixOf, specOf, tableNamed } from './estimators.fixture';

const table = { ...tableNamed<unknown>('covariance-estimators'), determinant };
const returns = matrixOf(madeUp.returns, madeUp.columns);

describe(`covariance estimators of ${table.source.work}`, () => {
  for (const row of table.cases) {
    test(`${row.id}: ${row.program}`, () => {
      const over = row.columns ? selectedColumns(returns, row.columns) : returns;
      const found = estimatedCovariance({ returns: over, periodsPerYear: 252 }, specOf<CovarianceSpec>(row.spec));
      const { covariance, shrinkage, outliers } = row.expected;
      expectWithin(found.covariance, covariance ?? [], row.tol?.rel ?? table.tolerance.rel);
      if (shrinkage !== undefined) expect(found.shrinkage).toBeCloseTo(shrinkage, 10);
      if (outliers !== undefined) expect(found.outliers).toBe(outliers);
      expect(found.repair).toBeUndefined();
    });
  }

  // Half of the rows of this table can be chosen in many nearly equal ways: the least determinant decides who is right.
  test(`a determinant at most that of ${table.determinant.program}`, () => {
    const { rawCovariance } = minimumDeterminant(returns);
    const found = definiteInverse(rawCovariance, madeUp.columns);
    if (found.status !== 'ok') throw new Error(found.status);
    expect(found.logDeterminant).toBeLessThanOrEqual(table.determinant.logDeterminant + 1e-9);
  });

  test('every estimator has a row here or in a table named for it', () => {
    const elsewhere = ['pairwise', 'maximum-likelihood', 'garch'];
    const covered = new Set([...table.cases.map(({ spec }) => spec.method), ...elsewhere]);
    expect(covarianceEstimators.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});
