import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadedEngine } from '../../../../../tests/reference/highs';
import { instrumentId } from '$lib/domain/instruments';
import type { LinearEngine } from '$lib/math/optimize';
import { brokenRules } from '../broken-rules';
import { efficientFrontier } from '../frontier';
import { ruleCosts } from '../rule-costs';
import { optimizePortfolio } from '../optimal-portfolio';
import { market, sector } from '../portfolios.fixture';
import type { Constraint, Objective, OptimalPortfolio, OptimizationProblem } from '../problem';

let engine: LinearEngine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const isCount = ({ kind }: Constraint): boolean => kind === 'cardinality' || kind === 'minimum-position';
const names = (n: number) => Array.from({ length: n }, (_, j) => instrumentId(`i${j}`));

/** What an aim is judged by, more being better. */
function merit(problem: OptimizationProblem, one: OptimalPortfolio): number {
  const { objective } = problem;
  switch (objective.kind) {
    case 'maximum-sharpe':
      return one.sharpe;
    case 'maximum-return':
    case 'target-volatility':
      return one.expectedReturn;
    case 'utility':
      return one.expectedReturn - 0.5 * objective.riskAversion * one.volatility ** 2;
    case 'tracking-error': {
      const apart = one.weights.map(
        (weight, j) =>
          weight - (objective.benchmark.find((at) => at.instrument === problem.instruments[j])?.weight ?? 0)
      );
      const n = apart.length;
      return -Math.sqrt(
        apart.reduce(
          (sum, a, i) => sum + a * apart.reduce((row, b, j) => row + b * problem.covariance[i * n + j], 0),
          0
        )
      );
    }
    default:
      return -one.volatility;
  }
}

/** The best merit over every set of instruments, each solved by bounds alone; -Infinity when no set is feasible. */
function byEnumeration(problem: OptimizationProblem): number {
  const n = problem.instruments.length;
  const others = problem.constraints.filter((rule) => !isCount(rule));
  let best = -Infinity;
  for (let choice = 0; choice < 1 << n; choice++) {
    const held = problem.instruments.filter((_, j) => (choice >> j) & 1);
    const within = (rule: Constraint) =>
      held.filter((one) => !('instruments' in rule) || !rule.instruments || rule.instruments.includes(one));
    const keeps = problem.constraints.every((rule) => {
      if (rule.kind === 'cardinality') return within(rule).length <= rule.maximum;
      return rule.kind !== 'minimum-position' || within(rule).length >= (rule.count ?? 0);
    });
    if (!keeps) continue;
    const out = problem.instruments.filter((one) => !held.includes(one));
    const sizes = problem.constraints.flatMap((rule): Constraint[] =>
      rule.kind === 'minimum-position'
        ? [{ kind: 'position-floor', id: `${rule.id} floor`, lower: rule.minimum, instruments: within(rule) }]
        : []
    );
    const found = optimizePortfolio({
      ...problem,
      constraints: [...others, ...sizes, { kind: 'exclusion', id: 'out', instruments: out }]
    });
    if (found.status === 'optimal') best = Math.max(best, merit(problem, found));
  }
  return best;
}

const aims: readonly Objective[] = [
  { kind: 'minimum-variance' },
  { kind: 'maximum-sharpe' },
  { kind: 'target-return', annualReturn: 0.07 },
  { kind: 'target-volatility', annualVolatility: 0.23 },
  { kind: 'maximum-return' },
  { kind: 'utility', riskAversion: 4 },
  { kind: 'tracking-error', benchmark: names(8).map((instrument) => ({ instrument, weight: 1 / 8 })) }
];

function rulesOf(n: number, kinds: readonly string[], most: number): Constraint[] {
  const all: Record<string, Constraint> = {
    most: { kind: 'cardinality', id: 'most', maximum: most },
    'of-group': { kind: 'cardinality', id: 'of-group', maximum: 1, instruments: sector(n, 0) },
    size: { kind: 'minimum-position', id: 'size', minimum: 0.15 },
    spread: { kind: 'minimum-position', id: 'spread', minimum: 0.05, count: 4 },
    cap: { kind: 'position-cap', id: 'cap', upper: 0.45 },
    group: { kind: 'group', id: 'group', name: 'Group', members: sector(n, 1), lower: 0.2, upper: 0.5 },
    cash: { kind: 'cash', id: 'cash', minimum: 0.02, maximum: 0.1 },
    turnover: { kind: 'turnover', id: 'turnover', maximum: 0.5 },
    excluded: { kind: 'exclusion', id: 'excluded', instruments: [instrumentId('i1')] }
  };
  return kinds.map((kind) => all[kind]).filter((rule) => rule !== undefined);
}

const counting = ['most', 'of-group', 'size', 'spread'] as const;
const linear = ['cap', 'group', 'cash', 'excluded'] as const;

describe('rules on the number and the least size of positions', () => {
  test('no set of instruments does better by any aim, and the bound says so; with the engine and without', () => {
    let [found, refused] = [0, 0];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 4, max: 7 }),
        fc.constantFrom(...aims),
        fc.subarray([...counting], { minLength: 1 }),
        fc.subarray([...linear]),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (seed, n, aim, counts, others, most, byEngine) => {
          const problem = market(n, seed, aim, rulesOf(n, [...counts, ...others], most));
          const best = byEnumeration(problem);
          const result = optimizePortfolio(problem, byEngine ? { engine } : {});
          if (best === -Infinity) {
            refused++;
            expect(['infeasible', 'no-excess']).toContain(result.status);
            return;
          }
          if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
          found++;
          const scale = Math.max(0.01, Math.abs(best));
          expect(Math.abs(merit(problem, result) - best)).toBeLessThan(2e-6 * scale);
          expect(brokenRules(problem, result.weights, 1e-7)).toEqual([]);
          expect(result.search).toMatchObject({ proven: true });
          expect(result.search?.gap ?? 1).toBeLessThan(2e-6);
          const isLess = result.search?.measure === 'volatility';
          const reached = isLess ? -best : best;
          const bound = result.search?.bound ?? NaN;
          expect(isLess ? bound - reached : reached - bound).toBeLessThan(2e-6 * scale);
          for (const reason of result.reasons) {
            expect(Math.abs(reason.terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-6);
          }
        }
      ),
      { numRuns: 60 }
    );
    expect(found).toBeGreaterThan(15);
    expect(refused).toBeGreaterThan(1);
  });

  test('beside a rule that needs the conic program the same holds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(...aims),
        fc.subarray(['most', 'size'] as const, { minLength: 1 }),
        (seed, aim, counts) => {
          const n = 5;
          const problem = {
            ...market(n, seed, aim, rulesOf(n, [...counts, 'turnover', 'cap'], 3)),
            currentWeights: Float64Array.of(0.4, 0.3, 0.2, 0.1, 0)
          };
          const best = byEnumeration(problem);
          const result = optimizePortfolio(problem);
          if (best === -Infinity) {
            expect(result.status).not.toBe('optimal');
            return;
          }
          if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
          expect(Math.abs(merit(problem, result) - best)).toBeLessThan(2e-5 * Math.max(0.01, Math.abs(best)));
          expect(brokenRules(problem, result.weights, 1e-6)).toEqual([]);
        }
      ),
      { numRuns: 12 }
    );
  });

  test('what conflicts cannot hold together, and can once any one of it is left out; each remedy helps', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.subarray([...counting], { minLength: 1 }),
        fc.subarray([...linear]),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom<Objective>({ kind: 'minimum-variance' }, { kind: 'target-return', annualReturn: 0.09 }),
        fc.boolean(),
        (seed, counts, others, most, aim, byEngine) => {
          const n = 6;
          const problem = market(n, seed, aim, rulesOf(n, [...counts, ...others], most));
          const limits = byEngine ? { engine } : {};
          const relaxed = optimizePortfolio({
            ...problem,
            constraints: problem.constraints.filter((one) => !isCount(one))
          });
          const result = optimizePortfolio(problem, limits);
          // Conflicts without a choice are told by the simplex method, and have their own test.
          if (result.status !== 'infeasible' || relaxed.status !== 'optimal') return;
          seen++;
          const only = (ids: readonly string[]): OptimizationProblem => ({
            ...problem,
            constraints: problem.constraints.flatMap((rule): Constraint[] =>
              ids.includes(rule.id) ? [rule] : rule.kind === 'cash' ? [{ ...rule, minimum: 0, maximum: 1 }] : []
            ),
            objective: ids.includes('target-return') ? aim : { kind: 'minimum-variance' }
          });
          const { conflict } = result;
          expect(byEnumeration(only(conflict))).toBe(-Infinity);
          for (const id of conflict) {
            expect(byEnumeration(only(conflict.filter((one) => one !== id)))).toBeGreaterThan(-Infinity);
          }
          for (const { constraint, bound, to } of result.remedies) {
            const changed = problem.constraints.flatMap((rule): Constraint[] => {
              if (rule.id !== constraint) return [rule];
              if (bound === 'drop') return [];
              if (rule.kind === 'cardinality' || rule.kind === 'cash') return [{ ...rule, maximum: to }];
              if (rule.kind === 'minimum-position') return [{ ...rule, minimum: to }];
              return rule.kind === 'position-cap' ? [{ ...rule, upper: to }] : [];
            });
            const dropped = constraint === 'target-return' ? { kind: 'minimum-variance' as const } : aim;
            expect(byEnumeration({ ...problem, constraints: changed, objective: dropped })).toBeGreaterThan(-Infinity);
          }
        }
      ),
      { numRuns: 40 }
    );
    expect(seen).toBeGreaterThan(5);
  });

  test('room for all changes nothing; none at all leaves cash or nothing; equal instruments are as good as one another', () => {
    const least = { kind: 'minimum-variance' } as const;
    const free = optimizePortfolio(market(8, 5, least));
    const roomy = optimizePortfolio(market(8, 5, least, [{ kind: 'cardinality', id: 'most', maximum: 99 }]));
    if (free.status !== 'optimal' || roomy.status !== 'optimal') throw new Error(roomy.status);
    roomy.weights.forEach((weight, j) => expect(weight).toBeCloseTo(free.weights[j] ?? NaN, 8));
    const none = { kind: 'cardinality', id: 'most', maximum: 0 } as const;
    expect(optimizePortfolio(market(8, 5, least, [none]))).toMatchObject({
      status: 'infeasible',
      conflict: ['most'],
      remedies: [{ constraint: 'most', bound: 'maximum', from: 0, to: 1 }]
    });
    const allCash = { kind: 'cash', id: 'cash', minimum: 0, maximum: 1 } as const;
    expect(optimizePortfolio(market(8, 5, least, [none, allCash]))).toMatchObject({
      status: 'optimal',
      cash: 1,
      volatility: 0
    });
    const same: OptimizationProblem = {
      ...market(6, 5, least, [{ kind: 'cardinality', id: 'most', maximum: 3 }]),
      covariance: Float64Array.from({ length: 36 }, (_, k) => (k % 7 === 0 ? 0.04 : 0.01))
    };
    const tied = optimizePortfolio(same);
    if (tied.status !== 'optimal') throw new Error(tied.status);
    expect(tied.volatility).toBeCloseTo(Math.sqrt(0.02), 8);
    expect(tied.search).toMatchObject({ proven: true });
    expect(() => optimizePortfolio(market(4, 1, least, [{ ...none, maximum: 1.5 }]))).toThrow(RangeError);
    expect(() =>
      optimizePortfolio(market(4, 1, least, [{ kind: 'minimum-position', id: 'size', minimum: 0 }]))
    ).toThrow(RangeError);
  });

  test('stopped early the gap holds: the bound is below what a whole search finds', () => {
    const problem = market(40, 3, { kind: 'minimum-variance' }, [
      { kind: 'cardinality', id: 'most', maximum: 6 },
      { kind: 'minimum-position', id: 'size', minimum: 0.08 }
    ]);
    const whole = optimizePortfolio(problem);
    const early = optimizePortfolio(problem, { maximumNodes: 5 });
    if (whole.status !== 'optimal' || early.status !== 'optimal') throw new Error(early.status);
    expect(whole.search?.proven).toBe(true);
    expect(early.search?.bound ?? NaN).toBeLessThanOrEqual(whole.volatility * (1 + 1e-9));
    expect(early.volatility).toBeGreaterThanOrEqual(whole.volatility * (1 - 1e-6));
    expect(early.search?.gap).toBeCloseTo((early.volatility - (early.search?.bound ?? 0)) / early.volatility, 6);
  });

  test('the frontier names what it is without, and no portfolio under the rule is beyond it; the rule has a cost', () => {
    const problem = market(8, 9, { kind: 'target-return', annualReturn: 0.07 }, [
      { kind: 'cardinality', id: 'most', maximum: 2 },
      { kind: 'position-cap', id: 'cap', upper: 0.6 }
    ]);
    const frontier = efficientFrontier(problem, 40);
    const result = optimizePortfolio(problem);
    if (frontier.status !== 'complete' || result.status !== 'optimal') throw new Error(result.status);
    expect(frontier.leftOut).toEqual(['most']);
    const atSameRisk = frontier.points.filter(({ volatility }) => volatility <= result.volatility).at(-1);
    expect(atSameRisk?.expectedReturn ?? 1).toBeGreaterThan(result.expectedReturn - 5e-3);
    const costs = ruleCosts(problem, result);
    expect(costs.map(({ constraint }) => constraint)).toEqual(['most', 'cap']);
    expect(costs[0]?.annualReturn).toBeGreaterThan(0);
    expect(result.reasons.some(({ code, constraint }) => code === 'left-out' && constraint === 'most')).toBe(true);
  });
});
