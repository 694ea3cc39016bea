import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricProduct } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { factorCovariance } from '../../../../../tests/reference/random-problem';
import { scenarioMeasure } from '../../../../../tests/golden/portfolio/scenario-measures';
import { measureBudgets, varianceBudgets, type HomogeneousMeasure, type MeasureBudgetsInput } from './index';

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(b).reduce((most, value, j) => Math.max(most, Math.abs(a[j] - value)), 0);
function solved(input: MeasureBudgetsInput) {
  const result = measureBudgets(input);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}
const volatility =
  (covariance: Float64Array): HomogeneousMeasure =>
  (weights) => {
    const product = symmetricProduct(covariance, weights.length, weights);
    const value = Math.sqrt(product.reduce((sum, one, j) => sum + one * weights[j], 0));
    return { value, gradient: product.map((one) => one / value) };
  };
function scenariosOf(rows: number, columns: number, seed: number) {
  const random = randomStream(seed, rows);
  const values = new Float64Array(rows * columns);
  for (let t = 0; t < rows; t++) {
    const market = random.normal();
    for (let j = 0; j < columns; j++) {
      values[t * columns + j] = 0.006 * market * (1 + j / columns) + 0.01 * random.normal() + 2e-4;
    }
  }
  return { values, rows, columns };
}
const names = ['MAD', 'MSV', 'CVaR', 'CVRG', 'EVaR', 'CDaR', 'UCI', 'MDD'];

describe('measureBudgets', () => {
  it('on volatility is the portfolio of coordinate descent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const random = randomStream(seed, n);
        const covariance = factorCovariance(n, 3, random);
        const budgets = Float64Array.from({ length: n }, () => 0.2 + random.uniform());
        const plain = varianceBudgets({ covariance, budgets });
        if (plain.status !== 'ok') throw new Error(plain.status);
        const found = solved({ measure: volatility(covariance), assets: n, budgets });
        expect(found.gap).toBeLessThan(1e-11);
        expect(worst(found.weights, plain.weights)).toBeLessThan(1e-6);
        expect(Math.abs(found.risk / plain.volatility - 1)).toBeLessThan(1e-6);
      }),
      { numRuns: 20 }
    );
  });

  it('holds assets whose own gradients elsewhere are negative', () => {
    // Two assets that move against each other and a third: no single gradient is positive throughout.
    const covariance = Float64Array.of(1, -0.9, 0.3, -0.9, 1, -0.4, 0.3, -0.4, 1);
    const plain = varianceBudgets({ covariance });
    if (plain.status !== 'ok') throw new Error(plain.status);
    const found = solved({ measure: volatility(covariance), assets: 3 });
    expect(worst(found.weights, plain.weights)).toBeLessThan(1e-6);
  });

  it('has subgradients whose shares are the budgets, and a gap that bounds every other portfolio', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(...names), (seed, name) => {
        const n = 6;
        const measure = scenarioMeasure(name, scenariosOf(120, n, seed), 0.1);
        const random = randomStream(seed, 3);
        const raw = Float64Array.from({ length: n }, () => 0.5 + random.uniform());
        const total = raw.reduce((sum, one) => sum + one, 0);
        const budgets = raw.map((one) => one / total);
        const found = solved({ measure, assets: n, budgets });
        expect(found.gap).toBeLessThan(1e-10);
        const size = 1 / budgets.reduce((sum, b, j) => sum + b / found.gradient[j], 0);
        budgets.forEach((b, j) => {
          expect(Math.abs((found.weights[j] * found.gradient[j]) / (size * b) - 1)).toBeLessThan(1e-9);
        });
        // The subgradient lies nowhere above the measure, and the barrier's bound above no portfolio's cost.
        const cost = (x: Float64Array) => {
          return measure(x).value - x.reduce((sum, one, j) => sum + budgets[j] * Math.log(one), 0);
        };
        const bound = budgets.reduce((sum, b, j) => sum + b * (Math.log(found.gradient[j]) - Math.log(b)), 1);
        for (let trial = 0; trial < 20; trial++) {
          const spread = 10 ** (-3 * random.uniform());
          const scale = 1 / found.risk;
          const other = found.weights.map((one) => one * scale * Math.exp(spread * random.normal()));
          const { value } = measure(other);
          const product = other.reduce((sum, one, j) => sum + one * found.gradient[j], 0);
          expect(product).toBeLessThanOrEqual(value * (1 + 1e-9));
          expect(cost(other)).toBeGreaterThanOrEqual(bound - 1e-9);
        }
      }),
      { numRuns: 20 }
    );
  });

  it('does not depend on the unit of the measure or the order of assets', () => {
    const scenarios = scenariosOf(100, 5, 8);
    const measure = scenarioMeasure('CVaR', scenarios, 0.1);
    const { weights } = solved({ measure, assets: 5 });
    const scaled: HomogeneousMeasure = (x) => {
      const { value, gradient } = measure(x);
      return { value: 1e4 * value, gradient: gradient.map((one) => 1e4 * one) };
    };
    expect(worst(solved({ measure: scaled, assets: 5 }).weights, weights)).toBeLessThan(1e-9);
    const turned: HomogeneousMeasure = (x) => {
      const { value, gradient } = measure(Float64Array.from(x).reverse());
      return { value, gradient: Float64Array.from(gradient).reverse() };
    };
    const other = solved({ measure: turned, assets: 5 }).weights;
    expect(worst(Float64Array.from(other).reverse(), weights)).toBeLessThan(1e-9);
  });

  it('names an asset without risk, and says when a mixture has none', () => {
    const covariance = Float64Array.of(1, 0, 0, 0);
    expect(measureBudgets({ measure: volatility(covariance), assets: 2 })).toEqual({
      status: 'riskless-asset',
      asset: 1
    });
    const hedged: HomogeneousMeasure = ([x, y]) => {
      const side = Math.sign(x - y) || 1;
      return { value: Math.abs(x - y), gradient: Float64Array.of(side, -side) };
    };
    expect(measureBudgets({ measure: hedged, assets: 2 }).status).toBe('failed');
  });

  it('refuses a measure that is not homogeneous, and budgets that make no sense', () => {
    const variance: HomogeneousMeasure = ([x]) => ({ value: x * x, gradient: Float64Array.of(2 * x) });
    expect(() => measureBudgets({ measure: variance, assets: 1 })).toThrow(RangeError);
    const measure = volatility(Float64Array.of(1, 0, 0, 1));
    expect(() => measureBudgets({ measure, assets: 2, budgets: [1, -1] })).toThrow(RangeError);
    expect(() => measureBudgets({ measure, assets: 0 })).toThrow(RangeError);
  });
});
