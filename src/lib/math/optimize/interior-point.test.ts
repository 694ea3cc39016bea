import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomProblem } from '../../../../tests/reference/random-problem';
import { DenseCurvature } from './curvature';
import { interiorPoint } from './interior-point';
import { scaledRows } from './polytope';
import { quadraticProgram } from './quadratic-program';

describe('interior point', () => {
  it('agrees with the active set, its raw point within 5e-5 and polished within 1e-9', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 2, max: 40 }), (seed, n) => {
        const problem = randomProblem(n, seed);
        const exact = quadraticProgram(problem, { method: 'active-set' });
        if (exact.status !== 'optimal') return;
        seen++;
        const raw = interiorPoint({
          ...problem,
          curvature: new DenseCurvature(problem.quadratic, n),
          rows: scaledRows(problem)
        });
        expect(raw.converged).toBe(true);
        expect(raw.iterations).toBeLessThan(40);
        const polished = quadraticProgram(problem, { method: 'interior-point' });
        if (polished.status !== 'optimal') throw new Error(polished.status);
        for (let j = 0; j < n; j++) {
          expect(raw.x[j]).toBeCloseTo(exact.x[j], 4);
          expect(polished.x[j]).toBeCloseTo(exact.x[j], 9);
        }
      }),
      { numRuns: 150, seed: 41 }
    );
    expect(seen).toBeGreaterThan(80);
  });

  it('puts fixed variables in as constants', () => {
    const problem = randomProblem(12, 8);
    const lower = Float64Array.from(problem.lower);
    const upper = Float64Array.from(problem.upper);
    lower[3] = upper[3] = 0.01;
    lower[7] = upper[7] = 0.02;
    const pinned = { ...problem, lower, upper, rows: problem.rows.slice(0, 1) };
    const exact = quadraticProgram(pinned);
    const inner = quadraticProgram(pinned, { method: 'interior-point' });
    if (exact.status !== 'optimal' || inner.status !== 'optimal') throw new Error(`${exact.status} ${inner.status}`);
    expect(inner.method).toBe('interior-point');
    exact.x.forEach((value, j) => expect(inner.x[j]).toBeCloseTo(value, 9));
  });
});
