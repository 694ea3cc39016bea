import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import { factorCovariance } from '../../../../../tests/reference/random-problem';
import { varianceBudgets, type RiskBudgets, type VarianceBudgetsInput } from './index';

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(b).reduce((most, value, j) => Math.max(most, Math.abs(a[j] - value)), 0);
function solved(input: VarianceBudgetsInput): RiskBudgets {
  const result = varianceBudgets(input);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}
const markets = fc
  .record({ n: fc.integer({ min: 1, max: 30 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ n, seed }) => {
    const random = randomStream(seed, n);
    const covariance = factorCovariance(n, 1 + random.integerBelow(4), random);
    return { n, covariance, budgets: Float64Array.from({ length: n }, () => 0.05 + random.uniform()) };
  });

describe('varianceBudgets', () => {
  it('gives equal contributions for equal budgets, and the budgets otherwise', () => {
    fc.assert(
      fc.property(markets, ({ n, covariance, budgets }) => {
        const parity = solved({ covariance });
        for (const share of parity.shares) expect(Math.abs(share * n - 1)).toBeLessThan(1e-9);
        const total = budgets.reduce((sum, one) => sum + one, 0);
        const own = solved({ covariance, budgets });
        own.shares.forEach((share, j) => expect(Math.abs((share * total) / budgets[j] - 1)).toBeLessThan(1e-9));
        expect(own.weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        expect(own.residual).toBeLessThan(1e-9);
      })
    );
  });

  it('is the inverse of volatility for equal correlations (Maillard, Roncalli and Teiletche 2010)', () => {
    const volatility = [0.1, 0.15, 0.2, 0.3, 0.05];
    for (const correlation of [-0.2, 0, 0.5, 0.95]) {
      const covariance = Float64Array.from({ length: 25 }, (_, at) => {
        const [i, j] = [Math.floor(at / 5), at % 5];
        return volatility[i] * volatility[j] * (i === j ? 1 : correlation);
      });
      const total = volatility.reduce((sum, one) => sum + 1 / one, 0);
      expect(
        worst(
          solved({ covariance }).weights,
          volatility.map((one) => 1 / one / total)
        )
      ).toBeLessThan(1e-10);
    }
  });

  it('does not depend on order or unit, and scales with one asset', () => {
    fc.assert(
      fc.property(markets, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), ({ n, covariance, budgets }, unit) => {
        const { weights } = solved({ covariance, budgets });
        expect(
          worst(solved({ covariance: covariance.map((one) => one * unit), budgets }).weights, weights)
        ).toBeLessThan(1e-9);
        const place = (j: number) => n - 1 - j;
        const turned = covariance.map((_, at) => covariance[place(Math.floor(at / n)) * n + place(at % n)]);
        const other = solved({ covariance: turned, budgets: budgets.map((_, j) => budgets[place(j)]) });
        expect(
          worst(
            other.weights,
            weights.map((_, j) => weights[place(j)])
          )
        ).toBeLessThan(1e-9);
        // An asset in another unit, three to one, is held at a third.
        const triple = covariance.map((one, at) => one * (Math.floor(at / n) === 0 ? 3 : 1) * (at % n === 0 ? 3 : 1));
        const split = solved({ covariance: triple, budgets }).weights;
        const expected = weights.map((one, j) => (j === 0 ? one / 3 : one));
        const total = expected.reduce((sum, one) => sum + one, 0);
        expect(
          worst(
            split,
            expected.map((one) => one / total)
          )
        ).toBeLessThan(1e-9);
      })
    );
  });

  it('keeps given sides: budgets of a portfolio long of some and short of others', () => {
    fc.assert(
      fc.property(markets, ({ n, covariance, budgets }) => {
        const sides = Array.from({ length: n }, (_, j) => (j % 3 === 0 ? -1 : 1));
        const { weights, residual } = solved({ covariance, budgets, sides });
        weights.forEach((one, j) => expect(Math.sign(one)).toBe(sides[j]));
        expect(weights.reduce((sum, one) => sum + Math.abs(one), 0)).toBeCloseTo(1, 12);
        expect(residual).toBeLessThan(1e-9);
        const mirrored = covariance.map((one, at) => one * sides[Math.floor(at / n)] * sides[at % n]);
        const held = solved({ covariance: mirrored, budgets }).weights;
        expect(worst(weights.map(Math.abs), held)).toBeLessThan(1e-9);
      })
    );
  });

  it('names an asset without risk, and says when a mixture has none', () => {
    expect(varianceBudgets({ covariance: Float64Array.of(1, 0, 0, 0) })).toEqual({
      status: 'riskless-asset',
      asset: 1
    });
    expect(varianceBudgets({ covariance: Float64Array.of(1, -1, -1, 1) }).status).toBe('failed');
  });

  it('refuses budgets, sides and shapes that make no sense', () => {
    const covariance = Float64Array.of(1, 0, 0, 1);
    expect(() => varianceBudgets({ covariance: new Float64Array(3) })).toThrow(RangeError);
    expect(() => varianceBudgets({ covariance, budgets: [1, 0] })).toThrow(RangeError);
    expect(() => varianceBudgets({ covariance, budgets: [1] })).toThrow(RangeError);
    expect(() => varianceBudgets({ covariance, sides: [1, 0.5] })).toThrow(RangeError);
    expect(() => varianceBudgets({ covariance: Float64Array.of(NaN, 0, 0, 1) })).toThrow(RangeError);
  });
});
