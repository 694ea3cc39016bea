import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { constantCorrelationShrinkage, pairwiseCovariance } from '$lib/math/stats';
import { instrumentId } from '$lib/domain/instruments';
import { estimatedCovariance } from '$lib/quant/moments';
import { optimizePortfolio, portfolioPoint, type Objective } from '$lib/quant/optimization';
import { expectWithin } from './estimators.fixture';
import { pypfoptReturns, zeroFilled } from './pypfopt-prices.fixture';

type Name = 'sample' | 'semicovariance' | 'constant-correlation' | 'single-factor';
interface Row {
  id: string;
  covariance: Name;
  expected: { return: number; volatility: number; sharpe: number };
}
const table = JSON.parse(readFileSync(new URL('./pypfopt-other-covariances.json', import.meta.url), 'utf8')) as {
  source: { work: string; covariances: string };
  tolerance: { rel: number; covariance: number };
  shared: {
    riskFreeRate: number;
    instruments: string[];
    expectedReturns: number[];
    covariances: Record<Name, number[]>;
    shrinkage: Record<'constant-correlation' | 'single-factor', number>;
  };
  cases: Row[];
};
const { shared, tolerance } = table;
const n = shared.instruments.length;

const objectives: Record<string, Objective> = {
  'min-vol-l2-1': { kind: 'minimum-variance' },
  'target-return-25-l2': { kind: 'target-return', annualReturn: 0.25 },
  'max-sharpe-semicov': { kind: 'maximum-sharpe' },
  'min-vol-lw-const-corr-l2': { kind: 'minimum-variance' },
  'target-return-22-lw-single-factor': { kind: 'target-return', annualReturn: 0.22 }
};

describe(`optima of ${table.source.work}`, () => {
  for (const { id, covariance, expected } of table.cases) {
    test(id, () => {
      const gamma = id.includes('l2') ? 1 : 0;
      const own = Float64Array.from(shared.covariances[covariance]);
      const objective = objectives[id];
      if (!objective) throw new RangeError(`no objective for ${id}`);
      const problem = {
        instruments: shared.instruments.map(instrumentId),
        covariance: own.map((value, at) => value + (at % (n + 1) === 0 ? gamma : 0)),
        expectedReturns: Float64Array.from(shared.expectedReturns),
        riskFreeRate: shared.riskFreeRate,
        objective,
        constraints: []
      };
      const result = optimizePortfolio(problem);
      if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
      const point = portfolioPoint({ ...problem, covariance: own }, result.weights);
      const near = (actual: number, wanted: number) =>
        expect(Math.abs(actual / wanted - 1)).toBeLessThan(tolerance.rel);
      near(point.expectedReturn, expected.return);
      near(point.volatility, expected.volatility);
      near((point.expectedReturn - shared.riskFreeRate) / point.volatility, expected.sharpe);
    });
  }
});

const prices = pypfoptReturns();
if (!prices) console.log('skipped 4 rows: SEXTANT_SHARED is not set');

describe.runIf(prices)(`covariances of ${table.source.covariances}`, () => {
  if (!prices) return;
  const { returns } = prices;
  const annual = { returns, periodsPerYear: 252 };

  test('sample, each pair over its own rows', () => {
    const { covariance, repair } = estimatedCovariance(annual, { method: 'pairwise' });
    expectWithin(covariance, shared.covariances.sample, tolerance.covariance);
    expect(repair).toBeUndefined();
  });

  test('semicovariance', () => {
    const { covariance } = estimatedCovariance(annual, { method: 'semicovariance', missing: 'no-shortfall' });
    expectWithin(covariance, shared.covariances.semicovariance, tolerance.covariance);
  });

  test('Ledoit-Wolf, constant correlation', () => {
    const sample = pairwiseCovariance(returns).covariance;
    const { covariance, shrinkage } = constantCorrelationShrinkage(zeroFilled(returns), sample);
    const whole = covariance.map((value) => value * 252);
    expectWithin(whole, shared.covariances['constant-correlation'], tolerance.covariance);
    expect(shrinkage).toBeCloseTo(shared.shrinkage['constant-correlation'], 10);
  });

  test('Ledoit-Wolf, single factor', () => {
    const found = estimatedCovariance(
      { returns: zeroFilled(returns), periodsPerYear: 252 },
      { method: 'ledoit-wolf', target: 'single-factor' }
    );
    expectWithin(found.covariance, shared.covariances['single-factor'], tolerance.covariance);
    expect(found.shrinkage).toBeCloseTo(shared.shrinkage['single-factor'], 10);
  });
});
