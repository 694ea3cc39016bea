import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dot } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { riskMeasures } from './catalog';
import { portfolioRisk, seriesRisk } from './portfolio-risk';
import type { RiskSpec } from './risk-spec';

const seeds = fc.integer({ min: 1, max: 1e6 });
const specs = riskMeasures.map(({ id }) => ({ measure: id, tail: 0.1, target: 0 }) as RiskSpec);

function randomReturns(seed: number, rows: number, columns: number) {
  const random = randomStream(seed);
  const values = Float64Array.from({ length: rows * columns }, () => 0.0005 + 0.01 * random.normal());
  const weights = Float64Array.from({ length: columns }, () => random.uniform());
  return { returns: { values, rows, columns }, weights };
}

describe('risk measures', () => {
  test('each gradient is that of finite differences', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { returns, weights } = randomReturns(seed, 43, 4);
        for (const spec of specs) {
          const { gradient } = portfolioRisk(returns, weights, spec);
          const direction = Float64Array.of(1, -0.5, 0.25, 0.5);
          // Within a step so small that no two returns change places, piecewise linear measures are linear.
          const step = 1e-7;
          const at = (h: number) =>
            portfolioRisk(
              returns,
              weights.map((w, j) => w + h * direction[j]),
              spec
            ).value;
          const slope = (at(step) - at(-step)) / (2 * step);
          const size = Math.hypot(...gradient) + 1e-3;
          expect(Math.abs(slope - dot(gradient, direction)) / size, spec.measure).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 25 }
    );
  });

  test('weights times gradient is the degree times the risk (Euler), and scaling scales it', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.1, max: 9, noNaN: true }), (seed, scale) => {
        const { returns, weights } = randomReturns(seed, 50, 3);
        riskMeasures.forEach(({ degree, id }, k) => {
          if (degree === undefined) return;
          const { value, gradient } = portfolioRisk(returns, weights, specs[k]);
          expect(Math.abs(dot(weights, gradient) - degree * value), id).toBeLessThan(1e-10 * (Math.abs(value) + 1e-3));
          const scaled = portfolioRisk(
            returns,
            weights.map((w) => scale * w),
            specs[k]
          ).value;
          expect(Math.abs(scaled / scale ** degree - value), id).toBeLessThan(1e-10 * (Math.abs(value) + 1e-3));
        });
      }),
      { numRuns: 40 }
    );
  });

  test('a convex measure lies above each of its tangents, also where returns are equal', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, coarse) => {
        const { returns, weights } = randomReturns(seed, 30, 3);
        if (coarse) returns.values.forEach((value, at) => (returns.values[at] = Math.round(100 * value) / 100));
        const other = randomReturns(seed + 1, 1, 3).weights;
        const from = coarse ? Float64Array.of(0.5, 0.25, 0.25) : weights;
        riskMeasures.forEach(({ convex, id }, k) => {
          if (!convex) return;
          const { value, gradient } = portfolioRisk(returns, from, specs[k]);
          const tangent = value + dot(gradient, other) - dot(gradient, from);
          expect(portfolioRisk(returns, other, specs[k]).value, id).toBeGreaterThan(tangent - 1e-12);
        });
      }),
      { numRuns: 60 }
    );
  });

  test('value at risk <= expected shortfall <= entropic value at risk <= worst; drawdowns alike', () => {
    const tails = fc.double({ min: 0.01, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(seeds, tails, fc.integer({ min: 2, max: 80 }), (seed, tail, rows) => {
        const series = randomReturns(seed, rows, 1).returns.values;
        const ladders: RiskSpec[][] = [
          [
            { measure: 'value-at-risk', tail },
            { measure: 'expected-shortfall', tail },
            { measure: 'entropic-value-at-risk', tail },
            { measure: 'worst-realisation' }
          ],
          [{ measure: 'average-drawdown' }, { measure: 'ulcer-index' }, { measure: 'maximum-drawdown' }],
          [
            { measure: 'relative-drawdown-at-risk', tail },
            { measure: 'relative-conditional-drawdown-at-risk', tail },
            { measure: 'relative-entropic-drawdown-at-risk', tail },
            { measure: 'relative-maximum-drawdown' }
          ]
        ];
        for (const ladder of ladders) {
          const risks = ladder.map((spec) => seriesRisk(series, spec));
          for (let k = 1; k < risks.length; k++) expect(risks[k]).toBeGreaterThanOrEqual(risks[k - 1] - 1e-12);
        }
      }),
      { numRuns: 200 }
    );
  });

  test('a constant series has no deviation and a loss of minus itself', () => {
    const series = new Float64Array(20).fill(0.01);
    for (const { id, family } of riskMeasures) {
      const value = seriesRisk(series, { measure: id } as RiskSpec);
      expect(value, id).toBeCloseTo(family === 'tail' ? -0.01 : 0, 12);
    }
  });

  test('series and options that make no sense are refused', () => {
    expect(() => seriesRisk(Float64Array.of(0.1), { measure: 'variance' })).toThrow(/1 returns/);
    expect(() => seriesRisk(Float64Array.of(0.1, NaN), { measure: 'range' })).toThrow(/return 1 is NaN/);
    const series = Float64Array.of(0.1, 0.2);
    expect(() => seriesRisk(series, { measure: 'value-at-risk', tail: 1 })).toThrow(/tail/);
    expect(() => seriesRisk(series, { measure: 'tail-gini', levels: 1 })).toThrow(/levels/);
    const returns = { values: series, rows: 2, columns: 1 };
    expect(() => portfolioRisk(returns, Float64Array.of(1, 1), { measure: 'variance' })).toThrow(/2 weights/);
  });
});
