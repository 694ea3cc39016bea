import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizePortfolio } from './optimal-portfolio';
import { solvable } from './portfolios.fixture';
import type { Constraint, Objective, OptimalPortfolio, OptimizationProblem } from './problem';
import { withoutRules } from './relaxed-problem';
import { atSameRisk, ruleCosts } from './rule-costs';
import { scenarioMarket } from './scenarios.fixture';

/** How near two solvers come in return at the edge of a risk, where return moves with the root of an error in risk. */
const AGREE = 3e-5;

const further = fc.subarray(['turnover', 'gross', 'tracking', 'calm', 'tail'] as const);

function conicRules(problem: OptimizationProblem, which: readonly string[]): Constraint[] {
  const n = problem.instruments.length;
  const benchmark = problem.instruments.map((instrument) => ({ instrument, weight: 1 / n }));
  const all: readonly Constraint[] = [
    { kind: 'turnover', id: 'turnover', maximum: 0.3 },
    { kind: 'gross-exposure', id: 'gross', maximum: 1.1 },
    { kind: 'tracking-error', id: 'tracking', benchmark, maximum: 0.08 },
    { kind: 'volatility', id: 'calm', maximum: 0.24 },
    { kind: 'risk-limit', id: 'tail', risk: { measure: 'standard-deviation' }, maximum: 0.25 }
  ];
  return all.filter(({ id }) => which.includes(id));
}

/** Costs asked for, and those that were not found: where leaving a rule out leaves hardly a point at the same risk. */
let asked = 0;
let unfound = 0;

function requireCosts(problem: OptimizationProblem, result: OptimalPortfolio): number {
  const costs = ruleCosts(problem, result);
  expect(costs.map(({ constraint }) => constraint)).toEqual(problem.constraints.map(({ id }) => id));
  const same = atSameRisk(problem, result.weights);
  const returnOf = (one: OptimizationProblem): number => {
    const solved = optimizePortfolio(one);
    return solved.status === 'optimal' ? (solved.countedReturn ?? solved.expectedReturn) : NaN;
  };
  const base = Math.max(result.countedReturn ?? result.expectedReturn, returnOf(same) || -Infinity);
  for (const { constraint, annualReturn } of costs) {
    asked += 1;
    if (annualReturn === undefined) {
      unfound += 1;
      continue;
    }
    expect(annualReturn, constraint).toBeGreaterThanOrEqual(0);
    // What a robust aim makes least is no risk alone: a rule that is slack for it may bind at the most return for its shortfall.
    if (problem.objective.kind === 'robust-shortfall' && annualReturn === 0) continue;
    // By the conic road: the risk as a rule among others, also where the cost was found by the quicker one.
    const freed = withoutRules(same, new Set([constraint]));
    const limit = freed.objective.kind === 'target-volatility' ? freed.objective.annualVolatility : undefined;
    const other: OptimizationProblem =
      limit === undefined
        ? freed
        : {
            ...freed,
            objective: { kind: 'maximum-return' },
            constraints: [...freed.constraints, { kind: 'volatility', id: 'limit', maximum: limit }]
          };
    const without = returnOf(other);
    if (!Number.isNaN(without))
      expect(Math.abs(Math.max(0, without - base) - annualReturn), constraint).toBeLessThan(AGREE);
  }
  return costs.filter(({ annualReturn }) => annualReturn !== undefined && annualReturn > 0).length;
}

describe('what a rule costs', () => {
  test('under every aim of mean and variance no rule pays, slack ones are free, and the other road agrees', () => {
    let costly = 0;
    fc.assert(
      fc.property(solvable, further, (bare, which) => {
        const problem = { ...bare, constraints: [...bare.constraints, ...conicRules(bare, which)] };
        const result = optimizePortfolio(problem);
        if (result.status === 'optimal') costly += requireCosts(problem, result);
      }),
      { numRuns: 60 }
    );
    expect(costly).toBeGreaterThan(15);
  });

  test('under aims on a measure of risk, and where costs of trading or doubt about returns count', () => {
    const risk = { measure: 'expected-shortfall', tail: 0.1 } as const;
    const aims: readonly Objective[] = [
      { kind: 'minimum-risk', risk },
      { kind: 'minimum-risk', risk, annualReturn: 0.06 },
      { kind: 'maximum-ratio', risk },
      { kind: 'return-at-risk', risk, maximum: 0.013 },
      { kind: 'risk-utility', risk, riskAversion: 8 },
      { kind: 'robust-shortfall', radius: 0.0005, riskAversion: 2, tail: 0.1 },
      { kind: 'utility', riskAversion: 3 }
    ];
    let costly = 0;
    for (const objective of aims)
      for (const adjusted of [false, true]) {
        const n = 6;
        const rules: Constraint[] = [
          { kind: 'position-cap', id: 'cap', upper: 0.3 },
          { kind: 'cash', id: 'cash', minimum: 0.05 },
          { kind: 'turnover', id: 'turnover', maximum: 0.35 }
        ];
        const problem: OptimizationProblem = {
          ...scenarioMarket(n, 60, 5, objective, rules),
          currentWeights: new Float64Array(n).fill(1 / n),
          ...(adjusted && { tradingCosts: { linear: new Float64Array(n).fill(0.003), perYear: 1 } })
        };
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') throw new Error(`${objective.kind}: ${result.status}`);
        costly += requireCosts(problem, result);
      }
    expect(costly).toBeGreaterThan(5);
  });

  test('a cost is hardly ever left open', () => {
    expect(unfound).toBeLessThan(0.03 * asked);
  });
});
