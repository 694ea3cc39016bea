import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { quadraticForm } from '$lib/math/linalg';
import { optimizePortfolio } from '../optimal-portfolio';
import { market } from '../portfolios.fixture';
import type { OptimizationProblem } from '../problem';
import { taxDrag, type Household, type HouseholdAccount } from './household';
import { jointPlacement, placedWeights, type Placement, type PlacementResult } from './placement';

function placed(found: PlacementResult): Placement {
  if (found.status !== 'placed') throw new Error(JSON.stringify(found));
  return found;
}

const account = (id: string, value: number, treatment: HouseholdAccount['treatment'], rates = [0.3, 0.2]) => ({
  id,
  value,
  treatment,
  incomeTax: rates[0] ?? 0,
  gainTax: rates[1] ?? 0
});

/** Least tax over all ways to put holdings one after the other into accounts: every vertex is one of these (north-west corners). */
function leastTax(problem: OptimizationProblem, { accounts, yields }: Household, weights: Float64Array): number {
  const n = weights.length;
  const amounts = [...weights, 1 - weights.reduce((sum, one) => sum + one, 0)];
  const drags = accounts.map((one) => taxDrag(problem, one, yields));
  const tax = (a: number, j: number): number => (j === n ? (drags[a]?.cash ?? 0) : (drags[a]?.instruments[j] ?? 0));
  let least = Infinity;
  const place = (left: readonly number[], room: readonly number[], sum: number): void => {
    if (left.every((one) => one < 1e-12)) {
      least = Math.min(least, sum);
      return;
    }
    left.forEach((amount, j) => {
      if (amount < 1e-12) return;
      room.forEach((space, a) => {
        if (space < 1e-12) return;
        const moved = Math.min(amount, space);
        place(
          left.map((one, k) => (k === j ? one - moved : one)),
          room.map((one, k) => (k === a ? one - moved : one)),
          sum + moved * tax(a, j)
        );
      });
    });
  };
  place(
    amounts,
    accounts.map(({ value }) => value),
    0
  );
  return least;
}

describe('weights placed across accounts', () => {
  test('by hand: what is taxed most goes where nothing is taxed', () => {
    // Bond: 4 % paid out, taxed 30 % = 1.2 %. Share: 2 % paid, 6 % growth, 0.6 % + 20 % of 4 % = 1.4 %. Half each.
    const problem: OptimizationProblem = {
      ...market(2, 1, { kind: 'minimum-variance' }),
      expectedReturns: Float64Array.of(0.04, 0.06),
      riskFreeRate: 0
    };
    const household = {
      accounts: [account('t', 0.6, 'taxable'), account('d', 0.4, 'deferred')],
      yields: Float64Array.of(0.04, 0.02)
    };
    const found = placed(placedWeights(problem, household, Float64Array.of(0.5, 0.5)));
    expect(Array.from(found.byAccount[1] ?? [])).toEqual([0, 0.4]);
    // 0.5 of the bond and 0.1 of the share are taxed; alike everywhere it would be 0.6 of the mean of both.
    expect(found.annualTax).toBeCloseTo(0.5 * 0.012 + 0.1 * 0.014, 12);
    expect(found.proportionalTax).toBeCloseTo(0.6 * 0.013, 12);
    expect(found.afterTaxReturn).toBeCloseTo(0.05 - found.annualTax, 12);
  });

  test('no other way of filling the accounts is taxed less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const random = randomStream(seed);
        const problem = market(3, seed, { kind: 'minimum-variance' });
        const raw = Float64Array.from({ length: 4 }, () => random.uniform());
        const parts = Float64Array.from({ length: 3 }, () => 0.1 + random.uniform());
        const [total, whole] = [raw, parts].map((one) => one.reduce((sum, value) => sum + value, 0));
        const kinds = ['taxable', 'taxable', 'exempt'] as const;
        const household = {
          accounts: Array.from(parts, (one, a) =>
            account(`a${a}`, one / (whole ?? NaN), kinds[a] ?? 'taxable', [random.uniform() / 2, random.uniform() / 2])
          ),
          yields: Float64Array.from({ length: 3 }, () => 0.06 * random.uniform())
        };
        const weights = raw.slice(0, 3).map((one) => one / (total ?? NaN));
        const found = placed(placedWeights(problem, household, weights));
        expect(found.annualTax).toBeCloseTo(leastTax(problem, household, weights), 10);
        expect(found.annualTax).toBeLessThanOrEqual(found.proportionalTax + 1e-12);
        household.accounts.forEach(({ value }, a) =>
          expect(
            (found.byAccount[a] ?? weights).reduce((sum, one) => sum + one, 0) + (found.cash[a] ?? NaN)
          ).toBeCloseTo(value, 10)
        );
        found.weights.forEach((one, j) => expect(one).toBeCloseTo(weights[j] ?? NaN, 10));
      }),
      { numRuns: 40 }
    );
  });

  test('what an account may not hold it does not hold, and where there is no room that is said', () => {
    const problem = market(2, 4, { kind: 'minimum-variance' });
    const [one, two] = problem.instruments;
    const yields = Float64Array.of(0.05, 0);
    const only = { ...account('d', 0.5, 'deferred'), allowed: two ? [two] : [] };
    const household = { accounts: [account('t', 0.5, 'taxable'), only], yields };
    const found = placed(placedWeights(problem, household, Float64Array.of(0.3, 0.6)));
    expect(found.byAccount[1]?.[0]).toBe(0);
    expect(one).toBeDefined();
    expect(placedWeights(problem, household, Float64Array.of(0.6, 0.2)).status).toBe('no-room');
    expect(() => placedWeights(problem, household, Float64Array.of(-0.1, 0.6))).toThrow(RangeError);
    const odd = { accounts: [account('t', 0.5, 'taxable')], yields };
    expect(() => placedWeights(problem, odd, Float64Array.of(0.5, 0.5))).toThrow(RangeError);
  });
});

describe('weights and places together', () => {
  const cap = { kind: 'position-cap', id: 'cap', upper: 0.7 } as const;
  const calmest = optimizePortfolio(market(3, 9, { kind: 'minimum-variance' }, [cap]));
  const limit = calmest.status === 'optimal' ? calmest.volatility * 1.08 : NaN;
  const problem = market(3, 9, { kind: 'target-volatility', annualVolatility: limit }, [cap]);

  test('without tax it is the household optimum itself', () => {
    const household = {
      accounts: [account('a', 0.4, 'exempt'), account('b', 0.6, 'taxable', [0, 0])],
      yields: new Float64Array(3)
    };
    const plain = optimizePortfolio(problem);
    if (plain.status !== 'optimal') throw new Error(plain.status);
    const found = placed(jointPlacement(problem, household));
    found.weights.forEach((one, j) => expect(Math.abs(one - (plain.weights[j] ?? NaN))).toBeLessThan(1e-6));
    expect(found.annualTax).toBe(0);
  });

  test('no point of a fine grid of weights, placed at its best, has more after tax', () => {
    const household = {
      accounts: [account('t', 0.55, 'taxable', [0.45, 0.25]), account('d', 0.45, 'deferred')],
      yields: Float64Array.of(0.05, 0.01, 0)
    };
    const best = placed(jointPlacement(problem, household));
    expect(Math.sqrt(quadraticForm(problem.covariance, 3, best.weights))).toBeLessThanOrEqual(limit + 1e-7);
    let greatest = -Infinity;
    const steps = 60;
    for (let i = 0; i <= steps; i++)
      for (let k = 0; k + i <= steps; k++) {
        const weights = Float64Array.of(i / steps, k / steps, (steps - i - k) / steps);
        if (weights.some((one) => one > 0.7)) continue;
        if (Math.sqrt(quadraticForm(problem.covariance, 3, weights)) > limit) continue;
        greatest = Math.max(greatest, placed(placedWeights(problem, household, weights)).afterTaxReturn);
      }
    expect(best.afterTaxReturn).toBeGreaterThanOrEqual(greatest - 1e-9);
    // The grid comes within its own width of it.
    expect(best.afterTaxReturn - greatest).toBeLessThan(0.12 / steps);
    // Its places are the best ones for its weights too.
    expect(placed(placedWeights(problem, household, best.weights)).annualTax).toBeCloseTo(best.annualTax, 7);
    expect(() => jointPlacement({ ...problem, objective: { kind: 'minimum-variance' } }, household)).toThrow(
      RangeError
    );
  });
});
