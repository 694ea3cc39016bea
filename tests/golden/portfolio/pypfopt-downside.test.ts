import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { Constraint, Objective } from '$lib/quant/optimization';
import type { RiskSpec } from '$lib/quant/risk';
import { optimumOf, scenarioProblem } from './measured.fixture';
import { fileReturns } from './price-file.fixture';

interface Inputs {
  objective: string;
  meanOn: 'full prices' | 'complete rows';
  return?: number;
  cvar?: number;
  cdar?: number;
  bounds?: number[];
  sum?: number;
}
interface Expected {
  return: number;
  cvar?: number;
  cdar?: number;
  semiDeviation?: number;
  sortino?: number;
}
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
const table = read<{
  source: { work: string };
  tolerance: { rel: number; abs: number };
  cases: { id: string; inputs: Inputs; expected: Expected }[];
}>('pypfopt-downside-optimizers');
const { shared } = read<{ shared: { expectedReturns: number[] } }>('pypfopt-efficient-frontier');
const all = fileReturns('pypfopt_stock_prices.csv');
if (!all) console.log(`skipped ${table.cases.length} rows: SEXTANT_SHARED is not set`);

function completeRows({ values, rows, columns }: ReturnMatrix): ReturnMatrix {
  const kept = Array.from({ length: rows }, (_, t) => values.slice(t * columns, (t + 1) * columns)).filter((row) =>
    row.every((value) => !Number.isNaN(value))
  );
  return { values: Float64Array.from(kept.flatMap((row) => [...row])), rows: kept.length, columns };
}

/** Compounded return a year of each column. */
function compounded({ values, rows, columns }: ReturnMatrix): Float64Array {
  const growth = new Float64Array(columns).fill(1);
  values.forEach((value, at) => (growth[at % columns] *= 1 + value));
  return growth.map((one) => one ** (252 / rows) - 1);
}

function aimOf({ objective, return: annualReturn, cvar, cdar }: Inputs): Objective {
  const risk: RiskSpec = objective.includes('semivariance')
    ? { measure: 'second-lower-partial-moment' }
    : objective.includes('CDaR') || cdar !== undefined
      ? { measure: 'conditional-drawdown-at-risk' }
      : { measure: 'expected-shortfall' };
  const maximum = cvar ?? cdar;
  if (objective === 'max return' && maximum !== undefined) return { kind: 'return-at-risk', risk, maximum };
  return { kind: 'minimum-risk', risk, ...(annualReturn === undefined ? {} : { annualReturn }) };
}

describe.skipIf(!all)(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.cases) {
    test(id, () => {
      const returns = completeRows(all ?? { values: new Float64Array(0), rows: 0, columns: 20 });
      const instruments = returns.values.slice(0, returns.columns).map((_, j) => j);
      const constraints: Constraint[] =
        inputs.sum === 0
          ? [
              { kind: 'cash', id: 'cash', minimum: 1 },
              {
                kind: 'position-floor',
                id: 'short',
                lower: -1,
                instruments: [...instruments].map((j) => instrumentId(`i${j}`))
              },
              { kind: 'position-cap', id: 'cap', upper: 1 }
            ]
          : [];
      const means = inputs.meanOn === 'full prices' ? Float64Array.from(shared.expectedReturns) : compounded(returns);
      const found = optimumOf(scenarioProblem(returns, aimOf(inputs), { periodsPerYear: 252, means, constraints }));
      const near = (actual: number, wanted: number | undefined): void => {
        if (wanted === undefined) return;
        const allowed = Math.max(table.tolerance.abs, table.tolerance.rel * Math.abs(wanted));
        expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(allowed);
      };
      near(found.expectedReturn, expected.return);
      near(found.risk ?? NaN, expected.cvar ?? expected.cdar);
      // The source divides by the number of periods and counts a year.
      const semi = (found.risk ?? NaN) * Math.sqrt((252 * (returns.rows - 1)) / returns.rows);
      near(semi, expected.semiDeviation);
      if (expected.sortino !== undefined) near((found.expectedReturn - 0.02) / semi, expected.sortino);
    });
  }
});
