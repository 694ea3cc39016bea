import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cutAtMost, cutByCount, groupMembers, twoDifferenceGap } from '$lib/math/cluster';
import { correlationFromCovariance, sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import {
  instrumentTree,
  minimumRisk,
  minimumVariance,
  nestedClusters,
  type SubOptimizer
} from '$lib/quant/optimization';
import { portfolioRisk, type RiskSpec } from '$lib/quant/risk';
import { fileReturns, lastRows } from './price-file.fixture';

interface Case {
  id: string;
  expected: { weights: number[] };
  shortOfOptimum?: { why: string; relativeRisk: number };
}
interface Table {
  tolerance: { abs: number };
  cases: Case[];
}
const tableOf = (name: string): Table =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Table;

const specs: Record<string, RiskSpec> = {
  MV: { measure: 'standard-deviation' },
  MSV: { measure: 'semi-deviation' },
  FLPM: { measure: 'first-lower-partial-moment' },
  SLPM: { measure: 'second-lower-partial-moment' },
  CVaR: { measure: 'expected-shortfall' },
  EVaR: { measure: 'entropic-value-at-risk' },
  ADD: { measure: 'average-drawdown' },
  CDaR: { measure: 'conditional-drawdown-at-risk' },
  EDaR: { measure: 'entropic-drawdown-at-risk' },
  UCI: { measure: 'ulcer-index' }
};

function nested(returns: ReturnMatrix, clusters: Int32Array[], optimizer: SubOptimizer) {
  const found = nestedClusters(
    { count: returns.columns, covariance: sampleCovariance(returns, 1), returns },
    clusters,
    optimizer
  );
  if (found.status !== 'allocated') throw new Error(found.reason);
  return found;
}

function expectRow({ expected }: Case, weights: Float64Array, tolerance: number): void {
  expected.weights.forEach((weight, j) => expect(Math.abs(weights[j] - weight)).toBeLessThanOrEqual(tolerance));
}

/**
 * Rows of which the source stopped short of the optimum by more than the table's tolerance: the most by which the risk
 * of its weights within a cluster lies above that of ours, which is proven, relative.
 */
function shortfall(
  returns: ReturnMatrix,
  clusters: Int32Array[],
  spec: RiskSpec,
  row: Case,
  inner: readonly Float64Array[]
): number {
  const ratios = clusters.map((members, g) => {
    const theirs = new Float64Array(returns.columns);
    const ours = new Float64Array(returns.columns);
    const total = members.reduce((sum, i) => sum + row.expected.weights[i], 0);
    members.forEach((i, a) => {
      theirs[i] = row.expected.weights[i] / total;
      ours[i] = inner[g][a];
    });
    return portfolioRisk(returns, theirs, spec).value / portfolioRisk(returns, ours, spec).value - 1;
  });
  return Math.max(...ratios);
}

const riskfolioFile = fileReturns('riskfolio_stock_prices_3.csv', [
  ...['JCI', 'TGT', 'CMCSA', 'CPB', 'MO', 'NBL', 'APA', 'MMC', 'JPM', 'ZION']
]);
const skfolioFile = fileReturns('skfolio_sp500_dataset.csv');
const noReturns = { values: new Float64Array(754 * 20), rows: 754, columns: 20 };
const riskfolio = tableOf('riskfolio-hc-nco');
const skfolio = tableOf('skfolio-nested-clusters');
if (!riskfolioFile || !skfolioFile) {
  console.log(`skipped ${riskfolio.cases.length + skfolio.cases.length} rows: SEXTANT_SHARED is not set`);
}

describe.skipIf(!riskfolioFile)('rows of Riskfolio-Lib', () => {
  const returns = lastRows(riskfolioFile ?? noReturns, 200);
  const clustersOf = () => {
    const correlation = correlationFromCovariance(sampleCovariance(returns, 1), 10);
    const { tree, distances } = instrumentTree(correlation, 10, {
      linkage: 'ward',
      distance: 'correlation',
      seriated: true
    });
    return groupMembers(cutByCount(tree, twoDifferenceGap(tree, distances, { dispersion: 'deviation', most: 10 })));
  };
  for (const row of riskfolio.cases) {
    const short = row.shortOfOptimum;
    test(short ? `${row.id}: left out, ${short.why}` : row.id, () => {
      const spec = specs[row.id];
      const found = nested(returns, clustersOf(), minimumRisk(spec, 1e-11));
      if (!short) expectRow(row, found.weights, riskfolio.tolerance.abs);
      else expect(shortfall(returns, clustersOf(), spec, row, found.inner)).toBeGreaterThan(short.relativeRisk);
    });
  }

  test('least deviation by cuts is least variance by the quadratic program', () => {
    const exact = nested(returns, clustersOf(), minimumVariance);
    const byCuts = nested(returns, clustersOf(), minimumRisk(specs['MV'], 1e-11));
    exact.weights.forEach((weight, j) => expect(Math.abs(byCuts.weights[j] - weight)).toBeLessThan(1e-5));
  });
});

describe.skipIf(!skfolioFile)('rows of skfolio', () => {
  for (const row of skfolio.cases) {
    test(`${row.id}: left out, ${row.shortOfOptimum?.why}`, () => {
      const returns = lastRows(skfolioFile ?? noReturns, 754);
      const { tree } = instrumentTree(correlationFromCovariance(sampleCovariance(returns, 1), 20), 20, {
        linkage: 'single',
        distance: 'correlation',
        seriated: false
      });
      const clusters = groupMembers(cutAtMost(tree, 5));
      const found = nested(returns, clusters, minimumVariance);
      const spec: RiskSpec = { measure: 'standard-deviation' };
      expect(shortfall(returns, clusters, spec, row, found.inner)).toBeGreaterThan(
        row.shortOfOptimum?.relativeRisk ?? NaN
      );
    });
  }
});
