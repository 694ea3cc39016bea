import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled, randomStream } from '$lib/math/random';
import { factorCovariance, groupRow, randomProblem } from '../../../../tests/reference/random-problem';
import { violation } from './polytope';
import { quadraticProgram } from './quadratic-program';
import type { LinearRow, OptimalPoint, QuadraticProblem } from './types';

function solved(problem: QuadraticProblem): OptimalPoint {
  const result = quadraticProgram(problem);
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

function objective({ quadratic, linear }: QuadraticProblem, x: Float64Array): number {
  const n = x.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += quadratic[i * n + j] * x[j];
    total += x[i] * (0.5 * row + linear[i]);
  }
  return total;
}

function row(coefficients: number[], lower: number, upper: number): LinearRow {
  return { coefficients: Float64Array.from(coefficients), lower, upper };
}

const seeds = fc.record({ seed: fc.integer({ min: 1, max: 1e9 }), n: fc.integer({ min: 2, max: 25 }) });

describe('quadraticProgram by hand', () => {
  it('projects a point on the simplex', () => {
    // min |x - (0.8, 0.6, -1)|^2 / 2 over the unit simplex: threshold 0.2, so (0.6, 0.4, 0).
    const result = solved({
      quadratic: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
      linear: Float64Array.of(-0.8, -0.6, 1),
      lower: new Float64Array(3),
      upper: new Float64Array(3).fill(Infinity),
      rows: [row([1, 1, 1], 1, 1)]
    });
    expect(Array.from(result.x)).toEqual([expect.closeTo(0.6, 14), expect.closeTo(0.4, 14), 0]);
    expect(result.rowMultipliers[0]).toBeCloseTo(-0.2, 14);
    expect(result.lowerMultipliers[2]).toBeCloseTo(1.2, 14);
  });

  it('gives a row at its lower side a positive multiplier, at its upper a negative one', () => {
    const base = {
      quadratic: Float64Array.of(1, 0, 0, 1),
      linear: new Float64Array(2),
      lower: new Float64Array(2).fill(-Infinity),
      upper: new Float64Array(2).fill(Infinity)
    };
    expect(solved({ ...base, rows: [row([2, 0], 6, Infinity)] }).rowMultipliers[0]).toBeCloseTo(1.5, 14);
    expect(solved({ ...base, rows: [row([2, 0], -Infinity, -6)] }).rowMultipliers[0]).toBeCloseTo(-1.5, 14);
  });

  it('solves without rows, without bounds, and with everything fixed', () => {
    const quadratic = Float64Array.of(2, 1, 1, 2);
    const free = new Float64Array(2).fill(Infinity);
    const linear = Float64Array.of(-3, -3);
    const open = solved({ quadratic, linear, lower: free.map((value) => -value), upper: free, rows: [] });
    expect(Array.from(open.x)).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
    const fixed = Float64Array.of(0.3, 0.7);
    const pinned = solved({ quadratic, linear, lower: fixed, upper: fixed, rows: [row([1, 1], 1, 1)] });
    expect(Array.from(pinned.x)).toEqual([0.3, 0.7]);
    expect(pinned.stationarity).toBeLessThan(1e-15);
  });

  it('says when the objective falls for ever', () => {
    const result = quadraticProgram({
      quadratic: Float64Array.of(1, 0, 0, 0),
      linear: Float64Array.of(0, -1),
      lower: Float64Array.of(0, 0),
      upper: Float64Array.of(1, Infinity),
      rows: [row([1, 0], 0, 1)]
    });
    expect(result.status).toBe('unbounded');
    if (result.status === 'unbounded') expect(result.direction[1]).toBeGreaterThan(0);
  });

  it('refuses shapes that disagree', () => {
    const problem = randomProblem(4, 1);
    expect(() => quadraticProgram({ ...problem, quadratic: new Float64Array(15) })).toThrow(RangeError);
    expect(() => quadraticProgram({ ...problem, linear: Float64Array.of(1, NaN, 0, 0) })).toThrow(RangeError);
    expect(() => quadraticProgram({ ...problem, upper: new Float64Array(3) })).toThrow(RangeError);
  });
});

describe('quadraticProgram at degenerate corners', () => {
  it('does not cycle on a redundant bound at a vertex', () => {
    // The cap of one is implied by the budget, and two copies of the budget with factors 1/3 and 7 meet at each corner.
    const n = 40;
    const random = randomStream(11);
    for (let trial = 0; trial < 30; trial++) {
      const quadratic = factorCovariance(n, 3, random);
      const best = random.integerBelow(n);
      for (let j = 0; j < n; j++) quadratic[best * n + j] = quadratic[j * n + best] = 0.01 * quadratic[best * n + j];
      const problem = {
        quadratic,
        linear: new Float64Array(n),
        lower: new Float64Array(n),
        upper: new Float64Array(n).fill(1),
        rows: [
          groupRow(n, () => true, 1, 1),
          row(new Array<number>(n).fill(1 / 3), -Infinity, 1 / 3),
          row(new Array<number>(n).fill(7), 7, 7),
          groupRow(n, (j) => j === best, -Infinity, 1)
        ]
      };
      const result = solved(problem);
      expect(result.iterations).toBeLessThan(20 * n);
      expect(result.stationarity).toBeLessThan(1e-9);
      const start = Float64Array.from({ length: n }, (_, j) => (j === best ? 1 : 0));
      const warm = quadraticProgram(problem, { start });
      if (warm.status !== 'optimal') throw new Error(warm.status);
      expect(warm.iterations).toBeLessThan(20 * n);
      expect(warm.objective).toBeCloseTo(result.objective, 12);
    }
  });

  it('solves problems whose data are small integers, full of ties', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 0, max: 6 }),
        (seed, n, rowCount) => {
          const random = randomStream(seed);
          const draw = (k: number): number => random.integerBelow(2 * k + 1) - k;
          const rank = 1 + random.integerBelow(n);
          const b = Array.from({ length: n * rank }, () => draw(2));
          const quadratic = new Float64Array(n * n);
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              for (let k = 0; k < rank; k++) quadratic[i * n + j] += b[i * rank + k] * b[j * rank + k];
          const point = Float64Array.from({ length: n }, () => draw(1));
          const rows = Array.from({ length: rowCount }, () => {
            const a = Array.from({ length: n }, () => draw(2));
            const at = a.reduce((total, value, j) => total + value * point[j], 0);
            return row(a, random.uniform() < 0.4 ? at : at - random.integerBelow(2), at);
          });
          const problem = {
            quadratic,
            linear: Float64Array.from({ length: n }, () => draw(2)),
            lower: new Float64Array(n).fill(-1),
            upper: new Float64Array(n).fill(1),
            rows
          };
          const result = solved(problem);
          expect(result.stationarity).toBeLessThan(1e-8);
          expect(result.feasibility).toBeLessThan(1e-9);
          expect(result.complementarity).toBeLessThan(1e-8);
          expect(result.objective).toBeLessThanOrEqual(objective(problem, point) + 1e-8);
        }
      ),
      { numRuns: 400, seed: 20 }
    );
  });
});

describe('quadraticProgram as a property', () => {
  it('is feasible, and its conditions add to zero', () => {
    fc.assert(
      fc.property(seeds, ({ seed, n }) => {
        const problem = randomProblem(n, seed);
        const result = quadraticProgram(problem);
        if (result.status === 'infeasible') return;
        if (result.status !== 'optimal') throw new Error(result.status);
        expect(violation(problem, result.x)).toBeLessThan(1e-10);
        expect(result.stationarity).toBeLessThan(1e-9);
        expect(result.complementarity).toBeLessThan(1e-9);
        for (let j = 0; j < n; j++) expect(Math.min(result.lowerMultipliers[j], result.upperMultipliers[j])).toBe(0);
      }),
      { numRuns: 300, seed: 21 }
    );
  });

  it('is not beaten by any random feasible point', () => {
    fc.assert(
      fc.property(seeds, ({ seed, n }) => {
        const problem = randomProblem(n, seed);
        const result = quadraticProgram(problem);
        if (result.status !== 'optimal') return;
        const random = randomStream(seed, 3);
        for (let k = 0; k < 10; k++) {
          // A random feasible point: the minimum of a random separable problem over the same constraints.
          const quadratic = new Float64Array(n * n);
          for (let j = 0; j < n; j++) quadratic[j * n + j] = 1;
          const linear = Float64Array.from({ length: n }, () => random.normal());
          const other = solved({ ...problem, quadratic, linear });
          expect(objective(problem, other.x)).toBeGreaterThanOrEqual(result.objective - 1e-12);
        }
      }),
      { numRuns: 60, seed: 22 }
    );
  });

  it('permutes with its variables', () => {
    fc.assert(
      fc.property(seeds, ({ seed, n }) => {
        const problem = randomProblem(n, seed);
        const result = quadraticProgram(problem);
        const order = shuffled(n, randomStream(seed, 4));
        const moved = (values: Float64Array): Float64Array => Float64Array.from(order, (j) => values[j]);
        const quadratic = new Float64Array(n * n);
        order.forEach((from, i) => order.forEach((to, j) => (quadratic[i * n + j] = problem.quadratic[from * n + to])));
        const permuted = quadraticProgram({
          quadratic,
          linear: moved(problem.linear),
          lower: moved(problem.lower),
          upper: moved(problem.upper),
          rows: problem.rows.map((one) => ({ ...one, coefficients: moved(one.coefficients) }))
        });
        expect(permuted.status).toBe(result.status);
        if (permuted.status !== 'optimal' || result.status !== 'optimal') return;
        moved(result.x).forEach((value, j) => expect(permuted.x[j]).toBeCloseTo(value, 8));
      }),
      { numRuns: 150, seed: 23 }
    );
  });
});
