import { describe, expect, test } from 'vitest';
import { estimatedMoments, type CovarianceSpec } from '$lib/quant/moments';
import { expectWithin, matrixOf, specOf, tableNamed } from './estimators.fixture';

const table = tableNamed<{ columns: number; late: (number | null)[]; gaps: (number | null)[] }>('missing-returns');
const { shared } = table;

describe(`moments with missing returns of ${table.source.work}`, () => {
  for (const row of table.cases) {
    test(`${row.id}: ${row.program}`, () => {
      const returns = matrixOf(row.table === 'late' ? shared.late : shared.gaps, shared.columns);
      const covariance = specOf<CovarianceSpec>(row.spec);
      const method = row.spec.method === 'maximum-likelihood' ? 'maximum-likelihood' : 'historical';
      const found = estimatedMoments(returns, { covariance, expectedReturns: { method }, periodsPerYear: 252 });
      const rel = row.tol?.rel ?? table.tolerance.rel;
      expectWithin(found.covariance, row.expected.covariance ?? [], rel);
      expectWithin(found.expectedReturns, row.expected.expectedReturns ?? [], rel);
      expect(found.treatments).toHaveLength(shared.columns);
    });
  }
});
