import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { estimatedReturns, impliedReturns, type ExpectedReturnSpec } from '$lib/quant/moments';
import { pypfoptReturns } from './pypfopt-prices.fixture';

interface Row {
  id: string;
  inputs: { marketCaps?: Record<string, number> };
  expected: { mu?: number[]; pi?: number[] };
  tol: number;
}
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const table = read('./pypfopt-estimators.json') as {
  source: { work: string };
  shared: { marketRiskAversion: number };
  cases: Row[];
};
const other = read('./pypfopt-other-covariances.json') as { shared: { covariances: { sample: number[] } } };
const rowNamed = (id: string): Row => {
  const row = table.cases.find((one) => one.id === id);
  if (!row) throw new RangeError(`no row ${id}`);
  return row;
};
const expectNear = (actual: Float64Array, expected: number[] = [], tol: number) => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, j) => expect(Math.abs((actual[j] ?? NaN) - value)).toBeLessThanOrEqual(tol));
};

const prices = pypfoptReturns();
if (!prices) console.log('skipped 2 rows: SEXTANT_SHARED is not set');

describe(`expected returns of ${table.source.work}`, () => {
  test('market-implied-prior', () => {
    const { inputs, expected, tol } = rowNamed('market-implied-prior');
    const caps = Object.values(inputs.marketCaps ?? {});
    const total = caps.reduce((sum, cap) => sum + cap, 0);
    const prior = impliedReturns({
      covariance: Float64Array.from(other.shared.covariances.sample),
      weights: Float64Array.from(caps, (cap) => cap / total),
      riskAversion: table.shared.marketRiskAversion,
      riskFreeRate: 0.02
    });
    expectNear(prior, expected.pi, tol);
  });

  const specs: [string, ExpectedReturnSpec][] = [
    ['mean-historical', { method: 'compounded' }],
    ['capm-spy', { method: 'capm', riskFreeRate: 0.02, ...(prices && { market: prices.market }) }]
  ];
  test.runIf(prices).each(specs)('%s', (id, spec) => {
    if (!prices) return;
    const { returns } = prices;
    const covariance = new Float64Array(returns.columns ** 2);
    const { expected, tol } = rowNamed(id);
    const found = estimatedReturns({ returns, covariance, periodsPerYear: 252 }, spec);
    expectNear(found.expectedReturns, expected.mu, tol);
  });
});
