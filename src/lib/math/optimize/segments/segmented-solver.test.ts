import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SegmentedProgram } from './segmented-program';
import { SegmentedSolver } from './segmented-solver';
import { solutionOnLine } from './solution-line';

const identity = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));

/** Each w from -9 to 9 in two segments that meet at zero. */
function aroundZero(n: number, rows: SegmentedProgram['rows'] = []): SegmentedProgram {
  const owner = Int32Array.from({ length: 2 * n }, (_, k) => k >> 1);
  const from = Float64Array.from(owner, (_, k) => (k % 2 === 0 ? -9 : 0));
  const to = Float64Array.from(owner, (_, k) => (k % 2 === 0 ? 0 : 9));
  return { quadratic: identity(n), owner, from, to, rows };
}

const softened = (a: number, cost: number): number => Math.sign(a) * Math.max(0, Math.abs(a) - cost);
const points = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 12 });

describe('segmented program', () => {
  test('of 1/2 (w - a)^2 and a cost of |w| is the soft threshold of a', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 3, noNaN: true }), (a, cost) => {
        const program = aroundZero(a.length);
        const solver = SegmentedSolver.from(program, []);
        const linear = Float64Array.from(program.owner, (j, k) => (k % 2 === 0 ? -cost : cost) - a[j]);
        expect(solver?.solve(linear)).toBe(true);
        a.forEach((value, j) => expect(solver?.w[j]).toBeCloseTo(softened(value, cost), 10));
      })
    );
  });

  test('with the sum of |w| held down is the soft threshold by the multiplier: projection on the ball of that norm', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.1, max: 4, noNaN: true }), (a, radius) => {
        const n = a.length;
        const coefficients = Float64Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? -1 : 1));
        const program = aroundZero(n, [{ coefficients, lower: -Infinity, upper: radius - 9 * n }]);
        const solver = SegmentedSolver.from(program, [new Float64Array(n)]);
        expect(solver?.solve(Float64Array.from(program.owner, (j) => -a[j]))).toBe(true);
        const cost = -(solver?.rowMultipliers()[0] ?? NaN);
        const size = (solver?.w ?? new Float64Array(0)).reduce((sum, one) => sum + Math.abs(one), 0);
        expect(cost).toBeGreaterThan(-1e-10);
        expect(size).toBeLessThan(radius + 1e-9);
        expect(Math.abs(cost * (radius - size))).toBeLessThan(1e-8);
        a.forEach((value, j) => expect(solver?.w[j]).toBeCloseTo(softened(value, cost), 9));
      })
    );
  });

  test('along a line the point of a wanted length is found, or said to lie beyond its end', () => {
    const program = aroundZero(2);
    const solver = SegmentedSolver.from(program, []);
    if (!solver) throw new Error('no start');
    const slope = Float64Array.from(program.owner, (j) => (j === 0 ? -3 : -4));
    const to = (square: number) =>
      solutionOnLine(solver, {
        base: new Float64Array(4),
        slope,
        measure: (_t, w, d) => [w[0] ** 2 + w[1] ** 2 - square, 2 * (w[0] * d[0] + w[1] * d[1]), d[0] ** 2 + d[1] ** 2],
        size: square,
        low: 0,
        high: Infinity,
        start: 0
      });
    // w is t (3, 4) until a bound holds it: of length 10 at t = 2.
    expect(to(100).status).toBe('found');
    expect(solver.w[0]).toBeCloseTo(6, 10);
    expect(solver.w[1]).toBeCloseTo(8, 10);
    expect(to(200).status).toBe('below');
    expect(Array.from(solver.w)).toEqual([9, 9]);
  });
});
