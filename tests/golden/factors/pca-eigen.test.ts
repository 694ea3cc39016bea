import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { principalFactors } from '$lib/quant/factors';
import { fileReturns } from '../portfolio/price-file.fixture';

const table = JSON.parse(readFileSync(new URL('./pca-eigen.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number };
  cases: { id: string; expected: Record<string, number[] | number> }[];
};
const returns = fileReturns('skfolio_sp500_dataset.csv', undefined, '2014');

if (!returns) console.log(`skipped ${table.cases.length} rows: SEXTANT_SHARED is not set`);

describe.skipIf(!returns)(`rows of ${table.source.work}`, () => {
  for (const { id, expected } of table.cases) {
    test(id, () => {
      const near = (actual: Float64Array, wanted: number[] | number) =>
        expect(actual.every((one, at) => Math.abs(one / (wanted as number[])[at] - 1) < table.tolerance.rel)).toBe(
          true
        );
      if (!returns) throw new Error('no returns');
      const scale = id === 'pca-2014' ? 'covariance' : 'correlation';
      const found = principalFactors(returns, 20, scale);
      if (scale === 'covariance') {
        near(found.shares, expected['explainedVarianceRatio']);
        near(found.variances, expected['explainedVariance']);
        return;
      }
      near(found.variances, expected['eigenvalues']);
      const edge = (1 + Math.sqrt(returns.columns / returns.rows)) ** 2;
      expect(Math.abs(edge / Number(expected['marchenkoPasturUpper']) - 1)).toBeLessThan(table.tolerance.rel);
    });
  }
});
