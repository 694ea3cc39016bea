import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { efficientFrontier, unconstrainedProblem } from './frontier';
import { ruleCosts } from './rule-costs';
import { optimizePortfolio } from './optimal-portfolio';
import { market, sector, solvable } from './portfolios.fixture';
import { resampledRange } from './resampling/resampled-range';

const pure = { kind: 'minimum-variance' } as const;

describe('the efficient frontier', () => {
  test('each point is the optimum for its own return', () => {
    fc.assert(
      fc.property(solvable, (problem) => {
        const frontier = efficientFrontier(problem, 12);
        if (frontier.status === 'infeasible') return;
        if (frontier.status === 'failed') throw new Error(frontier.reason);
        for (const point of frontier.points.slice(0, -1)) {
          const objective = { kind: 'target-return', annualReturn: point.expectedReturn } as const;
          const single = optimizePortfolio({ ...problem, objective });
          if (single.status !== 'optimal') throw new Error(single.status);
          expect(single.volatility).toBeCloseTo(point.volatility, 8);
        }
        const { minimumVariance, maximumSharpe } = frontier;
        frontier.points.forEach((point) => {
          expect(point.volatility).toBeGreaterThanOrEqual(minimumVariance.volatility - 1e-10);
          if (maximumSharpe) expect(point.sharpe).toBeLessThanOrEqual(maximumSharpe.sharpe + 1e-9);
        });
      }),
      { numRuns: 60 }
    );
  });

  test('without rules it lies above', () => {
    const rules = [
      { kind: 'position-cap', id: 'cap', upper: 0.2 } as const,
      { kind: 'cash', id: 'cash', minimum: 0.05 } as const
    ];
    const problem = market(12, 4, pure, rules);
    const ruled = efficientFrontier(problem, 20);
    if (ruled.status !== 'complete') throw new Error(ruled.status);
    for (const { volatility, expectedReturn } of ruled.points) {
      const objective = { kind: 'target-volatility', annualVolatility: volatility } as const;
      const free = optimizePortfolio({ ...unconstrainedProblem(problem), objective });
      if (free.status !== 'optimal') throw new Error(free.status);
      expect(free.expectedReturn).toBeGreaterThanOrEqual(expectedReturn - 1e-10);
    }
  });

  test('equal expected returns leave one point', () => {
    const problem = { ...market(6, 4, pure), expectedReturns: new Float64Array(6).fill(0.06) };
    const frontier = efficientFrontier(problem, 5);
    if (frontier.status !== 'complete') throw new Error(frontier.status);
    for (const point of frontier.points) expect(point.volatility).toBeCloseTo(frontier.minimumVariance.volatility, 8);
    expect(frontier.maximumSharpe?.volatility).toBeCloseTo(frontier.minimumVariance.volatility, 8);
  });
});

describe('what a rule costs', () => {
  test('binding rules cost, slack rules are free', () => {
    const problem = market(9, 11, { kind: 'maximum-sharpe' }, [
      { kind: 'position-cap', id: 'cap', upper: 0.15 },
      { kind: 'group', id: 'wide', name: 'Wide', members: sector(9, 0), upper: 0.9 },
      { kind: 'cash', id: 'cash', minimum: 0.05 }
    ]);
    const result = optimizePortfolio(problem);
    if (result.status !== 'optimal') throw new Error(result.status);
    const costs = ruleCosts(problem, result);
    expect(costs.map(({ constraint }) => constraint)).toEqual(['cap', 'wide', 'cash']);
    expect(costs[0].annualReturn).toBeGreaterThan(1e-4);
    expect(costs[1].annualReturn).toBe(0);
  });
});

describe('resampled range', () => {
  const n = 20;
  const rows = 1260;
  const random = randomStream(77);
  const values = Float64Array.from({ length: rows * n }, () => 0);
  for (let t = 0; t < rows; t++) {
    const shared = random.normal();
    for (let j = 0; j < n; j++) values[t * n + j] = 0.0003 + 0.008 * shared + 0.01 * random.normal();
  }
  const returns = { values, rows, columns: n };
  const problem = { ...market(n, 9, pure), currentWeights: new Float64Array(n).fill(1 / n) };
  const moments = { covariance: 'ledoit-wolf', expectedReturns: { method: 'shrunk' }, periodsPerYear: 252 } as const;

  test('brackets the mean, repeats for a seed, differs for another, reports progress, and tells its time', () => {
    const begun = performance.now();
    let last = 0;
    const options = { seed: 1, draws: 200, moments, onProgress: (done: number) => (last = done) };
    const range = resampledRange(problem, returns, options);
    console.log(`resampledRange, 200 draws: ${(performance.now() - begun).toFixed(0)} ms`);
    expect([last, range.failed]).toEqual([200, 0]);
    for (let j = 0; j < n; j++) {
      expect(range.lower[j]).toBeLessThanOrEqual(range.median[j]);
      expect(range.median[j]).toBeLessThanOrEqual(range.upper[j]);
    }
    expect(range.mean.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    expect(range.gain && range.gain.lower <= range.gain.upper).toBe(true);
    const again = resampledRange(problem, returns, { seed: 1, draws: 30, moments });
    expect(resampledRange(problem, returns, { seed: 1, draws: 30, moments })).toEqual(again);
    expect(resampledRange(problem, returns, { seed: 2, draws: 30, moments }).upper).not.toEqual(again.upper);
  });

  test('the normal scheme and a target give a range too', () => {
    const targeted = { ...problem, objective: { kind: 'target-return', annualReturn: 0.08 } as const };
    const range = resampledRange(targeted, returns, { seed: 3, draws: 20, moments, scheme: 'normal' });
    expect(range.failed).toBe(0);
    expect(Math.max(...range.upper)).toBeGreaterThan(0);
    const wrong = { ...problem, instruments: [instrumentId('x')] };
    expect(() => resampledRange(wrong, returns, { seed: 3, draws: 2, moments })).toThrow(RangeError);
  });
});
