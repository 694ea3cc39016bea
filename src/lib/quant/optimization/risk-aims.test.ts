import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { riskMeasures, type RiskSpec } from '$lib/quant/risk';
import { ruleCosts } from './rule-costs';
import { optimizePortfolio } from './optimal-portfolio';
import type { Constraint, Objective, OptimalPortfolio, OptimizationProblem } from './problem';
import { riskOfWeights } from './program/problem-risk';
import { riskFrontier } from './risk-frontier';
import { scenarioMarket } from './scenarios.fixture';

const seeds = fc.integer({ min: 1, max: 1e6 });
const specs = riskMeasures
  .filter(({ convex }) => convex)
  .map(({ id }) => ({ measure: id, tail: 0.15, levels: 8 }) as RiskSpec);
const aims = (risk: RiskSpec, problem: OptimizationProblem): Objective[] => {
  const even = new Float64Array(problem.instruments.length).fill(1 / problem.instruments.length);
  return [
    { kind: 'minimum-risk', risk },
    { kind: 'minimum-risk', risk, annualReturn: 0.06 },
    { kind: 'maximum-ratio', risk },
    { kind: 'return-at-risk', risk, maximum: riskOfWeights(problem, even, risk).value },
    { kind: 'risk-utility', risk, riskAversion: 3 }
  ];
};

function optimum(problem: OptimizationProblem): OptimalPortfolio {
  const result = optimizePortfolio(problem);
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

/** What an aim makes greatest, at weights. */
function worthOf(problem: OptimizationProblem, { weights, expectedReturn }: OptimalPortfolio): number {
  const { objective } = problem;
  if (!('risk' in objective)) return NaN;
  const { value } = riskOfWeights(problem, weights, objective.risk);
  switch (objective.kind) {
    case 'minimum-risk':
      return -value;
    case 'maximum-ratio':
      return (expectedReturn - problem.riskFreeRate) / value;
    case 'return-at-risk':
      return expectedReturn;
    case 'risk-utility':
      return expectedReturn - objective.riskAversion * value;
  }
}

describe('aims on a measure of risk', () => {
  test('the terms of each reason add up to zero within 1e-8, and no other answer on the way to it is better', () => {
    let seen = 0;
    fc.assert(
      fc.property(seeds, fc.constantFrom(...specs), fc.nat({ max: 4 }), fc.boolean(), (seed, risk, which, ruled) => {
        const rules: Constraint[] = ruled
          ? [
              { kind: 'position-cap', id: 'cap', upper: 0.5 },
              { kind: 'turnover', id: 'turnover', maximum: 0.6 },
              { kind: 'cash', id: 'cash', minimum: 0, maximum: 0.1 }
            ]
          : [];
        const bare = scenarioMarket(5, 30, seed, { kind: 'minimum-risk', risk }, rules);
        const currentWeights = new Float64Array(5).fill(0.2);
        const problem = { ...bare, currentWeights, objective: aims(risk, bare)[which] ?? bare.objective };
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') {
          expect(result.status, JSON.stringify(result)).not.toBe('failed');
          return;
        }
        seen += 1;
        expect(result.risk).toBeCloseTo(riskOfWeights(problem, result.weights, risk).value, 12);
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0)), risk.measure).toBeLessThan(1e-8);
        if (problem.objective.kind === 'return-at-risk')
          expect(result.risk).toBeLessThan(problem.objective.maximum + 1e-9);
        const random = randomStream(seed);
        const tilted = problem.expectedReturns.map((value) => value + 0.1 * random.normal());
        const limits = problem.objective.kind === 'minimum-risk' ? problem.objective : undefined;
        const other = optimizePortfolio({
          ...problem,
          ...(limits?.annualReturn === undefined && { expectedReturns: tilted })
        });
        if (other.status !== 'optimal') return;
        const share = random.uniform();
        const weights = result.weights.map((weight, j) => weight + share * ((other.weights[j] ?? 0) - weight));
        const invested = weights.reduce((sum, one) => sum + one, 0);
        const gained = weights.reduce((sum, one, j) => sum + one * (problem.expectedReturns[j] ?? 0), 0);
        const mixed = { ...result, weights, expectedReturn: gained + (1 - invested) * problem.riskFreeRate };
        const best = worthOf(problem, result);
        expect(worthOf(problem, mixed), risk.measure).toBeLessThan(best + 1e-6 * Math.abs(best) + 1e-9);
      }),
      { numRuns: 90 }
    );
    expect(seen).toBeGreaterThan(45);
  });

  test('a limit on a measure holds beside any aim, and costs return where it binds', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...specs), (seed, risk) => {
        const bare = scenarioMarket(5, 30, seed, { kind: 'maximum-return' });
        const least = optimum({ ...bare, objective: { kind: 'minimum-risk', risk } }).risk ?? NaN;
        const most = optimum(bare);
        const maximum = 0.7 * least + 0.3 * riskOfWeights(bare, most.weights, risk).value;
        const limited = { ...bare, constraints: [{ kind: 'risk-limit', id: 'limit', risk, maximum }] as const };
        const result = optimum(limited);
        expect(riskOfWeights(bare, result.weights, risk).value, risk.measure).toBeLessThan(maximum + 1e-8);
        const own = optimum({ ...bare, objective: { kind: 'return-at-risk', risk, maximum } });
        expect(result.expectedReturn).toBeCloseTo(own.expectedReturn, 7);
        expect(result.expectedReturn).toBeLessThan(most.expectedReturn + 1e-9);
      }),
      { numRuns: 25 }
    );
  });

  test('least standard deviation is least variance; without scenarios both are the covariance', () => {
    const problem = scenarioMarket(6, 80, 4, { kind: 'minimum-variance' });
    const quick = optimum(problem);
    for (const measure of ['variance', 'standard-deviation'] as const) {
      const objective: Objective = { kind: 'minimum-risk', risk: { measure } };
      const { scenarios, ...moments } = problem;
      expect(scenarios).toBeDefined();
      const measured = [optimum({ ...problem, objective }), optimum({ ...moments, objective })];
      for (const { weights } of measured)
        quick.weights.forEach((weight, j) => expect(weights[j]).toBeCloseTo(weight, 5));
      const yearly = measure === 'variance' ? quick.volatility ** 2 : quick.volatility;
      expect(measured[1]?.risk).toBeCloseTo(yearly, 9);
    }
  });

  test('what cannot be is named, with the least risk and the most return that can', () => {
    const risk: RiskSpec = { measure: 'expected-shortfall', tail: 0.1 };
    const problem = scenarioMarket(6, 60, 9, { kind: 'return-at-risk', risk, maximum: 1e-4 });
    const least = optimum({ ...problem, objective: { kind: 'minimum-risk', risk } });
    const low = optimizePortfolio(problem);
    if (low.status !== 'infeasible') throw new Error(low.status);
    // All in cash there is no risk.
    expect(low.conflict).toEqual(['target-risk', 'budget']);
    expect(low.remedies[0]).toMatchObject({ constraint: 'target-risk', bound: 'target', from: 1e-4 });
    expect(low.remedies[0]?.to).toBeCloseTo(least.risk ?? NaN, 9);
    const high = optimizePortfolio({ ...problem, objective: { kind: 'minimum-risk', risk, annualReturn: 0.5 } });
    if (high.status !== 'infeasible') throw new Error(high.status);
    expect(high.conflict).toEqual(['target-return']);
    expect(high.remedies[0]?.to).toBeCloseTo(Math.max(...problem.expectedReturns), 7);
    const both: Constraint[] = [
      { kind: 'risk-limit', id: 'calm', risk, maximum: (least.risk ?? 0) * 1.001 },
      {
        kind: 'exclusion',
        id: 'excluded',
        instruments: [instrumentId(`i${least.weights.indexOf(Math.max(...least.weights))}`)]
      },
      { kind: 'position-cap', id: 'cap', upper: 0.9 }
    ];
    const ruled = optimizePortfolio({ ...problem, objective: { kind: 'maximum-return' }, constraints: both });
    if (ruled.status !== 'infeasible') throw new Error(ruled.status);
    expect(ruled.conflict).toEqual(['budget', 'calm', 'excluded']);
  });

  test('no return over cash, no risk, no scenarios, no such measure: each is said', () => {
    const risk: RiskSpec = { measure: 'expected-shortfall' };
    const problem = scenarioMarket(4, 40, 2, { kind: 'maximum-ratio', risk });
    const rich = optimizePortfolio({ ...problem, riskFreeRate: 0.5 });
    expect(rich).toMatchObject({ status: 'no-excess' });
    const gains = { rows: 3, columns: 4, values: new Float64Array(12).fill(0.01), periodsPerYear: 252 };
    expect(optimizePortfolio({ ...problem, scenarios: gains })).toMatchObject({ status: 'failed' });
    const { scenarios, ...bare } = problem;
    expect(scenarios).toBeDefined();
    expect(() => optimizePortfolio(bare)).toThrow(/scenarios/);
    const valueAtRisk: Objective = { kind: 'minimum-risk', risk: { measure: 'value-at-risk' } };
    expect(() => optimizePortfolio({ ...problem, objective: valueAtRisk })).toThrow(/not convex/);
    const wrong: Objective = { kind: 'minimum-risk', risk: { measure: 'expected-shortfall', tail: 2 } };
    expect(() => optimizePortfolio({ ...problem, objective: wrong })).toThrow(/tail/);
    expect(() => optimizePortfolio({ ...problem, scenarios: { ...gains, columns: 3 } })).toThrow(/3 x 3/);
    const utility: Objective = { kind: 'risk-utility', risk, riskAversion: 0 };
    expect(() => optimizePortfolio({ ...problem, objective: utility })).toThrow(/aversion/);
  });

  test('the frontier of a measure: return and risk grow, risk ever faster; the best ratio is not beaten by a point', () => {
    for (const risk of specs.filter(({ measure }) => /shortfall$|drawdown$|semi|entropic-value/.test(measure))) {
      const problem = scenarioMarket(6, 50, 12, { kind: 'minimum-risk', risk });
      const frontier = riskFrontier(problem, risk, 8);
      if (frontier.status !== 'complete') throw new Error(JSON.stringify(frontier));
      const risks = frontier.points.map((point) => point.risk ?? NaN);
      expect(frontier.points).toHaveLength(8);
      for (let k = 2; k < 8; k++) {
        const [a = NaN, b = NaN, c = NaN] = risks.slice(k - 2, k + 1);
        expect(c - b).toBeGreaterThan(b - a - 1e-8);
      }
      expect(frontier.points.at(-1)?.expectedReturn).toBeCloseTo(Math.max(...problem.expectedReturns), 6);
      const ratio = ({ expectedReturn, risk: one = NaN }: OptimalPortfolio): number => (expectedReturn - 0.02) / one;
      const best = frontier.maximumRatio;
      if (!best) throw new Error('no best ratio');
      for (const point of frontier.points) expect(ratio(point)).toBeLessThan(ratio(best) * (1 + 1e-7));
    }
  });

  test('what a rule costs is counted at the same risk by the measure', () => {
    const risk: RiskSpec = { measure: 'conditional-drawdown-at-risk', tail: 0.2 };
    const cap: Constraint = { kind: 'position-cap', id: 'cap', upper: 0.3 };
    const problem = scenarioMarket(5, 60, 21, { kind: 'minimum-risk', risk, annualReturn: 0.07 }, [cap]);
    const result = optimum(problem);
    const [cost] = ruleCosts(problem, result);
    const maximum = result.risk ?? NaN;
    const freed = optimum({ ...problem, constraints: [], objective: { kind: 'return-at-risk', risk, maximum } });
    expect(cost?.annualReturn).toBeCloseTo(freed.expectedReturn - result.expectedReturn, 7);
  });
});
