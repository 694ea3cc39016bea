import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dot, gram, quadraticForm, symmetricProduct } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { convexMinimumOnSimplex, type ConvexValue } from './convex-minimum';
import { linearProgram } from './linear-program';
import { quadraticProgram } from './quadratic-program';

const cases = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 1e6 }));

describe('convex minimum on the simplex', () => {
  test('of a greatest of planes is that of the linear program', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 30 }), ([n, seed], planes) => {
        const random = randomStream(seed);
        const slopes = Array.from({ length: planes }, () => Float64Array.from({ length: n }, () => random.normal()));
        const heights = slopes.map(() => 0.3 * random.normal());
        const at = (x: Float64Array): ConvexValue => {
          const values = slopes.map((slope, i) => heights[i] + dot(slope, x));
          const value = Math.max(...values);
          return { value, gradient: slopes[values.indexOf(value)] };
        };
        const found = convexMinimumOnSimplex(at, n);
        expect(found.status).toBe('optimal');
        const rows = slopes.map((slope, i) => ({
          coefficients: Float64Array.of(...slope, -1),
          lower: -Infinity,
          upper: -heights[i]
        }));
        const whole = new Float64Array(n + 1).fill(1, 0, n);
        const wanted = linearProgram({
          linear: Float64Array.from(whole, (value) => 1 - value),
          lower: new Float64Array(n + 1).fill(-Infinity, n),
          upper: new Float64Array(n + 1).fill(Infinity),
          rows: [...rows, { coefficients: whole, lower: 1, upper: 1 }]
        });
        if (wanted.status !== 'optimal') throw new Error(wanted.status);
        expect(Math.abs(found.value - wanted.objective)).toBeLessThan(1e-8);
        expect(found.bound).toBeLessThanOrEqual(wanted.objective + 1e-9);
      }),
      { numRuns: 40 }
    );
  });

  test('of a quadratic form is that of the quadratic program, and its weights with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const random = randomStream(seed);
        const rows = n + 6;
        const quadratic = gram(
          Float64Array.from({ length: rows * n }, () => random.normal()),
          rows,
          n
        );
        const at = (x: Float64Array): ConvexValue => {
          const value = Math.sqrt(quadraticForm(quadratic, n, x));
          return { value, gradient: symmetricProduct(quadratic, n, x).map((slope) => slope / value) };
        };
        const found = convexMinimumOnSimplex(at, n, { tolerance: 1e-11 });
        expect(found.status).toBe('optimal');
        const wanted = quadraticProgram({
          quadratic,
          linear: new Float64Array(n),
          lower: new Float64Array(n),
          upper: new Float64Array(n).fill(Infinity),
          rows: [{ coefficients: new Float64Array(n).fill(1), lower: 1, upper: 1 }]
        });
        if (wanted.status !== 'optimal') throw new Error(wanted.status);
        // A gap of 1e-11 leaves the square root of it in the point.
        found.x.forEach((value, j) => expect(Math.abs(value - wanted.x[j])).toBeLessThan(1e-4));
        expect(found.value / Math.sqrt(2 * wanted.objective) - 1).toBeLessThan(2e-11);
      }),
      { numRuns: 8 }
    );
  });

  test('a function that is zero, one variable, and values that are none', () => {
    const flat = (n: number) => ({ value: 0, gradient: new Float64Array(n) });
    expect(convexMinimumOnSimplex(() => flat(3), 3)).toMatchObject({ status: 'optimal', value: 0, bound: 0 });
    const only = convexMinimumOnSimplex(() => ({ value: 2, gradient: Float64Array.of(2) }), 1);
    expect(only).toMatchObject({ status: 'optimal', value: 2, x: Float64Array.of(1) });
    expect(() => convexMinimumOnSimplex(() => ({ value: NaN, gradient: Float64Array.of(1) }), 1)).toThrow(/NaN/);
    expect(() => convexMinimumOnSimplex(() => flat(0), 0)).toThrow(/0 variables/);
    const hinge = (x: Float64Array) => (x[0] > 0.3 ? { value: x[0] - 0.3, gradient: Float64Array.of(1, 0) } : flat(2));
    expect(convexMinimumOnSimplex(hinge, 2).value).toBeLessThan(1e-12);
    const stopped = convexMinimumOnSimplex((x) => ({ value: dot(x, x), gradient: x.map((v) => 2 * v) }), 4, {
      tolerance: 0,
      maximumIterations: 1
    });
    expect(stopped.bound).toBeLessThanOrEqual(0.25 + 1e-15);
  });
});
