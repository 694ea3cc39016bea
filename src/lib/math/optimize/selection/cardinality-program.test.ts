import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorCovariance, randomProblem } from '../../../../../tests/reference/random-problem';
import { randomStream } from '$lib/math/random';
import { diagonalPart } from './diagonal-part';
import { cardinalityProgram, convexSelection, quadraticProgram } from '../index';
import type { CardinalityProblem } from '../index';

/** The best objective over every choice of variables, each solved by itself; Infinity when none is feasible. */
function byEnumeration(problem: CardinalityProblem): number {
  const keeps = (held: (j: number) => boolean): boolean =>
    problem.counts.every(({ members, fewest = 0, most = n }) => {
      const count = Array.from({ length: n }, (_, j) => j).filter((j) => held(j) && members?.[j] !== 0).length;
      return count >= fewest && count <= most;
    });
  const n = problem.linear.length;
  let best = Infinity;
  for (let choice = 0; choice < 1 << n; choice++) {
    const held = (j: number): boolean => ((choice >> j) & 1) === 1;
    if (!keeps(held)) continue;
    // A variable that cannot be zero is in every choice.
    if (problem.lower.some((value, j) => value > 0 && !held(j))) continue;
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
    counts: [{ most }],
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
          const problem = { ...base, quadratic, lower, counts: [{ most }], least: new Float64Array(n).fill(size) };
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

  it('keeps limits on groups, least numbers and variables that must be held, with a linear term, as trying every choice does', () => {
    const seen = { feasible: 0, infeasible: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 3, max: 10 }),
        fc.constantFrom(0.04, 0.12, 0.2),
        fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 })),
        fc.boolean(),
        (seed, n, size, [most, fewest, ofGroup], forced) => {
          const random = randomStream(seed, 3);
          const base = budget(n, seed, most, size, 0.5);
          const group = (part: number) => Uint8Array.from({ length: n }, () => Number(random.uniform() < part));
          const counts = [
            { most },
            { members: group(0.6), fewest },
            { members: group(0.5), most: ofGroup },
            { members: group(0.4), fewest: 1, most: 2 }
          ].slice(0, 2 + random.integerBelow(3));
          const problem: CardinalityProblem = {
            ...base,
            counts,
            constant: 0.3,
            linear: Float64Array.from({ length: n }, () => 0.05 * random.normal()),
            lower: base.lower.map((_, j) => (forced && j === 1 ? 0.07 : 0))
          };
          const best = byEnumeration(problem) + 0.3;
          const ours = cardinalityProgram(problem);
          const general = convexSelection(
            problem,
            problem,
            (lower, upper) => {
              const answer = quadraticProgram({ ...problem, lower, upper });
              return answer.status === 'optimal' ? answer : 'infeasible';
            },
            { zero: 1e-9 }
          );
          if (!Number.isFinite(best)) {
            seen.infeasible++;
            expect(['none', 'infeasible']).toContain(ours.status);
            expect(general.status).toBe('none');
            return;
          }
          seen.feasible++;
          if (ours.status !== 'optimal' || general.status !== 'optimal')
            throw new Error(`${ours.status} ${general.status}`);
          expect(Math.abs(ours.objective - best)).toBeLessThan(1e-7 * Math.abs(best) + 1e-9);
          expect(Math.abs(general.objective + 0.3 - best)).toBeLessThan(1e-7 * Math.abs(best) + 1e-9);
          expect(ours.bound).toBeLessThanOrEqual(best + 1e-9);
          for (const { members, fewest: low = 0, most: high = n } of counts) {
            const held = ours.x.filter((value, j) => value !== 0 && members?.[j] !== 0).length;
            expect(held >= low && held <= high).toBe(true);
          }
          for (const value of ours.x)
            expect(value === 0 || value >= size - 1e-8 || (forced && value >= 0.07 - 1e-8)).toBe(true);
        }
      ),
      { numRuns: 150 }
    );
    expect(Math.min(seen.feasible, seen.infeasible)).toBeGreaterThan(10);
  });

  it('with room for all, or none, with equal variables and with a program that gives up', () => {
    const n = 5;
    const all = cardinalityProgram(budget(n, 3, 9, 0));
    const plain = quadraticProgram(budget(n, 3, 9, 0));
    if (all.status !== 'optimal' || plain.status !== 'optimal') throw new Error(all.status);
    expect(all.objective).toBeCloseTo(plain.objective, 12);
    const nothing = budget(n, 3, 0, 0);
    expect(cardinalityProgram(nothing)).toMatchObject({ status: 'none', proven: true });
    const free = cardinalityProgram({ ...nothing, rows: [] });
    expect(free).toMatchObject({ status: 'optimal', objective: 0 });
    const same = cardinalityProgram({
      ...budget(n, 3, 2, 0),
      quadratic: Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0.5))
    });
    if (same.status !== 'optimal') throw new Error(same.status);
    expect(same.objective).toBeCloseTo(0.375, 10);
    const given = convexSelection(budget(n, 3, 2, 0), budget(n, 3, 2, 0), () => 'failed', { zero: 1e-9 });
    expect(given).toMatchObject({ status: 'none', proven: false });
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
