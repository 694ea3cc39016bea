import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { brokenRules } from '../broken-rules';
import { optimizePortfolio } from '../optimal-portfolio';
import { market } from '../portfolios.fixture';
import { borrowedAmount } from '../program/borrowing-cost';
import { countedReturn } from '../program/counted-return';
import { scenarioMarket } from '../scenarios.fixture';
import type { BorrowingLimit, Constraint, Objective, OptimizationProblem } from '../problem';

const tiers: BorrowingLimit['tiers'][] = [
  [{ spread: 0 }],
  [{ spread: 0.01 }],
  [{ spread: 0.005, upTo: 0.2 }, { spread: 0.02, upTo: 0.5 }, { spread: 0.04 }]
];
const multiples = [2, -1, 3].map((value, j) => ({ instrument: instrumentId(`i${j}`), value }));
const aims: Objective[] = [
  { kind: 'maximum-return' },
  { kind: 'utility', riskAversion: 1.2 },
  { kind: 'maximum-sharpe' },
  { kind: 'target-return', annualReturn: 0.11 },
  { kind: 'target-volatility', annualVolatility: 0.35 },
  { kind: 'minimum-variance' }
];
const cases = fc
  .record({
    n: fc.integer({ min: 4, max: 9 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    aim: fc.constantFrom(...aims),
    tiers: fc.constantFrom(...tiers),
    maximum: fc.constantFrom(0, 0.3, 1),
    cash: fc.constantFrom(0, 0.05),
    short: fc.boolean(),
    margin: fc.option(fc.constantFrom({ rate: 0.5 }, { rate: 0.3, fall: 0.2 }), { nil: undefined }),
    gross: fc.option(fc.constantFrom(1.3, 2), { nil: undefined })
  })
  .map(({ n, seed, aim, tiers: cost, maximum, cash, short, margin, gross }): OptimizationProblem => {
    const rules: Constraint[] = [{ kind: 'borrowing', id: 'borrowing', maximum, tiers: cost }];
    if (cash > 0) rules.push({ kind: 'cash', id: 'cash', minimum: cash });
    if (short) rules.push({ kind: 'position-floor', id: 'short', lower: -0.2 });
    if (margin) rules.push({ kind: 'margin', id: 'margin', ...margin, multiples });
    if (gross !== undefined) rules.push({ kind: 'gross-exposure', id: 'gross', maximum: gross, multiples });
    return market(n, seed, aim, rules);
  });

/** Borrowing and its cost, margin and looked-through sizes, each written out once more. */
function recomputed(problem: OptimizationProblem, weights: Float64Array) {
  const of = <K extends Constraint['kind']>(kind: K) =>
    problem.constraints.find((rule): rule is Extract<Constraint, { kind: K }> => rule.kind === kind);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = Math.max(0, total - 1 + (of('cash')?.minimum ?? 0));
  const borrowed = left;
  let cost = 0;
  let from = 0;
  for (const { spread, upTo = Infinity } of of('borrowing')?.tiers ?? []) {
    const part = Math.min(left, upTo - from);
    cost += part * spread;
    left -= part;
    from = upTo;
  }
  const times = (j: number) => Math.abs([2, -1, 3][j] ?? 1);
  const { rate = 0, fall = 0 } = of('margin') ?? {};
  // After the fall: what positions are then worth times the rate, and the whole less what they lost.
  let needed = 0;
  let whole = 1;
  weights.forEach((weight, j) => {
    const drop = Math.min(1, fall * times(j));
    const size = Math.abs(weight) * (weight > 0 ? 1 - drop : 1 + drop);
    needed += Math.min(1, rate * times(j)) * size;
    whole -= Math.abs(weight) * drop;
  });
  const gross = weights.reduce((sum, weight, j) => sum + Math.abs(weight) * times(j), 0);
  return { borrowed, cost, missing: needed - whole, gross, limit: of('gross-exposure')?.maximum ?? Infinity };
}

describe('borrowing, margin and leverage inside funds', () => {
  it('hold at the answer, costs count by their tiers, and the terms of each weight add up to zero within 1e-8', () => {
    let seen = 0;
    let borrowing = 0;
    fc.assert(
      fc.property(cases, (problem) => {
        const result = optimizePortfolio(problem);
        if (result.status !== 'optimal') {
          expect(result.status, JSON.stringify(result)).not.toBe('failed');
          return;
        }
        seen += 1;
        const { borrowed, cost, missing, gross, limit } = recomputed(problem, result.weights);
        const rule = problem.constraints.find(({ kind }) => kind === 'borrowing') as BorrowingLimit;
        expect(borrowed).toBeLessThan(rule.maximum + 1e-7);
        expect(missing).toBeLessThan(1e-7);
        expect(gross).toBeLessThan(limit + 1e-7);
        if (borrowed > 1e-3) borrowing += 1;
        expect(result.countedReturn).toBeCloseTo(result.expectedReturn - cost, 9);
        expect(brokenRules(problem, result.weights)).toEqual([]);
        for (const { terms } of result.reasons)
          expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
      }),
      { numRuns: 120 }
    );
    expect(seen).toBeGreaterThan(70);
    expect(borrowing).toBeGreaterThan(20);
  });

  it('no random mixture with another answer counts for more', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), (bare, share) => {
        const problem: OptimizationProblem = { ...bare, objective: { kind: 'utility', riskAversion: 1.2 } };
        const best = optimizePortfolio(problem);
        const other = optimizePortfolio({ ...problem, objective: { kind: 'maximum-return' } });
        if (best.status !== 'optimal' || other.status !== 'optimal') return;
        const mixed = best.weights.map((weight, j) => weight + share * (other.weights[j] - weight));
        const value = (weights: Float64Array): number => {
          let variance = 0;
          weights.forEach((one, i) =>
            weights.forEach((two, j) => (variance += one * two * problem.covariance[i * weights.length + j]))
          );
          return countedReturn(problem, weights) - 0.6 * variance;
        };
        expect(value(mixed)).toBeLessThan(value(best.weights) + 1e-8);
      }),
      { numRuns: 40 }
    );
  });

  it('with nothing to borrow the answer is the plain one, and borrowing at no cost never gives less', () => {
    for (const seed of [3, 8, 21]) {
      const plain = optimizePortfolio(market(6, seed, { kind: 'utility', riskAversion: 1 }));
      const none = optimizePortfolio(
        market(6, seed, { kind: 'utility', riskAversion: 1 }, [
          { kind: 'borrowing', id: 'b', maximum: 0, tiers: [{ spread: 0.02 }] }
        ])
      );
      if (plain.status !== 'optimal' || none.status !== 'optimal') throw new Error(none.status);
      plain.weights.forEach((weight, j) => expect(none.weights[j]).toBeCloseTo(weight, 5));
    }
  });

  it('a risk measure of scenarios counts borrowed money at the risk-free rate', () => {
    const risk = { measure: 'expected-shortfall', tail: 0.1 } as const;
    const problem = scenarioMarket(5, 60, 4, { kind: 'return-at-risk', risk, maximum: 0.05 }, [
      { kind: 'borrowing', id: 'b', maximum: 1, tiers: [{ spread: 0.01 }] }
    ]);
    const result = optimizePortfolio(problem);
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(borrowedAmount(problem, result.weights)).toBeGreaterThan(0.01);
    expect(result.risk).toBeLessThan(0.05 + 1e-7);
  });

  it('names the least borrowing that helps, and refuses tiers that fall', () => {
    const members = [instrumentId('i0')];
    const rules: Constraint[] = [
      { kind: 'borrowing', id: 'b', maximum: 0.1, tiers: [{ spread: 0.01 }] },
      { kind: 'position-floor', id: 'floor', lower: 1.25, instruments: members }
    ];
    expect(() => optimizePortfolio(market(4, 2, { kind: 'minimum-variance' }, rules))).toThrow(RangeError);
    const needed: Constraint[] = [
      rules[0],
      { kind: 'group', id: 'group', name: 'G', members: ['i0', 'i1'].map(instrumentId), lower: 1.25 }
    ];
    const result = optimizePortfolio(market(4, 2, { kind: 'minimum-variance' }, needed));
    if (result.status !== 'infeasible') throw new Error(result.status);
    expect(result.conflict).toEqual(['b', 'group']);
    expect(result.remedies[0]).toMatchObject({ constraint: 'b', bound: 'maximum', to: expect.closeTo(0.25, 6) });
    const falling: Constraint[] = [
      { kind: 'borrowing', id: 'b', maximum: 1, tiers: [{ spread: 0.02, upTo: 0.1 }, { spread: 0.01 }] }
    ];
    expect(() => optimizePortfolio(market(4, 2, { kind: 'minimum-variance' }, falling))).toThrow(RangeError);
  });
});
