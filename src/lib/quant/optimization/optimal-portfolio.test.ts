import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { feasibleSet, portfolioPoint } from './feasible-set';
import { optimizePortfolio } from './optimal-portfolio';
import { market, solvable } from './portfolios.fixture';
import type { OptimalPortfolio, OptimizationProblem, PortfolioPoint } from './problem';

function violation(problem: OptimizationProblem, weights: Float64Array): number {
  const set = feasibleSet(problem);
  let worst = 0;
  for (const { coefficients, lower, upper } of set.rows) {
    const value = coefficients.reduce((sum, one, j) => sum + one * weights[j], 0);
    worst = Math.max(worst, lower - value, value - upper);
  }
  weights.forEach((weight, j) => (worst = Math.max(worst, set.lower[j] - weight, weight - set.upper[j])));
  return worst;
}

// Random directions from the optimum, shortened to stay inside: every feasible point lies on one of them.
function randomFeasible(problem: OptimizationProblem, from: Float64Array, seed: number): Float64Array | undefined {
  const random = randomStream(seed);
  const n = from.length;
  const others = ['minimum-variance', 'maximum-sharpe'] as const;
  const tilted = {
    ...problem,
    expectedReturns: problem.expectedReturns.map((value) => value + 0.2 * random.normal()),
    objective: { kind: others[seed % 2] }
  } satisfies OptimizationProblem;
  const other = optimizePortfolio(tilted);
  if (other.status !== 'optimal') return undefined;
  const share = random.uniform();
  const mixed = Float64Array.from({ length: n }, (_, j) => from[j] + share * (other.weights[j] - from[j]));
  return violation(problem, mixed) < 1e-9 ? mixed : undefined;
}

// Positive when the second portfolio is better than the first.
function advantage(problem: OptimizationProblem, best: OptimalPortfolio, weights: Float64Array): number {
  const other = portfolioPoint(problem, weights);
  switch (problem.objective.kind) {
    case 'minimum-variance':
    case 'target-return':
      return best.volatility - other.volatility;
    case 'maximum-sharpe':
      return other.sharpe - best.sharpe;
    case 'maximum-return':
      return other.expectedReturn - best.expectedReturn;
    case 'utility': {
      const utility = (one: PortfolioPoint): number => one.expectedReturn - 1.5 * one.volatility ** 2;
      return utility(other) - utility(best);
    }
    case 'tracking-error': {
      const apart = (one: PortfolioPoint): number =>
        portfolioPoint(
          problem,
          one.weights.map((weight, j) => weight - (j === 1 ? 1 : 0))
        ).volatility;
      return apart(best) - apart(other);
    }
    case 'target-volatility':
      return other.volatility <= best.volatility ? other.expectedReturn - best.expectedReturn : -1;
    default:
      throw new RangeError(`no comparison for ${problem.objective.kind}`);
  }
}

describe('optimal weights', () => {
  test('are feasible, and no random feasible portfolio is better', () => {
    let compared = 0;
    fc.assert(
      fc.property(solvable, (problem) => {
        const result = optimizePortfolio(problem);
        if (result.status === 'infeasible' || result.status === 'no-excess') return;
        if (result.status !== 'optimal') throw new Error(result.reason);
        expect(violation(problem, result.weights)).toBeLessThan(1e-9);
        for (let k = 0; k < 20; k++) {
          const other = randomFeasible(problem, result.weights, k + 1);
          if (!other) continue;
          compared += 1;
          expect(advantage(problem, result, other)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 120 }
    );
    expect(compared).toBeGreaterThan(500);
  });

  test('the terms of each reason add up to zero within 1e-8', () => {
    let seen = 0;
    fc.assert(
      fc.property(solvable, (problem) => {
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') return;
        seen += 1;
        for (const { terms } of result.reasons) {
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
        }
        expect(result.multipliers.every(({ value }) => value > 0)).toBe(true);
      }),
      { numRuns: 200 }
    );
    expect(seen).toBeGreaterThan(100);
  });

  test('permuting the instruments permutes the weights', () => {
    fc.assert(
      fc.property(solvable, fc.integer({ min: 1, max: 1000 }), (problem, seed) => {
        const n = problem.instruments.length;
        const random = randomStream(seed);
        const order = Array.from({ length: n }, (_, j) => ({ j, key: random.uniform() }))
          .sort((a, b) => a.key - b.key)
          .map(({ j }) => j);
        const permuted = {
          ...problem,
          instruments: order.map((j) => problem.instruments[j]),
          expectedReturns: Float64Array.from(order, (j) => problem.expectedReturns[j]),
          currentWeights: Float64Array.from(order, (j) => problem.currentWeights[j]),
          covariance: Float64Array.from(order.flatMap((i) => order.map((j) => problem.covariance[i * n + j])))
        };
        const one = optimizePortfolio(problem);
        const two = optimizePortfolio(permuted);
        expect(two.status).toBe(one.status);
        if (one.status !== 'optimal' || two.status !== 'optimal') return;
        order.forEach((j, k) => expect(Math.abs(two.weights[k] - one.weights[j])).toBeLessThan(1e-7));
      }),
      { numRuns: 60 }
    );
  });

  test('a target volatility is met exactly, between the ends of the frontier', () => {
    const result = optimizePortfolio(market(12, 5, { kind: 'target-volatility', annualVolatility: 0.2 }));
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.volatility).toBeCloseTo(0.2, 10);
    expect(result.riskTolerance).toBeGreaterThan(0);
  });
});

describe('reasons in a hand-made market', () => {
  // Two like stocks, one bond that moves against them, one stock that is dominated.
  const covariance = Float64Array.from([
    0.04, 0.03, -0.004, 0.036, 0.03, 0.04, -0.004, 0.03, -0.004, -0.004, 0.0025, -0.002, 0.036, 0.03, -0.002, 0.05
  ]);
  const base = market(4, 1, { kind: 'maximum-sharpe' });
  const problem = { ...base, covariance, expectedReturns: Float64Array.from([0.08, 0.08, 0.03, 0.06]) };
  const codes = (result: ReturnType<typeof optimizePortfolio>) =>
    result.status === 'optimal' ? result.reasons.map(({ code, constraint }) => constraint ?? code) : [];

  test('the hedge, the payer and the one left out', () => {
    const result = optimizePortfolio(problem);
    expect(codes(result)).toEqual(['pays', 'pays', 'hedge', 'out-return']);
    if (result.status !== 'optimal') return;
    expect(result.reasons[3].companion?.instrument).toBe('i0');
    expect(result.reasons[3].companion?.correlation).toBeCloseTo(0.036 / Math.sqrt(0.04 * 0.05), 12);
    expect(result.reasons[3].terms.map(({ term }) => term)).toEqual(['co-movement', 'return', 'budget', 'floor']);
  });

  test('a cap, a full group and a cash rule are named', () => {
    const [a, b, c] = problem.instruments;
    const capped = optimizePortfolio({
      ...problem,
      constraints: [
        { kind: 'position-cap', id: 'bond cap', upper: 0.3, instruments: [c] },
        { kind: 'group', id: 'stocks', name: 'Stocks', members: [a, b], upper: 0.5 },
        { kind: 'cash', id: 'cash', minimum: 0.1 }
      ]
    });
    expect(codes(capped)).toEqual(['stocks', 'stocks', 'bond cap', 'pays']);
    if (capped.status !== 'optimal') return;
    expect(capped.cash).toBeCloseTo(0.1, 12);
    expect(capped.multipliers.map(({ constraint }) => constraint)).toContain('cash');
  });

  test('without excess return there is no tangency', () => {
    const result = optimizePortfolio({ ...problem, riskFreeRate: 0.09 });
    expect(result.status).toBe('no-excess');
    if (result.status === 'no-excess') expect(result.greatestReturn).toBeCloseTo(0.08, 9);
  });

  test('figures that make no sense are refused', () => {
    expect(() => optimizePortfolio({ ...problem, covariance: new Float64Array(3) })).toThrow(RangeError);
    expect(() => optimizePortfolio({ ...problem, expectedReturns: new Float64Array(4).fill(NaN) })).toThrow(RangeError);
    const cap = { kind: 'position-cap', id: 'x', upper: 12 } as const;
    expect(() => optimizePortfolio({ ...problem, constraints: [cap] })).toThrow(/outside 0 to 1/);
    expect(() =>
      optimizePortfolio({
        ...problem,
        constraints: [
          { ...cap, upper: 1 },
          { ...cap, upper: 1 }
        ]
      })
    ).toThrow();
  });
});
