import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorCovariance, randomProblem } from '../../../../tests/reference/random-problem';
import { randomStream } from '$lib/math/random';
import { diagonalPart } from './diagonal-part';
import { cardinalityProgram, quadraticProgram } from './index';
import type { CardinalityProblem } from './index';

/** The best objective over every choice of variables, each solved by itself; Infinity when none is feasible. */
function byEnumeration(problem: CardinalityProblem): number {
  const n = problem.linear.length;
  let best = Infinity;
  for (let choice = 0; choice < 1 << n; choice++) {
    const held = (j: number): boolean => ((choice >> j) & 1) === 1;
    if (Array.from({ length: n }, (_, j) => j).filter(held).length > problem.most) continue;
    const lower = problem.lower.map((value, j) => (held(j) ? Math.max(value, problem.least?.[j] ?? 0) : 0));
    const upper = problem.upper.map((value, j) => (held(j) ? value : 0));
    const answer = quadraticProgram({ ...problem, lower, upper });
    if (answer.status === 'optimal') best = Math.min(best, answer.objective);
  }
  return best;
}

function budget(n: number, seed: number, most: number, least: number, cap = 1): CardinalityProblem {
  const random = randomStream(seed, n);
  return {
    quadratic: factorCovariance(n, 8, random),
    linear: new Float64Array(n),
    lower: new Float64Array(n),
    upper: new Float64Array(n).fill(cap),
    rows: [{ coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 }],
    most,
    least: new Float64Array(n).fill(least)
  };
}

describe('cardinalityProgram', () => {
  it('finds what trying every choice finds, within its gap of 1e-7, with groups, caps, targets, least sizes and singular Q', () => {
    let feasible = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(0, 0.05, 0.15),
        fc.boolean(),
        (seed, n, most, size, singular) => {
          const base = randomProblem(n, seed);
          const lower = size > 0 ? base.lower.map((value) => Math.max(0, value)) : base.lower;
          const quadratic = base.quadratic.slice();
          if (singular) {
            for (let j = 0; j < n; j++) quadratic[j * n + n - 1] = quadratic[(n - 1) * n + j] = quadratic[j * n];
            quadratic[n * n - 1] = quadratic[0];
          }
          const problem = { ...base, quadratic, lower, most, least: new Float64Array(n).fill(size) };
          const best = byEnumeration(problem);
          const ours = cardinalityProgram(problem);
          if (!Number.isFinite(best)) {
            expect(['none', 'infeasible']).toContain(ours.status);
            return;
          }
          feasible++;
          if (ours.status !== 'optimal') throw new Error(ours.status);
          expect(Math.abs(ours.objective - best)).toBeLessThan(1e-7 * Math.abs(best) + 1e-9);
          expect(ours.bound).toBeLessThanOrEqual(best + 1e-9);
          expect(ours.x.filter((value) => value !== 0).length).toBeLessThanOrEqual(most);
          for (const value of ours.x) expect(value === 0 || value > size - 1e-8 || size === 0).toBe(true);
        }
      ),
      { numRuns: 60, seed: 11 }
    );
    expect(feasible).toBeGreaterThan(15);
  });

  it.each([
    { seed: 1, least: 0, cap: 1 },
    { seed: 2, least: 0.03, cap: 1 },
    { seed: 3, least: 0.03, cap: 0.15 }
  ])('proves ten of a hundred, seed $seed, within 3,000 quadratic programs', ({ seed, least, cap }) => {
    const ours = cardinalityProgram(budget(100, seed, 10, least, cap), { maximumNodes: 3000 });
    if (ours.status !== 'optimal') throw new Error(ours.status);
    expect(ours.gap).toBeLessThanOrEqual(1e-7);
    expect(ours.solution.stationarity).toBeLessThan(1e-8);
  });

  it('stops when told to, with a bound below what a longer search finds', () => {
    const problem = budget(60, 4, 8, 0.02);
    const seen: number[] = [];
    const early = cardinalityProgram(problem, {
      progress: ({ bound }) => {
        seen.push(bound);
        return false;
      }
    });
    const whole = cardinalityProgram(problem);
    if (whole.status !== 'optimal') throw new Error(whole.status);
    expect(seen.length).toBeLessThanOrEqual(1);
    if (early.status !== 'stopped') return;
    expect(early.proven).toBe(false);
    expect(early.bound).toBeLessThanOrEqual(whole.objective * (1 + 1e-9));
    expect(early.objective).toBeGreaterThanOrEqual(whole.objective * (1 - 1e-9));
  });

  it('says when no choice will do, and refuses what it cannot mean', () => {
    expect(cardinalityProgram(budget(6, 1, 2, 0, 0.3))).toMatchObject({ status: 'none', proven: true });
    expect(() => cardinalityProgram({ ...budget(3, 1, 2, 0), lower: Float64Array.of(0.1, 0, 0) })).toThrow(RangeError);
    expect(() => cardinalityProgram({ ...budget(3, 1, 2, 0.1), lower: Float64Array.of(-1, 0, 0) })).toThrow(RangeError);
    expect(() => cardinalityProgram({ ...budget(3, 1, -1, 0) })).toThrow(RangeError);
  });
});

describe('diagonalPart', () => {
  it('is near the specific part of a factor matrix, and outweighed by it', () => {
    const n = 30;
    const quadratic = factorCovariance(n, 4, randomStream(5));
    const part = diagonalPart(quadratic, n);
    for (let j = 0; j < n; j++) {
      expect(part[j]).toBeGreaterThan(0.3 * 0.01);
      quadratic[j * n + j] -= part[j];
    }
    const least = quadraticProgram({
      quadratic,
      linear: new Float64Array(n),
      lower: new Float64Array(n).fill(-1),
      upper: new Float64Array(n).fill(1),
      rows: []
    });
    expect(least.status).toBe('optimal');
    if (least.status === 'optimal') expect(least.objective).toBeGreaterThan(-1e-12);
    expect(diagonalPart(Float64Array.of(1, 1, 1, 1), 2)).toEqual(new Float64Array(2));
  });
});
