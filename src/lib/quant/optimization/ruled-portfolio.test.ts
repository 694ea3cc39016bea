import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { instrumentId } from '$lib/domain/instruments';
import { optimizePortfolio } from './optimal-portfolio';
import { market, solvable } from './portfolios.fixture';
import { portfolioPoint } from './feasible-set';
import type { Constraint, OptimizationProblem } from './problem';

const slack: readonly Constraint[] = [
  { kind: 'turnover', id: 'slack turnover', maximum: 4 },
  { kind: 'volatility', id: 'slack volatility', maximum: 5 }
];
const index = instrumentId('i0');
const binding = fc.record({
  turnover: fc.option(fc.constantFrom(0.05, 0.15, 0.3), { nil: undefined }),
  gross: fc.option(fc.constantFrom(1.1, 1.4), { nil: undefined }),
  tracking: fc.option(fc.constantFrom(0.12, 0.2), { nil: undefined }),
  volatility: fc.option(fc.constantFrom(0.2, 0.26), { nil: undefined })
});

type Limits = typeof binding extends fc.Arbitrary<infer T> ? T : never;

function withRules(problem: OptimizationProblem, limits: Limits): OptimizationProblem {
  const rules: Constraint[] = [];
  if (limits.turnover !== undefined) rules.push({ kind: 'turnover', id: 'turnover', maximum: limits.turnover });
  if (limits.gross !== undefined) rules.push({ kind: 'gross-exposure', id: 'gross', maximum: limits.gross });
  if (limits.tracking !== undefined) {
    const benchmark = problem.instruments.map((instrument) => ({ instrument, weight: 1 / problem.instruments.length }));
    rules.push({ kind: 'tracking-error', id: 'tracking', benchmark, maximum: limits.tracking });
  }
  if (limits.volatility !== undefined) rules.push({ kind: 'volatility', id: 'calm', maximum: limits.volatility });
  return { ...problem, constraints: [...problem.constraints, ...rules] };
}

/** How far weights miss the rules that are more than bounds and sums. */
function missed(problem: OptimizationProblem, weights: Float64Array): number {
  const held = problem.currentWeights ?? new Float64Array(weights.length);
  const sum = (values: Float64Array): number => values.reduce((total, one) => total + one, 0);
  return Math.max(
    0,
    ...problem.constraints.map((rule) => {
      switch (rule.kind) {
        case 'turnover': {
          const moved = weights.reduce((total, one, j) => total + Math.abs(one - (held[j] ?? 0)), 0);
          return (moved + Math.abs(sum(weights) - sum(held))) / 2 - rule.maximum;
        }
        case 'gross-exposure':
          return weights.reduce((total, one) => total + Math.abs(one), 0) - rule.maximum;
        case 'tracking-error':
          return (
            portfolioPoint(
              problem,
              weights.map((one) => one - 1 / weights.length)
            ).volatility - rule.maximum
          );
        case 'volatility':
          return portfolioPoint(problem, weights).volatility - rule.maximum;
        default:
          return 0;
      }
    })
  );
}

describe('rules that are more than bounds and sums', () => {
  test('where they are slack the answer is that of the quicker path', () => {
    fc.assert(
      fc.property(solvable, (problem) => {
        const quick = optimizePortfolio(problem);
        const conic = optimizePortfolio({ ...problem, constraints: [...problem.constraints, ...slack] });
        expect(conic.status).toBe(quick.status);
        if (quick.status !== 'optimal' || conic.status !== 'optimal') return;
        // Where most return is not unique the quicker path takes the calmest.
        if (problem.objective.kind === 'maximum-return')
          expect(conic.expectedReturn).toBeCloseTo(quick.expectedReturn, 7);
        else quick.weights.forEach((weight, j) => expect(conic.weights[j]).toBeCloseTo(weight, 4));
      }),
      { numRuns: 30 }
    );
  });

  test('they hold, the terms of each reason add up to zero within 1e-8, and no mixture with another answer is better', () => {
    let seen = 0;
    fc.assert(
      fc.property(solvable, binding, fc.integer({ min: 1, max: 999 }), (bare, limits, seed) => {
        const problem = withRules(bare, limits);
        const result = optimizePortfolio(problem);
        if (result.status === 'infeasible' || result.status === 'no-excess') return;
        if (result.status !== 'optimal') throw new Error(result.reason);
        seen += 1;
        expect(missed(problem, result.weights)).toBeLessThan(1e-7);
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
        if (problem.objective.kind !== 'minimum-variance') return;
        const random = randomStream(seed);
        const tilted = {
          ...problem,
          expectedReturns: problem.expectedReturns.map((value) => value + 0.2 * random.normal()),
          objective: { kind: 'maximum-return' }
        } as const;
        const other = optimizePortfolio(tilted);
        if (other.status !== 'optimal') return;
        const share = random.uniform();
        const mixed = result.weights.map((weight, j) => weight + share * ((other.weights[j] ?? 0) - weight));
        expect(portfolioPoint(problem, mixed).volatility).toBeGreaterThan(result.volatility - 1e-8);
      }),
      { numRuns: 60 }
    );
    expect(seen).toBeGreaterThan(15);
  });

  test('a conflict is infeasible by itself, and possible when any one of it is left out; remedies help', () => {
    const n = 6;
    const even = Float64Array.from({ length: n }, () => 1 / n);
    const rules: Constraint[] = [
      { kind: 'turnover', id: 'turnover', maximum: 0.05 },
      { kind: 'position-cap', id: 'cap', upper: 0.4 },
      { kind: 'exclusion', id: 'excluded', instruments: [index] },
      { kind: 'cash', id: 'cash', minimum: 0.01 }
    ];
    const problem = { ...market(n, 5, { kind: 'minimum-variance' }, rules), currentWeights: even };
    const result = optimizePortfolio(problem);
    if (result.status !== 'infeasible') throw new Error(result.status);
    expect(result.conflict).toEqual(['turnover', 'excluded']);
    const only = (ids: readonly string[]): OptimizationProblem => ({
      ...problem,
      constraints: rules.filter(({ id }) => ids.includes(id))
    });
    expect(optimizePortfolio(only(result.conflict)).status).toBe('infeasible');
    for (const id of result.conflict)
      expect(optimizePortfolio(only(result.conflict.filter((one) => one !== id))).status).toBe('optimal');
    const [first] = result.remedies;
    expect(first).toMatchObject({ constraint: 'turnover', bound: 'maximum', from: 0.05 });
    expect(first?.to).toBeCloseTo(1 / n, 6);
    const eased = rules.map((rule) =>
      rule.kind === 'turnover' ? { ...rule, maximum: (first?.to ?? 0) + 1e-6 } : rule
    );
    expect(optimizePortfolio({ ...problem, constraints: eased }).status).toBe('optimal');
  });
});
