import { describe, expect, test } from 'vitest';
import { estimatedMoments, type MomentsSpec } from '$lib/quant/moments';
import { brokenRules } from '../broken-rules';
import { efficientFrontier } from '../frontier';
import type { Constraint } from '../problem';
import { scenarioMarket } from '../scenarios.fixture';
import {
  rangeOfRank,
  resampledFrontier,
  resampledPortfolio,
  type ResampledAim,
  type ResampledFrontier
} from './resampled-frontier';
import { resampledRange } from './resampled-range';

const moments: MomentsSpec = {
  covariance: 'ledoit-wolf',
  expectedReturns: { method: 'historical' },
  periodsPerYear: 252
};
const rules: Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.4 },
  { kind: 'cash', id: 'cash', minimum: 0.05 }
];
const of = (constraints: Constraint[] = []) => {
  const market = scenarioMarket(5, 120, 3, { kind: 'minimum-variance' }, constraints);
  const { values, rows, columns } = market.scenarios ?? { values: new Float64Array(), rows: 0, columns: 0 };
  const returns = { values, rows, columns };
  return { returns, problem: { ...market, ...estimatedMoments(returns, moments) } };
};
function complete(found: ReturnType<typeof resampledFrontier>): ResampledFrontier {
  if (found.status !== 'complete') throw new Error(found.status);
  return found;
}
const options = { seed: 7, draws: 40, ranks: 8, moments };

describe('the resampled frontier', () => {
  test('where redraws change nothing it is the efficient frontier', () => {
    const { problem, returns } = of(rules);
    const still = { ...estimatedMoments(returns, moments) };
    const found = complete(resampledFrontier(problem, returns, { ...options, draws: 3, revised: () => still }));
    const plain = efficientFrontier(problem, 8);
    if (plain.status !== 'complete') throw new Error(plain.status);
    found.points.forEach(({ weights }, rank) =>
      weights.forEach((weight, j) => expect(weight).toBeCloseTo(plain.points[rank]?.weights[j] ?? NaN, 10))
    );
  });

  test('its first rank is the mean of the calmest portfolios of the same redraws', () => {
    const { problem, returns } = of(rules);
    const found = complete(resampledFrontier(problem, returns, options));
    const range = resampledRange(problem, returns, options);
    found.points[0]?.weights.forEach((weight, j) => expect(weight).toBeCloseTo(range.mean[j] ?? NaN, 9));
  });

  test('rules hold, the same seed gives the same, another seed another', () => {
    const turnover: Constraint = { kind: 'turnover', id: 'turnover', maximum: 0.6 };
    for (const constraints of [rules, [...rules, turnover]]) {
      const { problem, returns } = of(constraints);
      const held = { ...problem, currentWeights: new Float64Array(5).fill(0.19) };
      const few = { ...options, draws: 6, ranks: 4 };
      const found = complete(resampledFrontier(held, returns, few));
      for (const { weights } of found.points) expect(brokenRules(held, weights, 1e-7)).toEqual([]);
      expect(complete(resampledFrontier(held, returns, few)).points).toEqual(found.points);
      expect(complete(resampledFrontier(held, returns, { ...few, seed: 8 })).points).not.toEqual(found.points);
    }
  });

  test('aims take their place on it', () => {
    const { problem, returns } = of();
    const found = complete(resampledFrontier(problem, returns, options));
    const at = (aim: ResampledAim) => {
      const one = resampledPortfolio(problem, found, aim);
      if (one.status !== 'resampled') throw new Error(one.status);
      return one;
    };
    expect(at({ kind: 'minimum-variance' }).rank).toBe(0);
    expect(at({ kind: 'maximum-return' }).rank).toBe(7);
    const best = at({ kind: 'maximum-sharpe' });
    for (const { sharpe } of found.points) expect(sharpe).toBeLessThanOrEqual(best.sharpe);
    const [low, high] = [found.points[2], found.points[5]];
    const wanted = ((low?.expectedReturn ?? NaN) + (high?.expectedReturn ?? NaN)) / 2;
    expect(at({ kind: 'target-return', annualReturn: wanted }).expectedReturn).toBeCloseTo(wanted, 10);
    const risk = ((low?.volatility ?? NaN) + (high?.volatility ?? NaN)) / 2;
    expect(at({ kind: 'target-volatility', annualVolatility: risk }).volatility).toBeCloseTo(risk, 10);
    const mixed = at({ kind: 'target-return', annualReturn: wanted });
    const range = rangeOfRank(found, mixed);
    mixed.weights.forEach((weight, j) => {
      expect(range.mean[j]).toBeCloseTo(weight, 10);
      expect(range.lower[j]).toBeLessThanOrEqual(range.upper[j] ?? NaN);
    });
    expect(at({ kind: 'target-return', annualReturn: 9 }).rank).toBe(7);
    expect(at({ kind: 'target-volatility', annualVolatility: 0 }).rank).toBe(0);
    const poor = { ...problem, riskFreeRate: 5 };
    const cashIsBest = resampledPortfolio(poor, complete(resampledFrontier(poor, returns, options)), {
      kind: 'maximum-sharpe'
    });
    expect(cashIsBest.status).toBe('no-excess');
  });
});
