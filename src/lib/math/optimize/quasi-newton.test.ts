import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quasiNewtonMinimum } from './index';

// Rosenbrock (1960): the minimum is 0 at (1, 1).
test('finds the end of a curved valley from the usual start', () => {
  const found = quasiNewtonMinimum(
    ([x = 0, y = 0], gradient) => {
      gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
      gradient[1] = 200 * (y - x * x);
      return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    },
    [-1.2, 1]
  );
  expect(found.status).toBe('converged');
  expect(found.iterations).toBeLessThan(60);
  for (const value of found.x) expect(value).toBeCloseTo(1, 8);
});

test('a convex quadratic function has its minimum where its gradient says', () => {
  const term = fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }));
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 6 }), (terms) => {
      const found = quasiNewtonMinimum(
        (x, gradient) => {
          let value = 0;
          for (const [i, [weight, centre]] of terms.entries()) {
            const away = (x[i] ?? NaN) - centre;
            gradient[i] = weight * away;
            value += 0.5 * weight * away * away;
          }
          return value;
        },
        terms.map(() => 0)
      );
      expect(found.status).toBe('converged');
      for (const [i, [, centre]] of terms.entries()) expect(found.x[i]).toBeCloseTo(centre, 5);
    })
  );
});

test('where the function is not defined the search turns back', () => {
  const found = quasiNewtonMinimum(
    ([x = 0], gradient) => {
      gradient[0] = 1 - 1 / x;
      return x > 0 ? x - Math.log(x) : NaN;
    },
    [5]
  );
  expect(found.x[0]).toBeCloseTo(1, 7);
  expect(() => quasiNewtonMinimum(() => NaN, [1])).toThrow(RangeError);
  expect(() => quasiNewtonMinimum(() => 0, [])).toThrow(RangeError);
});
