import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import { groupRow } from '../../../../tests/reference/random-problem';
import { linearProgram } from './linear-program';
import { quadraticProgram } from './quadratic-program';
import type { Infeasible, LinearRow, Polytope } from './types';

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) out[j * n + j] = 1;
  return out;
}

function refusal(polytope: Polytope): Infeasible {
  const n = polytope.lower.length;
  const result = quadraticProgram({ ...polytope, quadratic: identity(n), linear: new Float64Array(n) });
  if (result.status !== 'infeasible') throw new Error(result.status);
  return result;
}

describe('an infeasible program', () => {
  it('names the caps that keep the sum below one', () => {
    const n = 10;
    const { conflict } = refusal({
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(0.05),
      rows: [groupRow(n, (j) => j < 5, 0, 0.9), groupRow(n, () => true, 1, 1)]
    });
    expect(conflict.rows).toEqual([1]);
    expect(conflict.upperBounds).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(conflict.lowerBounds).toEqual([]);
    expect(conflict.violations).toEqual([{ row: 1, violation: expect.closeTo(0.5, 12) }]);
    expect(conflict.attainable).toEqual([{ row: 1, lower: 0, upper: expect.closeTo(0.5, 12) }]);
  });

  it('names the target and what stands against it, and what can be reached', () => {
    const n = 4;
    const target: LinearRow = { coefficients: Float64Array.of(0.02, 0.04, 0.1, 0.2), lower: 0.15, upper: 0.15 };
    const { conflict } = refusal({
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(1),
      rows: [
        groupRow(n, () => true, 1, 1),
        groupRow(n, (j) => j === 3, 0, 0.25),
        groupRow(n, (j) => j < 2, 0, 1),
        target
      ]
    });
    expect(conflict.rows).toEqual([0, 1, 3]);
    const reach = conflict.attainable.find((one) => one.row === 3);
    // At most a quarter in the last, the rest in the third: 0.25 * 0.2 + 0.75 * 0.1.
    expect(reach).toEqual({ row: 3, lower: expect.closeTo(0.02, 12), upper: expect.closeTo(0.125, 12) });
  });

  it('names two rows that contradict each other and nothing else', () => {
    const n = 6;
    const { conflict } = refusal({
      lower: new Float64Array(n).fill(-1),
      upper: new Float64Array(n).fill(1),
      rows: [groupRow(n, () => true, 1, 1), groupRow(n, (j) => j < 3, 0.6, 2), groupRow(n, (j) => j < 3, -2, 0.5)]
    });
    expect(conflict.rows).toEqual([1, 2]);
    expect(conflict.lowerBounds).toEqual([]);
    expect(conflict.upperBounds).toEqual([]);
  });

  it('names crossed bounds', () => {
    const { conflict } = refusal({ lower: Float64Array.of(0, 0.5), upper: Float64Array.of(1, 0.4), rows: [] });
    expect(conflict).toMatchObject({ rows: [], lowerBounds: [1], upperBounds: [1] });
  });

  it('gives a conflict that is one, and stops being one without any of its rows', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 2, max: 12 }), (seed, n) => {
        const random = randomStream(seed);
        const rows = Array.from({ length: 2 + random.integerBelow(5) }, (): LinearRow => {
          const coefficients = Float64Array.from({ length: n }, () => random.normal());
          const lower = 1.5 * random.normal();
          return { coefficients, lower, upper: random.uniform() < 0.5 ? lower : lower + random.uniform() };
        });
        const problem = { lower: new Float64Array(n), upper: new Float64Array(n).fill(0.5), rows };
        const linear = new Float64Array(n);
        const result = linearProgram({ ...problem, linear });
        if (result.status !== 'infeasible') return;
        seen++;
        const { conflict, x } = result;
        const lower = problem.lower.map((value, j) => (conflict.lowerBounds.includes(j) ? value : -Infinity));
        const upper = problem.upper.map((value, j) => (conflict.upperBounds.includes(j) ? value : Infinity));
        const status = (kept: readonly number[]): string =>
          linearProgram({ lower, upper, linear, rows: kept.map((k) => rows[k]) }).status;
        expect(status(conflict.rows)).toBe('infeasible');
        for (const left of conflict.rows) expect(status(conflict.rows.filter((k) => k !== left))).toBe('optimal');
        for (let j = 0; j < n; j++) expect(x[j] >= 0 && x[j] <= 0.5).toBe(true);
      }),
      { numRuns: 300, seed: 31 }
    );
    expect(seen).toBeGreaterThan(50);
  });
});

describe('linearProgram', () => {
  it('finds the vertex of a textbook problem', () => {
    // Dantzig's product mix: max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: (2, 6), 36.
    const result = linearProgram({
      linear: Float64Array.of(-3, -5),
      lower: new Float64Array(2),
      upper: Float64Array.of(4, Infinity),
      rows: [
        { coefficients: Float64Array.of(0, 2), lower: -Infinity, upper: 12 },
        { coefficients: Float64Array.of(3, 2), lower: -Infinity, upper: 18 }
      ]
    });
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(Array.from(result.x)).toEqual([expect.closeTo(2, 14), expect.closeTo(6, 14)]);
    expect(result.objective).toBeCloseTo(-36, 12);
    expect(result.stationarity).toBeLessThan(1e-14);
  });

  it('does not cycle on Beale 1955', () => {
    const row = (coefficients: number[], upper: number): LinearRow => ({
      coefficients: Float64Array.from(coefficients),
      lower: -Infinity,
      upper
    });
    const result = linearProgram({
      linear: Float64Array.of(-0.75, 150, -0.02, 6),
      lower: new Float64Array(4),
      upper: new Float64Array(4).fill(Infinity),
      rows: [row([0.25, -60, -1 / 25, 9], 0), row([0.5, -90, -1 / 50, 3], 0), row([0, 0, 1, 0], 1)]
    });
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.objective).toBeCloseTo(-0.05, 12);
  });

  it('proves its optimum by duality on random problems', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 30 }), (seed, n) => {
        const random = randomStream(seed, 1);
        const inside = Float64Array.from({ length: n }, () => random.uniform());
        const rows = Array.from({ length: random.integerBelow(8) }, (): LinearRow => {
          const coefficients = Float64Array.from({ length: n }, () => random.normal());
          const at = coefficients.reduce((total, value, j) => total + value * inside[j], 0);
          return { coefficients, lower: at - random.integerBelow(2), upper: at + random.integerBelow(2) };
        });
        const linear = Float64Array.from({ length: n }, () => random.normal());
        const result = linearProgram({ linear, lower: new Float64Array(n), upper: new Float64Array(n).fill(1), rows });
        if (result.status !== 'optimal') throw new Error(result.status);
        expect(result.stationarity).toBeLessThan(1e-9);
        expect(result.feasibility).toBeLessThan(1e-9);
        expect(result.complementarity).toBeLessThan(1e-9);
      }),
      { numRuns: 300, seed: 32 }
    );
  });
});
