import { describe, expect, it } from 'vitest';
import {
  deflatedSharpe,
  haircutSharpes,
  minimumTrackRecord,
  probabilisticSharpe,
  type SharpeSample
} from '$lib/quant/validation';
import table from './sharpe-published.json';

const perPeriod = (row: { sharpe: number; periods: number; skewness: number; kurtosis: number }, perYear: number) =>
  ({ ...row, sharpe: row.sharpe / Math.sqrt(perYear) }) satisfies SharpeSample;
const near = (found: number, expected: number, tolerance: number): void =>
  expect(Math.abs(found - expected), `${found} for ${expected}`).toBeLessThanOrEqual(tolerance);

describe(table.title, () => {
  for (const { source, cases } of table.probabilistic) {
    it(source, () => {
      for (const row of cases) near(probabilisticSharpe(perPeriod(row, row.perYear)), row.expected, row.tolerance);
    });
  }

  for (const { source, cases } of table.trackRecord) {
    it(source, () => {
      for (const row of cases) {
        const sample = perPeriod({ ...row, sharpe: 2, periods: 2 }, row.perYear);
        near(minimumTrackRecord(sample, 1 / Math.sqrt(row.perYear)) / row.perYear, row.years, row.tolerance);
      }
    });
  }

  for (const row of table.deflated) {
    it(row.source, () => {
      for (const { trials, skewness, kurtosis, deflated, expectedMaximum } of row.cases) {
        const found = deflatedSharpe(perPeriod({ ...row, skewness, kurtosis }, row.perYear), {
          trials,
          sharpeVariance: row.annualVariance / row.perYear
        });
        near(found.deflated, deflated, row.tolerance);
        if (expectedMaximum !== undefined) near(found.expectedMaximum, expectedMaximum, row.tolerance);
        expect(found.trials).toBe(trials);
      }
    });
  }

  for (const row of table.haircut) {
    it(row.source, () => {
      const root = Math.sqrt(row.perYear);
      const found = haircutSharpes([row.sharpe / root], row.periods, 'sidak', row.trials);
      near(found.single[0], row.expected.single, row.tolerance.single);
      near(found.adjusted[0], row.expected.adjusted, row.tolerance.adjusted);
      near(found.sharpes[0] * root, row.expected.sharpe, row.tolerance.sharpe);
      near(found.haircuts[0], row.expected.haircut, row.tolerance.haircut);
    });
  }
});
