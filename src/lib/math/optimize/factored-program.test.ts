import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomProblem } from '../../../../tests/reference/random-problem';
import { randomStream } from '$lib/math/random';
import { quadraticProgram, quadraticProgramFactored } from './index';
import type { FactoredProblem, QuadraticProblem } from './index';

/** A random feasible program in factor form, with the same one in full. */
function randomFactored(n: number, columns: number, seed: number) {
  const random = randomStream(seed, 5);
  const { linear, lower, upper, rows } = randomProblem(n, seed);
  const factors = Float64Array.from({ length: n * columns }, (_, k) =>
    k % columns === 0 ? 0.15 : 0.05 * random.normal()
  );
  const specific = Float64Array.from({ length: n }, () => (0.1 + 0.25 * random.uniform()) ** 2);
  if (random.uniform() < 0.3) lower[0] = upper[0] = 0.5 * Math.min(upper[0], 1 / n);
  const quadratic = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    quadratic[i * n + i] = specific[i];
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < columns; k++) quadratic[i * n + j] += factors[i * columns + k] * factors[j * columns + k];
    }
  }
  const factored: FactoredProblem = { factors, specific, linear, lower, upper, rows };
  const full: QuadraticProblem = { quadratic, linear, lower, upper, rows };
  return { factored, full };
}

describe('quadraticProgramFactored', () => {
  it('gives the answer of the full matrix within 1e-8, proven by its own residuals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, n, columns) => {
          const { factored, full } = randomFactored(n, columns, seed);
          const ours = quadraticProgramFactored(factored);
          const dense = quadraticProgram(full);
          expect(ours.status).toBe(dense.status);
          if (ours.status !== 'optimal' || dense.status !== 'optimal') return;
          expect(Math.max(ours.stationarity, ours.complementarity)).toBeLessThan(1e-8);
          expect(ours.feasibility).toBeLessThan(1e-9);
          const size = Math.max(...full.quadratic) / n;
          expect(Math.abs(ours.objective - dense.objective)).toBeLessThan(
            1e-8 * Math.max(size, Math.abs(dense.objective))
          );
          ours.x.forEach((value, j) => expect(Math.abs(value - dense.x[j])).toBeLessThan(1e-8));
        }
      ),
      { numRuns: 150, seed: 7 }
    );
  });

  it('needs no full matrix on the usual problem of many assets', () => {
    const { factored } = randomFactored(300, 10, 3);
    const ours = quadraticProgramFactored(factored);
    if (ours.status !== 'optimal') throw new Error(ours.status);
    expect(ours.method).toBe('interior-point');
  });

  it('takes a diagonal of zeros and refuses one below, and names what cannot hold', () => {
    const problem: FactoredProblem = {
      factors: Float64Array.of(1, 2),
      specific: Float64Array.of(0, 0),
      linear: Float64Array.of(0, -1),
      lower: new Float64Array(2),
      upper: Float64Array.of(1, 1),
      rows: []
    };
    const ours = quadraticProgramFactored(problem);
    if (ours.status !== 'optimal') throw new Error(ours.status);
    expect(ours.objective).toBeCloseTo(-0.125, 9);
    expect(() => quadraticProgramFactored({ ...problem, specific: Float64Array.of(0, -1) })).toThrow(RangeError);
    const rows = [{ coefficients: Float64Array.of(1, 1), lower: 3, upper: 3 }];
    expect(quadraticProgramFactored({ ...problem, specific: Float64Array.of(1, 1), rows }).status).toBe('infeasible');
  });
});
