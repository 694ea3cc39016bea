import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { twoDifferenceGap } from '$lib/math/cluster';
import { correlationFromCovariance, sampleCovariance } from '$lib/quant/moments';
import {
  covarianceRisk,
  hierarchicalEqualRisk,
  hierarchicalRiskParity,
  instrumentTree,
  inverseRiskWeights,
  minimumVariance,
  originalTree,
  returnsRisk,
  schurAllocation
} from '$lib/quant/optimization';
import type { RiskSpec } from '$lib/quant/risk';
import { fileReturns, lastRows } from './price-file.fixture';

interface Case {
  id: string;
  inputs: { riskMeasure: string };
  expected: { weights: number[] };
  tol: number;
}
interface Table {
  source: { work: string };
  tolerance: { abs: number };
  shared: { covariance: number[][] };
  cases: Case[];
}
const noReturns = { values: new Float64Array(45260), rows: 2263, columns: 20 };
const tableOf = <T = Table>(name: string): T =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;

/** Riskfolio-Lib's names of measures. */
const specs: Record<string, RiskSpec> = {
  MAD: { measure: 'mean-absolute-deviation' },
  GMD: { measure: 'gini-mean-difference' },
  MSV: { measure: 'semi-deviation' },
  FLPM: { measure: 'first-lower-partial-moment' },
  SLPM: { measure: 'second-lower-partial-moment' },
  VaR: { measure: 'value-at-risk' },
  CVaR: { measure: 'expected-shortfall' },
  TG: { measure: 'tail-gini' },
  EVaR: { measure: 'entropic-value-at-risk' },
  WR: { measure: 'worst-realisation' },
  RG: { measure: 'range' },
  CVRG: { measure: 'expected-shortfall-range' },
  TGRG: { measure: 'tail-gini-range' },
  MDD: { measure: 'maximum-drawdown' },
  ADD: { measure: 'average-drawdown' },
  DaR: { measure: 'drawdown-at-risk' },
  CDaR: { measure: 'conditional-drawdown-at-risk' },
  EDaR: { measure: 'entropic-drawdown-at-risk' },
  UCI: { measure: 'ulcer-index' },
  MDD_Rel: { measure: 'relative-maximum-drawdown' },
  ADD_Rel: { measure: 'relative-average-drawdown' },
  DaR_Rel: { measure: 'relative-drawdown-at-risk' },
  CDaR_Rel: { measure: 'relative-conditional-drawdown-at-risk' },
  EDaR_Rel: { measure: 'relative-entropic-drawdown-at-risk' },
  UCI_Rel: { measure: 'relative-ulcer-index' }
};

function expectWeights(actual: ArrayLike<number>, wanted: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((weight, j) => expect(Math.abs(actual[j] - weight), `weight ${j}`).toBeLessThanOrEqual(tolerance));
}

function weightsOf<T extends { status: string }>(result: T | { status: 'allocated'; weights: Float64Array }) {
  if (result.status !== 'allocated' || !('weights' in result)) throw new Error(JSON.stringify(result));
  return result.weights as Float64Array;
}

describe('Lopez de Prado (2016), exhibit 6', () => {
  const table = tableOf<
    Table & { cases: (Case & { expected: { order?: number[]; weightsHighPrecision?: number[] } })[] }
  >('hrp-lopez-de-prado-2016');
  const covariance = Float64Array.from(table.shared.covariance.flat());
  const [hrp, ivp, least] = table.cases;

  test('hierarchical risk parity: order and weights', () => {
    const { order } = instrumentTree(correlationFromCovariance(covariance, 10), 10, originalTree);
    expect(Array.from(order, (i) => i + 1)).toEqual(hrp.expected.order);
    const weights = weightsOf(hierarchicalRiskParity(order, covarianceRisk(covariance, 10, 'variance')));
    expectWeights(weights, hrp.expected.weights, hrp.tol);
    expectWeights(weights, hrp.expected.weightsHighPrecision ?? [], 1e-9);
  });

  test('inverse variance', () => {
    expectWeights(
      weightsOf(inverseRiskWeights(10, covarianceRisk(covariance, 10, 'variance'))),
      ivp.expected.weights,
      ivp.tol
    );
  });

  test('minimum variance', () => {
    const found = minimumVariance({ count: 10, covariance, returns: { values: covariance, rows: 10, columns: 10 } });
    if (found.status !== 'solved') throw new Error(found.reason);
    expectWeights(found.weights, least.expected.weights, least.tol);
  });
});

const correlationTree = { linkage: 'single', distance: 'correlation', seriated: true } as const;
const wardTree = { ...correlationTree, linkage: 'ward' } as const;
const riskfolio = ['riskfolio-hc-hrp', 'riskfolio-hc-herc'].map((name) => tableOf(name));
const riskfolioFile = fileReturns('riskfolio_stock_prices_3.csv', [
  'JCI',
  'TGT',
  'CMCSA',
  'CPB',
  'MO',
  'NBL',
  'APA',
  'MMC',
  'JPM',
  'ZION'
]);
const skfolioFile = fileReturns('skfolio_sp500_dataset.csv');
if (!riskfolioFile || !skfolioFile) {
  const rows = riskfolio.reduce((sum, { cases }) => sum + cases.length, 0) + 2;
  console.log(`skipped ${rows} rows: SEXTANT_SHARED is not set`);
}

describe.skipIf(!riskfolioFile)('rows of Riskfolio-Lib', () => {
  const returns = lastRows(riskfolioFile ?? noReturns, 200);
  const covariance = sampleCovariance(returns, 1);
  const correlation = correlationFromCovariance(covariance, 10);
  const riskOf = (name: string) =>
    name === 'vol' ? covarianceRisk(covariance, 10, 'standard-deviation') : returnsRisk(returns, specs[name]);
  const [hrp, herc] = riskfolio;

  for (const { id, inputs, expected } of hrp.cases) {
    test(`HRP ${id}`, () => {
      const { order } = instrumentTree(correlation, 10, correlationTree);
      const weights = weightsOf(hierarchicalRiskParity(order, riskOf(inputs.riskMeasure)));
      expectWeights(weights, expected.weights, hrp.tolerance.abs);
    });
  }
  for (const { id, inputs, expected } of herc.cases) {
    test(`HERC ${id}`, () => {
      const { tree, distances } = instrumentTree(correlation, 10, wardTree);
      const groups = twoDifferenceGap(tree, distances, { dispersion: 'deviation', most: 10 });
      expect(groups).toBe(4);
      const weights = weightsOf(hierarchicalEqualRisk(tree, groups, riskOf(inputs.riskMeasure)));
      expectWeights(weights, expected.weights, herc.tolerance.abs);
    });
  }
});

describe.skipIf(!skfolioFile)('rows of skfolio', () => {
  const [hrp, schur] = tableOf('skfolio-hierarchical').cases;
  // Returns from 2014 on: 2,263 of them.
  const returns = lastRows(skfolioFile ?? noReturns, 2263);
  const covariance = sampleCovariance(returns, 1);
  const correlation = correlationFromCovariance(covariance, 20);

  test(hrp.id, () => {
    const { order } = instrumentTree(correlation, 20, correlationTree);
    const risk = covarianceRisk(covariance, 20, 'standard-deviation');
    expectWeights(weightsOf(hierarchicalRiskParity(order, risk)), hrp.expected.weights, hrp.tol);
  });

  test(schur.id, () => {
    const { order } = instrumentTree(correlation, 20, wardTree);
    expectWeights(weightsOf(schurAllocation(order, covariance)), schur.expected.weights, schur.tol);
  });
});

describe('rows of PyPortfolioOpt', () => {
  const table = tableOf<{
    shared: { correlation: number[]; annualMeans: number[] };
    cases: {
      id: string;
      expected: { weights: Record<string, number>; return: number; volatility: number; sharpe: number };
      tol: { rel: number };
    }[];
  }>('pypfopt-hrp');
  const [weightsRow, figures] = table.cases;
  const { shared } = tableOf<{ shared: { instruments: string[]; covariance: number[] } }>('pypfopt-efficient-frontier');
  const covariance = Float64Array.from(shared.covariance);
  const risk = covarianceRisk(covariance, 20, 'variance');
  const { order } = instrumentTree(Float64Array.from(table.shared.correlation), 20, {
    linkage: 'single',
    distance: 'correlation',
    seriated: false
  });
  const weights = weightsOf(hierarchicalRiskParity(order, risk));
  const near = (actual: number, wanted: number, tolerance: number) =>
    expect(Math.abs(actual / wanted - 1)).toBeLessThan(tolerance);

  test(weightsRow.id, () => {
    // The table allows 1 %; the same weights come out to rounding.
    shared.instruments.forEach((name, j) => near(weights[j], weightsRow.expected.weights[name], 1e-10));
  });

  test(figures.id, () => {
    const { expected, tol } = figures;
    const volatility = Math.sqrt(risk(Int32Array.from(weights.keys()), weights));
    const expectedReturn = table.shared.annualMeans.reduce((sum, mean, j) => sum + mean * weights[j], 0);
    near(volatility, expected.volatility, tol.rel);
    near(expectedReturn, expected.return, tol.rel);
    near((expectedReturn - 0.02) / volatility, expected.sharpe, tol.rel);
  });
});
