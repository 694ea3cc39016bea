import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quadraticForm } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { correlationFromCovariance } from '$lib/quant/moments';
import { factorCovariance, groupRow } from '../../../../tests/reference/random-problem';
import { diversificationRatio, maximumDecorrelation, maximumDiversification } from './diversification';

const markets = fc
  .record({ n: fc.integer({ min: 2, max: 20 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ n, seed }) => ({ n, seed, covariance: factorCovariance(n, 3, randomStream(seed, n)) }));
const portfolios = (n: number, seed: number) => {
  const random = randomStream(seed, 5);
  return Array.from({ length: 20 }, () => {
    const raw = Float64Array.from({ length: n }, () => -Math.log(1 - random.uniform()));
    const total = raw.reduce((sum, one) => sum + one, 0);
    return raw.map((one) => one / total);
  });
};

describe('maximumDiversification', () => {
  it('has the greatest ratio of all portfolios, and equal correlation with all that it holds', () => {
    fc.assert(
      fc.property(markets, ({ n, seed, covariance }) => {
        const result = maximumDiversification(covariance);
        if (result.status !== 'optimal') throw new Error(result.status);
        const { weights, diversificationRatio: ratio } = result;
        expect(diversificationRatio(covariance, weights)).toBeCloseTo(ratio, 10);
        for (const other of portfolios(n, seed)) {
          expect(diversificationRatio(covariance, other)).toBeLessThanOrEqual(ratio * (1 + 1e-12));
        }
        // Choueifaty's core property: an asset outside is correlated with the portfolio at least as much as one inside.
        const risk = Math.sqrt(quadraticForm(covariance, n, weights));
        const correlations = Array.from(weights, (_, i) => {
          const unit = Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));
          return quadraticForm(covariance, n, unit, weights) / (risk * Math.sqrt(covariance[i * n + i]));
        });
        const least = Math.min(...correlations);
        weights.forEach((one, i) => {
          if (one > 1e-9) expect(Math.abs(correlations[i] - least)).toBeLessThan(1e-8);
        });
      })
    );
  });
});

describe('maximumDecorrelation', () => {
  it('has the least variance of all portfolios of standardised assets', () => {
    fc.assert(
      fc.property(markets, ({ n, seed, covariance }) => {
        const result = maximumDecorrelation(covariance);
        if (result.status !== 'optimal') throw new Error(result.status);
        const correlation = correlationFromCovariance(covariance, n);
        const least = quadraticForm(correlation, n, result.weights);
        for (const other of portfolios(n, seed)) {
          expect(quadraticForm(correlation, n, other)).toBeGreaterThanOrEqual(least * (1 - 1e-12));
        }
      })
    );
  });
});

describe('both', () => {
  it('obey rules, and hand back the conflict of rules that cannot hold', () => {
    const covariance = factorCovariance(5, 2, randomStream(2));
    const rows = [groupRow(5, (j) => j < 2, 0.6, 0.6)];
    for (const solve of [maximumDiversification, maximumDecorrelation]) {
      const result = solve(covariance, { rows, upper: new Float64Array(5).fill(0.35) });
      if (result.status !== 'optimal') throw new Error(result.status);
      expect(result.weights[0] + result.weights[1]).toBeCloseTo(0.6, 12);
      expect(Math.max(...result.weights)).toBeLessThanOrEqual(0.35 + 1e-12);
      expect(solve(covariance, { upper: new Float64Array(5).fill(0.1) }).status).toBe('infeasible');
      expect(() => solve(new Float64Array(3))).toThrow(RangeError);
    }
  });
});
