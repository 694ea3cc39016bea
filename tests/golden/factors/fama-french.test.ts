import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factorRegression, type FactorReturns } from '$lib/quant/factors';

interface Case {
  readonly id: string;
  readonly inputs: { readonly ticker: string; readonly from: string; readonly to: string; readonly factors: string[] };
  readonly expected: {
    readonly n: number;
    readonly alpha: number;
    readonly betas: number[];
    readonly standardErrors: number[];
    readonly tHac6: number[];
    readonly rSquared: number;
    readonly adjRSquared: number;
    readonly residStd: number;
    readonly durbinWatson: number;
  };
}

const table = JSON.parse(readFileSync(new URL('./fama-french-regressions.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { rel: number };
  cases: Case[];
};
const folder = process.env['SEXTANT_SHARED'];
const linesOf = (name: string): string[][] | undefined => {
  const file = folder && join(folder, 'data', name);
  if (!file || !existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
};
const stocks = linesOf('skfolio_sp500_dataset.csv');
const french = linesOf('arch_frenchdata.csv');

/** Monthly returns in percent by month, from the last price of each. */
function monthlyReturns(lines: string[][], ticker: string): Map<string, number> {
  const place = lines[0].indexOf(ticker);
  const closes = new Map(lines.slice(1).map((cells) => [cells[0].slice(0, 7).replace('-', ''), Number(cells[place])]));
  const months = [...closes.keys()];
  return new Map(
    months
      .slice(1)
      .map((month, at) => [month, ((closes.get(month) ?? NaN) / (closes.get(months[at]) ?? NaN) - 1) * 100])
  );
}

const missing = !stocks || !french;
if (missing) console.log(`skipped ${table.cases.length} rows: SEXTANT_SHARED is not set`);

describe.skipIf(missing)(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.cases) {
    test(id, () => {
      const returns = monthlyReturns(stocks ?? [], inputs.ticker);
      const head = (french ?? [])[0];
      const rows = (french ?? []).slice(1).filter(([month]) => month >= inputs.from && month <= inputs.to);
      const cell = (cells: string[], name: string): number => Number(cells[head.indexOf(name)]);
      const excess = Float64Array.from(rows, (cells) => (returns.get(cells[0]) ?? NaN) - cell(cells, 'RF'));
      const factors: FactorReturns = {
        names: inputs.factors,
        values: Float64Array.from(rows.flatMap((cells) => inputs.factors.map((name) => cell(cells, name)))),
        rows: rows.length
      };
      const near = (actual: number, wanted: number, what: string) =>
        expect(Math.abs(actual / wanted - 1), `${what}: ${actual} for ${wanted}`).toBeLessThan(table.tolerance.rel);
      const plain = factorRegression(excess, factors, { periodsPerYear: 12, errors: 'classical' });
      const hac = factorRegression(excess, factors, { periodsPerYear: 12, errors: 'hac', lags: 6 });
      if (plain.status !== 'ok' || hac.status !== 'ok') throw new Error(`${plain.status}, ${hac.status}`);
      expect(plain.rows).toBe(expected.n);
      near(plain.alpha.value, expected.alpha, 'alpha');
      near(plain.annualAlpha.value, expected.alpha * 12, 'annual alpha');
      [plain.alpha, ...plain.betas].forEach((one, k) =>
        near(one.standardError, expected.standardErrors[k], `error ${k}`)
      );
      [hac.alpha, ...hac.betas].forEach((one, k) => near(one.t, expected.tHac6[k], `t ${k}`));
      plain.betas.forEach((one, k) => near(one.value, expected.betas[k], `beta ${k}`));
      near(plain.rSquared, expected.rSquared, 'R2');
      near(plain.adjustedRSquared, expected.adjRSquared, 'adjusted R2');
      near(plain.residualDeviation, expected.residStd, 'residual deviation');
      near(plain.durbinWatson, expected.durbinWatson, 'Durbin-Watson');
    });
  }
});
