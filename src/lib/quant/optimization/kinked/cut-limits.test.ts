import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feasibleSet, portfolioPoint } from '../feasible-set';
import { optimizePortfolio } from '../optimal-portfolio';
import type { Constraint, Objective, OptimizationProblem } from '../problem';
import { riskOfWeights } from '../program/problem-risk';
import { solvedProgram } from '../program/ruled-program';
import { scenarioMarket } from '../scenarios.fixture';
import { cutOptimum } from './cut-limits';

const aims: Objective[] = [
  { kind: 'minimum-variance' },
  { kind: 'utility', riskAversion: 3 },
  { kind: 'target-volatility', annualVolatility: 0.3 },
  { kind: 'maximum-sharpe' }
];
const problems = fc
  .record({
    n: fc.integer({ min: 3, max: 14 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    aim: fc.constantFrom(...aims),
    tail: fc.constantFrom(0.05, 0.1, 0.3),
    tight: fc.double({ min: 0.7, max: 1.1, noNaN: true }),
    worst: fc.boolean(),
    turnover: fc.boolean(),
    cash: fc.boolean()
  })
  .map(({ n, seed, aim, tail, tight, worst, turnover, cash }) => {
    const rules: Constraint[] = [
      { kind: 'position-cap', id: 'cap', upper: Math.max(0.4, 2 / n) },
      ...(turnover ? [{ kind: 'turnover', id: 'turnover', maximum: 0.5 } as const] : []),
      ...(cash ? [{ kind: 'cash', id: 'cash', minimum: 0.02, maximum: 0.5 } as const] : [])
    ];
    const problem = scenarioMarket(n, 80, seed, aim, rules);
    const even = new Float64Array(n).fill(1 / n);
    const risk = worst
      ? ({ measure: 'worst-realisation' } as const)
      : ({ measure: 'expected-shortfall', tail } as const);
    const maximum = tight * riskOfWeights(problem, even, risk).value;
    const limit: Constraint = { kind: 'risk-limit', id: 'limit', risk, maximum };
    return { ...problem, currentWeights: even, constraints: [...rules, limit] };
  });

/** What the aim makes small at weights. */
function aimAt(problem: OptimizationProblem, weights: Float64Array): number {
  const { expectedReturn, volatility, sharpe } = portfolioPoint(problem, weights);
  switch (problem.objective.kind) {
    case 'minimum-variance':
      return volatility ** 2;
    case 'utility':
      return 0.5 * problem.objective.riskAversion * volatility ** 2 - expectedReturn;
    case 'maximum-sharpe':
      return -sharpe;
    default:
      return -expectedReturn;
  }
}

describe('limits on expected shortfall by cuts', () => {
  it('hold at an optimum that the conic program finds too, with terms that add up to zero', () => {
    let compared = 0;
    let binding = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const set = feasibleSet(problem);
        const found = cutOptimum(problem, set);
        const conic = solvedProgram(problem, set);
        if (!found || conic.status !== 'optimal') return;
        compared++;
        const limit = problem.constraints.find((rule) => rule.kind === 'risk-limit');
        if (limit?.kind !== 'risk-limit') throw new Error('no limit');
        const { value } = riskOfWeights(problem, found.weights, limit.risk);
        expect(value).toBeLessThanOrEqual(limit.maximum * (1 + 1e-9) + 1e-12);
        if (value > limit.maximum * (1 - 1e-6)) binding++;
        // Where cash may be more, weights of the greatest ratio are not the only ones: what is aimed at is the same.
        expect(Math.abs(aimAt(problem, found.weights) - aimAt(problem, conic.weights))).toBeLessThan(1e-7);
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') throw new Error(result.status);
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, term) => sum + term.value, 0))).toBeLessThan(1e-8);
      }),
      { numRuns: 150 }
    );
    expect(compared).toBeGreaterThan(60);
    expect(binding).toBeGreaterThan(15);
  });
});
