import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import { linearSolution } from './linear-system';
import { matrixProduct } from './matrix-product';

test('the solution of a linear system solves it, and a singular one has none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
      const random = randomStream(seed);
      const matrix = Float64Array.from({ length: n * n }, () => random.normal());
      const wanted = Float64Array.from({ length: n * 2 }, () => random.normal());
      const found = linearSolution(matrix, n, matrixProduct(matrix, n, n, wanted, 2), 2);
      // Random matrices of this size have condition numbers up to about 1e5.
      wanted.forEach((value, at) => expect(Math.abs((found?.[at] ?? NaN) - value)).toBeLessThan(1e-8));
    }),
    { numRuns: 100 }
  );
  expect(linearSolution(Float64Array.of(0, 1, 1, 0), 2, Float64Array.of(2, 3), 1)).toEqual(Float64Array.of(3, 2));
  expect(linearSolution(Float64Array.of(1, 1, 1, 1), 2, Float64Array.of(2, 3), 1)).toBeUndefined();
  expect(() => linearSolution(new Float64Array(3), 2, new Float64Array(2), 1)).toThrow(RangeError);
});
