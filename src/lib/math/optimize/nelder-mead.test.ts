import { expect, it } from 'vitest';
import { simplexMinimum } from './index';

it('finds the minima of Rosenbrock (1960) and Powell (1962)', () => {
  const valley = simplexMinimum(([a, b]) => 100 * (b - a * a) ** 2 + (1 - a) ** 2, [-1.2, 1]);
  expect(valley.status).toBe('converged');
  expect(valley.x[0]).toBeCloseTo(1, 4);
  expect(valley.x[1]).toBeCloseTo(1, 4);
  const singular = simplexMinimum(
    ([a, b, c, d]) => (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4,
    [3, -1, 0, 1]
  );
  expect(singular.value).toBeLessThan(1e-8);
});

it('passes over what is not a number, stops where it is told, and needs a start', () => {
  const root = simplexMinimum(([x]) => (x < 0 ? NaN : (Math.sqrt(x) - 2) ** 2), [0.1]);
  expect(root.x[0]).toBeCloseTo(4, 4);
  expect(simplexMinimum(([x]) => x * x, [5], { maximumEvaluations: 4 }).status).toBe('stopped');
  expect(() => simplexMinimum(() => 0, [])).toThrow(RangeError);
});
