import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearMinimum, linearProgram } from './linear-program';

test('the least value alone is that of the whole answer, and there is none in the same cases', () => {
  const figure = fc.integer({ min: -20, max: 20 });
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(figure, { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(figure, figure, figure, figure, fc.boolean()), { maxLength: 4 }),
      fc.constantFrom(1, 5, Infinity),
      (cost, given, most) => {
        const rows = given.map(([a, b, c, limit, equal]) => ({
          coefficients: Float64Array.from([a, b, c]),
          lower: limit,
          upper: equal ? limit : Infinity
        }));
        const lower = new Float64Array(3);
        const problem = { lower, upper: new Float64Array(3).fill(most), rows, linear: Float64Array.from(cost) };
        const whole = linearProgram(problem);
        const least = linearMinimum(problem);
        seen.add(least.status);
        expect(least.status).toBe(whole.status);
        if (least.status === 'optimal' && whole.status === 'optimal')
          expect(least.objective).toBeCloseTo(whole.objective, 9);
      }
    ),
    { numRuns: 400 }
  );
  expect([...seen].sort()).toEqual(['infeasible', 'optimal', 'unbounded']);
});
