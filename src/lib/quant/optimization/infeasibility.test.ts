import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { optimizePortfolio } from './optimal-portfolio';
import { market, sector } from './portfolios.fixture';
import type { Constraint, InfeasiblePortfolio, OptimizationProblem, Remedy } from './problem';

function infeasible(problem: OptimizationProblem): InfeasiblePortfolio {
  const result = optimizePortfolio(problem);
  if (result.status !== 'infeasible') throw new Error(result.status);
  return result;
}

function remedied(problem: OptimizationProblem, { constraint, bound, to }: Remedy, slack: number): OptimizationProblem {
  const changed = (rule: Constraint): Constraint => {
    if (rule.id !== constraint) return rule;
    if (rule.kind === 'cash') {
      const { minimum, maximum = minimum } = rule;
      return bound === 'maximum'
        ? { ...rule, minimum, maximum: Math.min(1, to + slack) }
        : { ...rule, minimum: to - slack, maximum };
    }
    if (rule.kind === 'group' && bound === 'lower') return { ...rule, lower: to - slack };
    return rule.kind === 'group' || rule.kind === 'position-cap' ? { ...rule, upper: Math.min(1, to + slack) } : rule;
  };
  return {
    ...problem,
    constraints:
      constraint === 'budget'
        ? [...problem.constraints, { kind: 'cash', id: 'new cash', minimum: 0, maximum: Math.min(1, to + slack) }]
        : problem.constraints.map(changed),
    objective: constraint === 'target-return' ? { kind: 'target-return', annualReturn: to - slack } : problem.objective
  };
}

const least = { kind: 'minimum-variance' } as const;

describe('an infeasible problem', () => {
  test('sector caps that leave money without a place', () => {
    const groups = [0, 1, 2].map((k): Constraint => ({
      kind: 'group',
      id: `sector ${k}`,
      name: `Sector ${k}`,
      members: sector(9, k),
      upper: [0.2, 0.25, 0.2][k]
    }));
    const result = infeasible(market(9, 3, least, groups));
    expect(new Set(result.conflict)).toEqual(new Set(['budget', 'sector 0', 'sector 1', 'sector 2']));
    const budget = result.attainable.find(({ constraint }) => constraint === 'budget');
    expect(budget).toMatchObject({ side: 'lower', required: 1, upper: expect.closeTo(0.65, 9) });
    expect(result.remedies).toContainEqual({
      constraint: 'sector 1',
      bound: 'upper',
      from: 0.25,
      to: expect.closeTo(0.6, 9)
    });
    expect(result.remedies).toContainEqual({
      constraint: 'budget',
      bound: 'maximum',
      from: 0,
      to: expect.closeTo(0.35, 9)
    });
  });

  test('a position cap too low for the number of instruments', () => {
    const result = infeasible(market(5, 3, least, [{ kind: 'position-cap', id: 'cap', upper: 0.15 }]));
    expect(new Set(result.conflict)).toEqual(new Set(['budget', 'cap']));
    expect(result.remedies[0]).toEqual({ constraint: 'cap', bound: 'upper', from: 0.15, to: expect.closeTo(0.2, 9) });
  });

  test('a return that nothing reaches, with cash in the way', () => {
    const problem = market(6, 8, { kind: 'target-return', annualReturn: 0.1 }, [
      { kind: 'cash', id: 'cash', minimum: 0.2 }
    ]);
    const best = 0.8 * Math.max(...problem.expectedReturns) + 0.2 * problem.riskFreeRate;
    const result = infeasible(problem);
    expect(result.conflict).toEqual(['target-return', 'cash']);
    const target = result.attainable.find(({ constraint }) => constraint === 'target-return');
    expect(target?.upper).toBeCloseTo(best, 9);
    expect(target?.required).toBeCloseTo(0.1, 12);
    expect(result.remedies.find(({ bound }) => bound === 'target')?.to).toBeCloseTo(best, 9);
  });

  test('less risk than there is', () => {
    const slack = { kind: 'group', id: 'wide', name: 'Wide', members: sector(6, 0), upper: 1 } as const;
    const cash = { kind: 'cash', id: 'cash', minimum: 0.1 } as const;
    const aim = { kind: 'target-volatility', annualVolatility: 0.01 } as const;
    const result = infeasible(market(6, 8, aim, [slack, cash]));
    expect(result.conflict).toEqual(['target-volatility', 'cash']);
    expect(result.remedies[0].to).toBeGreaterThan(0.01);
  });

  test('an average that nothing reaches: what the others leave, and the level that helps', () => {
    const n = 6;
    const figures = [10, 20, 30, 40].map((value, j) => ({ instrument: instrumentId(`i${j}`), value }));
    const mean = { kind: 'exposure', id: 'mean', name: 'Mean', average: true, figures, lower: 38 } as const;
    const rules: Constraint[] = [{ kind: 'position-cap', id: 'cap', upper: 0.3 }, mean];
    // Two instruments have no figure and 0.6 at most: 0.3 of the best, 0.1 of the next make 37.5.
    const result = infeasible(market(n, 4, least, rules));
    expect(new Set(result.conflict)).toEqual(new Set(['budget', 'mean', 'cap']));
    expect(result.attainable.find(({ constraint }) => constraint === 'mean')).toMatchObject({
      upper: expect.closeTo(37.5, 7),
      required: 38,
      side: 'lower'
    });
    const remedy = result.remedies.find(({ constraint }) => constraint === 'mean');
    expect(remedy).toEqual({ constraint: 'mean', bound: 'lower', from: 38, to: expect.closeTo(37.5, 7) });
    const [cap] = rules;
    const at = (lower: number) => optimizePortfolio(market(n, 4, least, [...(cap ? [cap] : []), { ...mean, lower }]));
    expect(at(37.5 + 1e-4).status).toBe('infeasible');
    const kept = at(37.5 - 1e-6);
    if (kept.status !== 'optimal') throw new Error(kept.status);
    const [sum, weight] = figures.reduce(
      ([total, all], { value }, j) => [total + value * kept.weights[j], all + kept.weights[j]],
      [0, 0]
    );
    expect(sum / weight).toBeGreaterThan(37.5 - 2e-6);
    expect(() => optimizePortfolio(market(n, 4, least, [{ ...mean, upper: 39 }]))).toThrow(RangeError);
  });

  test('each remedy alone helps, and a little less does not; the rest of the conflict holds without any one of it', () => {
    const limits = fc.integer({ min: 0, max: 60 }).map((value) => value / 100);
    const rules = fc.record({
      n: fc.integer({ min: 4, max: 12 }),
      seed: fc.integer({ min: 1, max: 1e4 }),
      cap: limits,
      a: limits,
      b: limits,
      c: limits,
      cash: limits
    });
    let met = 0;
    fc.assert(
      fc.property(rules, ({ n, seed, cap, a, b, c, cash }) => {
        const problem = market(n, seed, least, [
          { kind: 'position-cap', id: 'cap', upper: cap },
          { kind: 'group', id: 'a', name: 'A', members: sector(n, 0), upper: a },
          { kind: 'group', id: 'b', name: 'B', members: sector(n, 1), lower: b },
          { kind: 'group', id: 'c', name: 'C', members: sector(n, 2), upper: c },
          { kind: 'cash', id: 'cash', minimum: cash }
        ]);
        const result = optimizePortfolio(problem);
        if (result.status !== 'infeasible') return;
        met += 1;
        expect(result.conflict.length).toBeGreaterThan(0);
        for (const remedy of result.remedies) {
          expect(optimizePortfolio(remedied(problem, remedy, 1e-8)).status).toBe('optimal');
          if (Math.abs(remedy.to - remedy.from) > 1e-4) {
            expect(optimizePortfolio(remedied(problem, remedy, -1e-5)).status).toBe('infeasible');
          }
        }
        const kept = problem.constraints.filter(({ id }) => result.conflict.includes(id));
        if (!result.conflict.includes('cash')) return;
        for (const left of kept.filter(({ kind }) => kind !== 'cash')) {
          const others = { ...problem, constraints: kept.filter((rule) => rule !== left) };
          expect(optimizePortfolio(others).status).toBe('optimal');
        }
      }),
      { numRuns: 150 }
    );
    expect(met).toBeGreaterThan(40);
  });

  test('where no one rule is enough the nearest problem moves several, by the least total', () => {
    const groups = [0, 1].map((k): Constraint => ({
      kind: 'group',
      id: `sector ${k}`,
      name: `Sector ${k}`,
      members: sector(9, k),
      lower: [0.6, 0.7][k]
    }));
    const cap: Constraint = { kind: 'position-cap', id: 'cap', upper: 0.15 };
    const result = infeasible(market(9, 3, least, [...groups, cap]));
    // The two sectors ask for 1.3, so they give up 0.3; halves of the whole in three instruments each ask for a cap of 1/6.
    expect(result.nearest.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0)).toBeCloseTo(0.3 + 1 / 60, 9);
    const eased = result.nearest.reduce((problem, remedy) => remedied(problem, remedy, 1e-8), {
      ...market(9, 3, least, [...groups, cap])
    });
    expect(optimizePortfolio(eased).status).toBe('optimal');
  });

  test('what is forbidden stays so while moving limits is enough, and only what is in the way is left out', () => {
    const none: Constraint[] = [
      { kind: 'exclusion', id: 'none', instruments: sector(6, 0) },
      { kind: 'group', id: 'most', name: 'Most', members: sector(6, 0), lower: 0.2 }
    ];
    expect(infeasible(market(6, 3, least, none)).nearest).toEqual([
      { constraint: 'most', bound: 'lower', from: 0.2, to: expect.closeTo(0, 9) }
    ]);
    const kept: Constraint[] = [
      { kind: 'exclusion', id: 'none', instruments: sector(6, 0) },
      { kind: 'no-sale', id: 'kept', instruments: sector(6, 0) },
      { kind: 'no-buy', id: 'far', instruments: sector(6, 1) }
    ];
    const problem = { ...market(6, 3, least, kept), currentWeights: new Float64Array(6).fill(1 / 6) };
    const { conflict, nearest } = infeasible(problem);
    expect(conflict).toEqual(['none', 'kept']);
    expect(nearest.map(({ constraint, bound }) => [constraint, bound])).toEqual([[expect.any(String), 'drop']]);
    expect(conflict).toContain(nearest[0]?.constraint);
  });

  test('conflict, ranges and remedies of 100 instruments, and the time they take', () => {
    const n = 100;
    const held = { currentWeights: new Float64Array(n).fill(1 / n) };
    const benchmark = [{ instrument: sector(n, 0)[0], weight: 1 }];
    const linear: Constraint[] = [
      { kind: 'position-cap', id: 'cap', upper: 0.02 },
      { kind: 'group', id: 'a', name: 'A', members: sector(n, 0), lower: 0.5 },
      { kind: 'group', id: 'b', name: 'B', members: sector(n, 1), lower: 0.4 },
      { kind: 'group', id: 'c', name: 'C', members: sector(n, 2), lower: 0.3 },
      { kind: 'trade-size', id: 'trades', maximum: 0.05 },
      { kind: 'cash', id: 'cash', minimum: 0.02 }
    ];
    const conic: Constraint[] = [
      ...linear.filter(({ id }) => id !== 'b' && id !== 'c'),
      { kind: 'turnover', id: 'turnover', maximum: 0.05 },
      { kind: 'volatility', id: 'calm', maximum: 0.3 },
      { kind: 'tracking-error', id: 'near', benchmark, maximum: 0.3 }
    ];
    for (const rules of [linear, conic]) {
      const begun = performance.now();
      const result = infeasible({ ...market(n, 3, least, rules), ...held });
      const took = performance.now() - begun;
      console.log(`conflict of ${result.conflict.join(', ')} in 100 instruments: ${took.toFixed(0)} ms`);
      expect(result.remedies.length).toBeGreaterThan(0);
      expect(took).toBeLessThan(4000);
    }
  });
});
