import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alignedReturns, estimatedCovariance, ledoitWolfCovariance } from '$lib/quant/moments';
import { instrumentId } from '$lib/domain/instruments';

interface Case {
  id: string;
  inputs: { prices?: number[] };
  expected: { shrinkage: number; mu?: number; cov00?: number; cov01: number };
}
const table = JSON.parse(readFileSync(new URL('./ledoit-wolf-oas.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number };
  cases: Case[];
};

function dayMajorPrices(row: Case): number[] | undefined {
  if (row.inputs.prices) return row.inputs.prices;
  const folder = process.env['SEXTANT_SHARED'];
  const file = folder && join(folder, 'data', 'skfolio_sp500_dataset.csv');
  if (!file || !existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.filter((line) => line >= '2014').flatMap((line) => line.split(',').slice(1).map(Number));
}

function panelOf(dayMajor: number[], columns: number) {
  const rows = dayMajor.length / columns;
  const values = Float64Array.from({ length: dayMajor.length }, (_, at) => {
    const column = Math.floor(at / rows);
    return dayMajor[(at - column * rows) * columns + column] ?? NaN;
  });
  const instruments = Array.from({ length: columns }, (_, j) => instrumentId(`i${j}`));
  return { days: Int32Array.from({ length: rows }, (_, t) => t), instruments, values };
}

describe(`Ledoit-Wolf rows of ${table.source.work}`, () => {
  const skipped = table.cases.filter((row) => !dayMajorPrices(row));
  if (skipped.length > 0) console.log(`skipped ${skipped.length} rows: SEXTANT_SHARED is not set`);
  for (const row of table.cases.filter((one) => !skipped.includes(one))) {
    test(row.id, () => {
      const returns = alignedReturns(panelOf(dayMajorPrices(row) ?? [], 20));
      expect(returns.rows).toBe(row.id === 'lw-last60' ? 60 : 2263);
      const method = row.id.startsWith('oas') ? 'oas' : 'ledoit-wolf';
      const { covariance, shrinkage } = estimatedCovariance({ returns, periodsPerYear: 1 }, { method });
      const near = (actual: number | undefined, expected: number) =>
        expect(Math.abs((actual ?? NaN) / expected - 1)).toBeLessThan(table.tolerance.rel);
      near(shrinkage, row.expected.shrinkage);
      if (row.expected.cov00 !== undefined) near(covariance[0], row.expected.cov00);
      near(covariance[1], row.expected.cov01);
      near(covariance[20], row.expected.cov01);
      if (row.expected.mu !== undefined) near(ledoitWolfCovariance(returns, 1).target, row.expected.mu);
    });
  }
});
