import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean } from '$lib/math/stats';
import type { ReturnMatrix } from '$lib/quant/moments';
import { portfolioReturns, seriesRisk, type RiskSpec } from '$lib/quant/risk';
import { optimumOf, scenarioProblem } from './measured.fixture';
import { hullOptimum } from './norm-hull.fixture';
import { fileReturns, lastRows } from './price-file.fixture';

interface Table {
  source: { work: string };
  tolerance: { abs: number };
  cases: {
    id: string;
    inputs: { objective: 'MinRisk' | 'Sharpe' };
    expected: { weights: number[] };
    /** The source poses the measure by p-norms, an approximation of it (Riskfolio-Lib, Portfolio.optimization). */
    byNormHull?: true;
    leftOut?: string;
  }[];
}
const tables = ['riskfolio-classic-minrisk', 'riskfolio-classic-sharpe'].map(
  (name) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Table
);
const measures: Record<string, RiskSpec> = {
  MV: { measure: 'standard-deviation' },
  MAD: { measure: 'mean-absolute-deviation' },
  GMD: { measure: 'gini-mean-difference' },
  MSV: { measure: 'semi-deviation' },
  FLPM: { measure: 'first-lower-partial-moment' },
  SLPM: { measure: 'second-lower-partial-moment' },
  CVaR: { measure: 'expected-shortfall' },
  TG: { measure: 'tail-gini' },
  EVaR: { measure: 'entropic-value-at-risk' },
  RG: { measure: 'range' },
  CVRG: { measure: 'expected-shortfall-range' },
  ADD: { measure: 'average-drawdown' },
  CDaR: { measure: 'conditional-drawdown-at-risk' },
  EDaR: { measure: 'entropic-drawdown-at-risk' },
  UCI: { measure: 'ulcer-index' }
};
const all = fileReturns('riskfolio_stock_prices.csv', [
  ...['AMZN', 'APA', 'CMCSA', 'CPB', 'JCI', 'JPM', 'MMC', 'MO', 'TGT', 'ZION']
]);
const rows = tables.reduce((sum, { cases }) => sum + cases.length, 0);
if (!all) console.log(`skipped ${rows} rows: SEXTANT_SHARED is not set`);

/** Risk of weights, or for a ratio the risk for each unit of return. */
function aimAt(returns: ReturnMatrix, risk: RiskSpec, objective: string, weights: Float64Array): number {
  const series = portfolioReturns(returns, weights);
  return seriesRisk(series, risk) / (objective === 'MinRisk' ? 1 : mean(series));
}

for (const { source, cases, tolerance } of tables) {
  describe.skipIf(!all)(`rows of ${source.work}`, () => {
    for (const { id, inputs, expected, byNormHull, leftOut } of cases) {
      test(`${inputs.objective} ${id}${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
        const returns = lastRows(all ?? { values: new Float64Array(0), rows: 0, columns: 10 }, 200);
        const risk = measures[id];
        const kind = inputs.objective === 'MinRisk' ? 'minimum-risk' : 'maximum-ratio';
        const { weights } = optimumOf(scenarioProblem(returns, { kind, risk }));
        if (byNormHull || leftOut) {
          // By the measure itself our weights are better than theirs.
          const [theirs, ours] = [Float64Array.from(expected.weights), weights].map((one) =>
            aimAt(returns, risk, inputs.objective, one)
          );
          expect(theirs).toBeGreaterThan(ours);
        }
        if (leftOut) return;
        const found = byNormHull ? hullOptimum(returns, risk, inputs.objective, weights) : weights;
        expected.weights.forEach((weight, j) =>
          expect(Math.abs(found[j] - weight), `weight ${j}`).toBeLessThanOrEqual(tolerance.abs)
        );
      });
    }
  });
}
