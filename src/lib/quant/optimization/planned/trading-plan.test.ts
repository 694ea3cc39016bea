import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { clarabelSolution } from '../../../../../tests/reference/clarabel';
import { brokenRules } from '../broken-rules';
import { optimizePortfolio } from '../optimal-portfolio';
import { market } from '../portfolios.fixture';
import type { Constraint, OptimizationProblem } from '../problem';
import { fadingForecasts, tradingPlan, type PlanOptions, type TradingPlan } from './trading-plan';

const rules: Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.6 },
  { kind: 'cash', id: 'cash', minimum: 0.02, maximum: 0.2 }
];
const of = (n: number, seed: number, constraints = rules): OptimizationProblem => {
  const random = randomStream(seed, 3);
  const raw = Float64Array.from({ length: n }, () => random.uniform());
  const total = raw.reduce((sum, one) => sum + one, 0);
  return {
    ...market(n, seed, { kind: 'minimum-variance' }, constraints),
    currentWeights: raw.map((one) => (0.95 * one) / total)
  };
};
const flat = (n: number, value: number): Float64Array => new Float64Array(n).fill(value);
const none: PlanOptions['costs'] = {};
function planned(problem: OptimizationProblem, options: PlanOptions): TradingPlan {
  const plan = tradingPlan(problem, options);
  if (plan.status !== 'planned') throw new Error(JSON.stringify(plan));
  return plan;
}
const furthest = (a: Float64Array, b: Float64Array): number =>
  Math.max(...a.map((one, j) => Math.abs(one - (b[j] ?? 0))));
const fading = (problem: OptimizationProblem, periods: number) =>
  fadingForecasts(problem.expectedReturns, flat(problem.instruments.length, 0.06), { periods, halfLife: 2 });

describe('plans of several periods', () => {
  test('without costs each period is the optimum of its own forecast', () => {
    for (const seed of [1, 2, 3]) {
      const problem = of(5, seed);
      const forecasts = fading(problem, 4);
      const plan = planned(problem, { forecasts, periodsPerYear: 12, riskAversion: 3, costs: none });
      plan.periods.forEach(({ weights }, k) => {
        const alone = optimizePortfolio({
          ...problem,
          expectedReturns: forecasts[k] ?? flat(5, 0),
          objective: { kind: 'utility', riskAversion: 3 }
        });
        if (alone.status !== 'optimal') throw new Error(alone.status);
        expect(furthest(weights, alone.weights)).toBeLessThan(1e-6);
      });
    }
  });

  test('one period is the single-period problem with its costs', () => {
    const costs = { linear: flat(5, 0.002), quadratic: flat(5, 0.01), power: flat(5, 0.005) };
    for (const constraints of [rules, [...rules, { kind: 'turnover', id: 'turnover', maximum: 0.1 } as const]]) {
      const problem = of(5, 4, constraints);
      const forecasts = [problem.expectedReturns];
      const plan = planned(problem, { forecasts, periodsPerYear: 12, riskAversion: 4, costs });
      const alone = optimizePortfolio({
        ...problem,
        objective: { kind: 'utility', riskAversion: 4 },
        tradingCosts: { ...costs, perYear: 12 }
      });
      if (alone.status !== 'optimal') throw new Error(alone.status);
      expect(furthest(plan.periods[0]?.weights ?? flat(5, 0), alone.weights)).toBeLessThan(1e-6);
    }
  });

  test('several periods with costs are what Clarabel finds', async () => {
    for (const [n, periods, seed] of [
      [3, 2, 5],
      [4, 3, 6],
      [3, 5, 7]
    ] as const) {
      const problem = of(n, seed);
      const forecasts = fading(problem, periods);
      const [rate, square, aversion, perYear] = [0.004, 0.02, 3, 4];
      const costs = { linear: flat(n, rate), quadratic: flat(n, square) };
      const plan = planned(problem, { forecasts, periodsPerYear: perYear, riskAversion: aversion, costs });
      // Variables: weights of every period, then sizes of every trade.
      const half = n * periods;
      const size = 2 * half;
      const quadratic = new Float64Array(size * size);
      const linear = new Float64Array(size);
      const rows: { coefficients: Float64Array; lower: number; upper: number }[] = [];
      const row = (entries: readonly (readonly [number, number])[], lower: number, upper: number): void => {
        const coefficients = new Float64Array(size);
        for (const [at, value] of entries) coefficients[at] += value;
        rows.push({ coefficients, lower, upper });
      };
      for (let k = 0; k < periods; k++) {
        for (let i = 0; i < n; i++) {
          const at = k * n + i;
          for (let j = 0; j < n; j++) quadratic[at * size + k * n + j] = aversion * problem.covariance[i * n + j];
          linear[at] = problem.riskFreeRate - (forecasts[k]?.[i] ?? 0);
          linear[half + at] = perYear * rate;
          quadratic[(half + at) * size + half + at] = 2 * perYear * square;
          const held = k === 0 ? (problem.currentWeights?.[i] ?? 0) : 0;
          const before = k === 0 ? [] : ([[at - n, 1]] as const);
          row([[half + at, 1], [at, -1], ...before], -held, Infinity);
          row([[half + at, 1], [at, 1], ...before.map(([place, value]) => [place, -value] as const)], held, Infinity);
        }
        row(
          Array.from({ length: n }, (_, i) => [k * n + i, 1] as const),
          0.8,
          0.98
        );
      }
      const upper = Float64Array.from({ length: size }, (_, at) => (at < half ? 0.6 : 10));
      const reference = await clarabelSolution({ quadratic, linear, lower: new Float64Array(size), upper, rows });
      plan.periods.forEach(({ weights }, k) =>
        expect(furthest(weights, reference.x.slice(k * n, (k + 1) * n)), `period ${k}`).toBeLessThan(2e-5)
      );
    }
  });

  test('costs hold trades back, limits on trades hold in every period, rules that conflict are named', () => {
    const limits: Constraint[] = [
      ...rules,
      { kind: 'turnover', id: 'turnover', maximum: 0.08 },
      { kind: 'trade-size', id: 'size', maximum: 0.05 }
    ];
    const problem = of(5, 9, limits);
    const options = { forecasts: fading(problem, 6), periodsPerYear: 12, riskAversion: 3 };
    const plan = planned(problem, { ...options, costs: { linear: flat(5, 0.0005) } });
    const value = plan.periods.reduce(
      (sum, one) => sum + (one.expectedReturn - problem.riskFreeRate - 1.5 * one.volatility ** 2) / 12 - one.cost,
      0
    );
    expect(plan.value).toBeCloseTo(value, 9);
    for (const { trades, turnover, weights } of plan.periods) {
      expect(turnover).toBeLessThan(0.08 + 1e-7);
      expect(Math.max(...trades.map(Math.abs))).toBeLessThan(0.05 + 1e-7);
      expect(brokenRules({ ...problem, constraints: rules }, weights, 1e-7)).toEqual([]);
    }
    const moved = ({ periods }: TradingPlan): number => periods.reduce((sum, one) => sum + one.turnover, 0);
    const dear = planned(of(5, 9), { ...options, costs: { linear: flat(5, 0.05) } });
    expect(moved(dear)).toBeLessThan(moved(planned(of(5, 9), { ...options, costs: { linear: flat(5, 0.001) } })));
    const tight = of(5, 9, [{ kind: 'position-cap', id: 'cap', upper: 0.1 }]);
    expect(tradingPlan(tight, { ...options, costs: none })).toMatchObject({ status: 'infeasible' });
    expect(() => tradingPlan(problem, { ...options, forecasts: [], costs: none })).toThrow(RangeError);
  });
});
