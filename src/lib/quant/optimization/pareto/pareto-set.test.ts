import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { brokenRules } from '../broken-rules';
import { efficientFrontier } from '../frontier';
import { optimizePortfolio } from '../optimal-portfolio';
import type { Constraint, OptimizationProblem } from '../problem';
import { scenarioMarket } from '../scenarios.fixture';
import { isGain, measureOf, type ParetoMeasure } from './measures';
import { paretoSet, type ParetoSet } from './pareto-set';

const rules: Constraint[] = [
  { kind: 'position-cap', id: 'cap', upper: 0.5 },
  { kind: 'cash', id: 'cash', minimum: 0.02 }
];
const market: OptimizationProblem = {
  ...scenarioMarket(6, 120, 8, { kind: 'minimum-variance' }, rules),
  currentWeights: Float64Array.of(0.3, 0.3, 0.2, 0.1, 0.05, 0.05)
};
const every: Record<string, ParetoMeasure> = {
  return: { kind: 'return' },
  volatility: { kind: 'volatility' },
  shortfall: { kind: 'risk', risk: { measure: 'expected-shortfall' } },
  yield: { kind: 'yield', figures: Float64Array.of(0.01, 0.05, 0, 0.02, 0.03, 0) },
  cost: { kind: 'cost', rates: new Float64Array(6).fill(0.003) },
  tracking: {
    kind: 'tracking-error',
    benchmark: market.instruments.slice(0, 3).map((instrument) => ({ instrument, weight: 1 / 3 }))
  }
};

function setOf(names: readonly string[], divisions: number): { set: ParetoSet; measures: ParetoMeasure[] } {
  const measures = names.flatMap((name) => every[name] ?? []);
  const set = paretoSet(market, measures, { divisions });
  if (set.status !== 'complete') throw new Error(JSON.stringify(set));
  return { set, measures };
}

/** True where `a` is better than `b` by more than the tolerance in one measure and no worse in any. */
const dominates = (a: readonly number[], b: readonly number[], size: readonly number[], tolerance: number): boolean =>
  a.every((one, k) => one <= (b[k] ?? NaN)) && a.some((one, k) => one < (b[k] ?? NaN) - tolerance * (size[k] ?? NaN));

describe('sets of efficient portfolios', () => {
  test('by return and volatility they lie on the exact frontier', () => {
    const { set } = setOf(['volatility', 'return'], 6);
    const frontier = efficientFrontier({ ...market, objective: { kind: 'minimum-variance' } }, 2);
    if (frontier.status !== 'complete') throw new Error(frontier.status);
    expect(set.best[0]).toBeCloseTo(frontier.points[0]?.volatility ?? NaN, 7);
    expect(set.best[1]).toBeCloseTo(frontier.points[1]?.expectedReturn ?? NaN, 6);
    for (const point of set.points) {
      const exact = optimizePortfolio({
        ...market,
        objective: { kind: 'target-return', annualReturn: point.expectedReturn - 1e-9 }
      });
      if (exact.status !== 'optimal') throw new Error(exact.status);
      expect(Math.abs(point.volatility - exact.volatility)).toBeLessThan(2e-6);
    }
  });

  test('no point is dominated by another, nor by any allowed portfolio; rules hold', () => {
    for (const names of [
      ['volatility', 'return', 'yield'],
      ['shortfall', 'return'],
      ['cost', 'tracking', 'return']
    ]) {
      const { set, measures } = setOf(names, 4);
      expect(set.points.length).toBeGreaterThanOrEqual(names.length === 2 ? 5 : 8);
      const signed = (values: readonly number[]): number[] =>
        values.map((value, k) => (measures[k] && isGain(measures[k]) ? -value : value));
      const size = set.best.map((one, k) => Math.abs((set.worst[k] ?? NaN) - one));
      for (const a of set.points) {
        expect(brokenRules(market, a.weights, 1e-7)).toEqual([]);
        for (const b of set.points)
          expect(dominates(signed(a.measures), signed(b.measures), size, 1e-5), names.join()).toBe(false);
      }
      const random = randomStream(names.length);
      for (let k = 0; k < 300; k++) {
        const raw = Float64Array.from({ length: 6 }, () => random.uniform() ** 3);
        const total = raw.reduce((sum, one) => sum + one, 0);
        const near = set.points[k % set.points.length]?.weights ?? raw;
        const share = k % 3 === 0 ? 1 : 0.05;
        const weights = raw.map((one, j) => (share * 0.98 * one) / total + (1 - share) * (near[j] ?? NaN));
        if (brokenRules(market, weights, 1e-12).length > 0) continue;
        const values = signed(measures.map((one) => measureOf(market, one, weights)));
        for (const point of set.points)
          expect(dominates(values, signed(point.measures), size, 1e-5), names.join()).toBe(false);
      }
    }
  });

  test('points are spread evenly: no gap is more than three times the mean', () => {
    const { set } = setOf(['volatility', 'return'], 12);
    const size = set.best.map((one, k) => Math.abs((set.worst[k] ?? NaN) - one));
    const steps = set.points.slice(1).map(({ measures }, at) => {
      const before = set.points[at]?.measures ?? [];
      return Math.hypot(...measures.map((one, k) => (one - (before[k] ?? NaN)) / (size[k] ?? NaN)));
    });
    expect(set.points.length).toBe(13);
    expect(Math.max(...steps)).toBeLessThan((3 * steps.reduce((sum, one) => sum + one, 0)) / steps.length);
  });

  test('measures that agree have one best portfolio; rules that conflict are named', () => {
    const { set } = setOf(['volatility', 'volatility'], 4);
    expect(set.points.length).toBe(1);
    const tight: Constraint[] = [{ kind: 'position-cap', id: 'cap', upper: 0.1 }];
    const none = paretoSet({ ...market, constraints: tight }, [{ kind: 'return' }, { kind: 'volatility' }], {
      divisions: 3
    });
    expect(none).toMatchObject({ status: 'infeasible' });
    expect(() => paretoSet(market, [{ kind: 'return' }], { divisions: 3 })).toThrow(RangeError);
  });
});
