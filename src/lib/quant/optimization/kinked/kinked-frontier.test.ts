import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parametricQuadraticPath, pathPointAtGain } from '$lib/math/optimize';
import { randomStream } from '$lib/math/random';
import { EVERY, measuredProblem } from '../../../../../tests/bench/optimize/problems';
import { factorCovariance } from '../../../../../tests/reference/random-problem';
import { feasibleSet } from '../feasible-set';
import { efficientFrontier } from '../frontier';
import { optimizePortfolio, parametricForm } from '../optimal-portfolio';
import { market } from '../portfolios.fixture';
import { countedReturn } from '../program/counted-return';
import type { OptimizationProblem } from '../problem';
import { sampledFrontier } from './kinked-frontier';
import { kinkedProblem } from './kinked-problems.fixture';

const seeds = fc.integer({ min: 1, max: 1e6 });

describe('frontier of points solved one from another', () => {
  test('has at each return the least volatility that a solve of its own finds, within 1e-8', () => {
    let seen = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = kinkedProblem(seed);
        const sampled = sampledFrontier(problem, 9);
        if (!sampled) return;
        seen += 1;
        const returns = sampled.points.map(({ weights }) => countedReturn(problem, weights));
        const step = ((returns.at(-1) ?? 0) - (returns[0] ?? 0)) / 8;
        sampled.points.forEach(({ volatility }, k) => {
          expect(returns[k]).toBeCloseTo((returns[0] ?? 0) + k * step, 9);
          const annualReturn = (returns[k] ?? 0) - 1e-10;
          const own = optimizePortfolio({ ...problem, objective: { kind: 'target-return', annualReturn } });
          if (own.status !== 'optimal') return;
          // What the little that is asked less brings: twice its multiplier, half of the variance being made least.
          const eased = 2e-10 * (own.multipliers.find(({ constraint }) => constraint === 'target-return')?.value ?? 0);
          expect(Math.abs(volatility ** 2 - own.volatility ** 2)).toBeLessThan(1e-8 + 2 * eased);
        });
      }),
      { numRuns: 40 }
    );
    expect(seen).toBeGreaterThan(20);
  });

  // Newton's steps in both multipliers once went round between four working sets here.
  test('goes through 500 instruments with a limit on the tracking error that binds at every point', () => {
    const problem = measuredProblem(500, EVERY, { kind: 'minimum-variance' });
    const sampled = sampledFrontier(problem, 100);
    expect(sampled?.points.length).toBe(100);
    const volatilities = sampled?.points.map(({ volatility }) => volatility) ?? [];
    expect(volatilities.every((value, k) => k === 0 || value > (volatilities[k - 1] ?? 0))).toBe(true);
  });

  test('has the greatest Sharpe ratio that an aim of its own finds', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = kinkedProblem(seed);
        const sampled = sampledFrontier(problem, 12);
        const own = optimizePortfolio({ ...problem, objective: { kind: 'maximum-sharpe' } });
        if (!sampled?.maximumSharpe || own.status !== 'optimal') return;
        const ratio = (weights: Float64Array, volatility: number): number =>
          (countedReturn(problem, weights) - problem.riskFreeRate) / volatility;
        const { weights, volatility } = sampled.maximumSharpe;
        expect(ratio(weights, volatility)).toBeCloseTo(ratio(own.weights, own.volatility), 7);
      }),
      { numRuns: 40 }
    );
  });

  test('is the walked one, within 1e-9, where many weights lie between their bounds', () => {
    const n = 120;
    const random = randomStream(5, n);
    const base = market(n, 5, { kind: 'minimum-variance' }, [
      { kind: 'position-floor', id: 'short', lower: -0.05 },
      { kind: 'position-cap', id: 'cap', upper: 0.05 }
    ]);
    const problem: OptimizationProblem = { ...base, covariance: factorCovariance(n, 8, random) };
    const frontier = efficientFrontier(problem, 12);
    if (frontier.status !== 'complete') throw new Error(frontier.status);
    expect(frontier.turningPoints).toEqual([]);
    const form = parametricForm(problem, feasibleSet(problem));
    const path = parametricQuadraticPath(form);
    if (path.status !== 'complete') throw new Error(path.status);
    expect(path.points.length).toBeGreaterThan(24);
    frontier.points.forEach(({ weights, expectedReturn }, k) => {
      const gain = expectedReturn - problem.riskFreeRate;
      const at = k === 0 ? path.points[0] : k === 11 ? path.points.at(-1) : pathPointAtGain(form, path, gain);
      weights.forEach((weight, j) => expect(Math.abs(weight - (at?.x[j] ?? NaN))).toBeLessThan(1e-9));
    });
  });
});
