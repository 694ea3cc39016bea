import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, quadraticForm } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { factorCovariance, groupRow } from '../../../../../tests/reference/random-problem';
import { constrainedBudgets, varianceBudgets, type ConstrainedBudgetsInput } from './index';

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(b).reduce((most, value, j) => Math.max(most, Math.abs(a[j] - value)), 0);
function solved(input: ConstrainedBudgetsInput) {
  const result = constrainedBudgets(input);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

/** A market with a cap, a floor under a group and a ceiling over another, each met by equal weights. */
const problems = fc
  .record({
    n: fc.integer({ min: 4, max: 20 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    capped: fc.boolean(),
    grouped: fc.boolean(),
    trading: fc.boolean()
  })
  .map(({ n, seed, capped, grouped, trading }) => {
    const random = randomStream(seed, n);
    const equal = new Float64Array(n).fill(1 / n);
    const share = Math.ceil(n / 2) / n;
    const input: ConstrainedBudgetsInput = {
      covariance: factorCovariance(n, 3, random),
      budgets: Float64Array.from({ length: n }, () => 0.2 + random.uniform()),
      upper: new Float64Array(n).fill(capped ? (1.05 + 0.5 * random.uniform()) / n : 1),
      rows: grouped ? [groupRow(n, (j) => j % 2 === 0, share * (1 + 0.1 * random.uniform()), Infinity)] : [],
      ...(trading ? { turnover: { current: equal, limit: 0.3 * random.uniform() + 0.12 } } : {})
    };
    return { n, seed, input };
  });

describe('constrainedBudgets', () => {
  it('is the plain portfolio where no rule binds', () => {
    fc.assert(
      fc.property(problems, ({ input }) => {
        const { covariance, budgets } = input;
        const plain = varianceBudgets({ covariance, budgets });
        if (plain.status !== 'ok') throw new Error(plain.status);
        const ruled = solved({ covariance, budgets });
        expect(worst(ruled.weights, plain.weights)).toBeLessThan(1e-9);
        expect(Math.abs(ruled.price / plain.volatility ** 2 - 1)).toBeLessThan(1e-8);
        expect(worst(ruled.shares, plain.shares)).toBeLessThan(1e-8);
      }),
      { numRuns: 15 }
    );
  });

  it('proves its answer by the conditions of optimality', () => {
    fc.assert(
      fc.property(problems, ({ input }) => {
        const result = constrainedBudgets(input);
        if (result.status === 'infeasible') return;
        if (result.status !== 'ok') throw new Error(JSON.stringify(result));
        expect(result.stationarity).toBeLessThan(1e-8);
        expect(result.complementarity).toBeLessThan(1e-8);
        expect(result.feasibility).toBeLessThan(1e-9);
        expect(result.weights.every((one) => one > 0)).toBe(true);
      }),
      { numRuns: 30 }
    );
  });

  it('has the least barrier objective of all portfolios that obey the rules, whatever they add up to', () => {
    fc.assert(
      fc.property(problems, ({ n, seed, input }) => {
        const result = constrainedBudgets(input);
        if (result.status !== 'ok') return;
        const { weights, price } = result;
        const total = Array.from(input.budgets ?? []).reduce((sum, one) => sum + one, 0);
        const cost = (x: Float64Array) => {
          const logs = x.reduce((sum, one, j) => sum + (Math.log(one) * (input.budgets?.[j] ?? 0)) / total, 0);
          return 0.5 * quadraticForm(input.covariance, n, x) - price * logs;
        };
        const random = randomStream(seed, 7);
        const least = cost(weights);
        for (let trial = 0; trial < 50; trial++) {
          const spread = 10 ** (-4 * random.uniform());
          const other = weights.map((one) => one * (1 + spread * random.normal()));
          if (!other.every((one, j) => one > 0 && one <= (input.upper?.[j] ?? 1))) continue;
          if (!(input.rows ?? []).every((row) => dot(row.coefficients, other) >= row.lower)) continue;
          const { turnover } = input;
          const traded = other.reduce((sum, one, j) => sum + Math.abs(one - (turnover?.current[j] ?? one)), 0);
          if (turnover && traded > turnover.limit) continue;
          expect(cost(other)).toBeGreaterThanOrEqual(least - 1e-10 * Math.abs(least));
        }
      }),
      { numRuns: 20 }
    );
  });

  it('takes the variance as the price where rules alone fix the sum', () => {
    const covariance = factorCovariance(6, 2, randomStream(3));
    const rows = [groupRow(6, (j) => j < 3, 0.4, 0.4), groupRow(6, (j) => j >= 3, 0.6, 0.6)];
    const result = solved({ covariance, rows });
    expect(result.price / result.volatility ** 2).toBeCloseTo(1, 9);
    expect(result.stationarity).toBeLessThan(1e-9);
    expect(result.weights[0] + result.weights[1] + result.weights[2]).toBeCloseTo(0.4, 12);
  });

  it('names rules that conflict, with the sum of weights after them', () => {
    const covariance = factorCovariance(4, 2, randomStream(4));
    const upper = new Float64Array(4).fill(0.2);
    const result = constrainedBudgets({ covariance, upper });
    if (result.status !== 'infeasible') throw new Error(result.status);
    expect(result.conflict.rows).toEqual([0]);
    expect(result.conflict.upperBounds).toEqual([0, 1, 2, 3]);
    const rows = [groupRow(4, () => true, 0, 3), groupRow(4, (j) => j < 2, 0.7, 1), groupRow(4, (j) => j > 1, 0.5, 1)];
    const clash = constrainedBudgets({ covariance, rows });
    expect(clash.status === 'infeasible' && clash.conflict.rows).toEqual([1, 2, 3]);
    const none = constrainedBudgets({ covariance, rows: [groupRow(4, (j) => j === 0, 0, 0)] });
    expect(none.status).toBe('failed');
  });
});
