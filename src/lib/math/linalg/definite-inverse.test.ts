import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import {
  choleskyFactor,
  definiteInverse,
  gram,
  isPositiveSemidefinite,
  mahalanobisSquares,
  matrixProduct,
  nearestCorrelation,
  quadraticForm,
  symmetricEigen
} from './index';

const sizes = fc.record({ seed: fc.nat(1e9), n: fc.integer({ min: 1, max: 8 }) });

function normals(length: number, seed: number): Float64Array {
  const out = new Float64Array(length);
  randomStream(seed).fillNormal(out);
  return out;
}

describe('inverse of a definite matrix', () => {
  it('times the matrix is the identity, and its determinant is the product of the eigenvalues', () => {
    fc.assert(
      fc.property(sizes, ({ seed, n }) => {
        const a = gram(normals(3 * n * n, seed), 3 * n, n);
        const found = definiteInverse(a, n);
        if (found.status !== 'ok') throw new Error(found.status);
        matrixProduct(a, n, n, found.inverse, n).forEach((value, at) =>
          expect(value).toBeCloseTo(at % (n + 1) === 0 ? 1 : 0, 7)
        );
        const logs = symmetricEigen(a, n).values.reduce((total, value) => total + Math.log(value), 0);
        expect(found.logDeterminant).toBeCloseTo(logs, 8);
      })
    );
    expect(definiteInverse(Float64Array.of(1, 2, 2, 1), 2)).toEqual({ status: 'not-positive-definite', pivot: 1 });
  });

  it('gives the Mahalanobis distances', () => {
    fc.assert(
      fc.property(sizes, ({ seed, n }) => {
        const a = gram(normals(3 * n * n, seed), 3 * n, n);
        const [found, factor] = [definiteInverse(a, n), choleskyFactor(a, n)];
        if (found.status !== 'ok' || factor.status !== 'ok') throw new Error('not definite');
        const x = normals(n, seed + 1);
        const [distance] = mahalanobisSquares(x, 1, n, new Float64Array(n), factor.factor);
        expect(distance).toBeCloseTo(quadraticForm(found.inverse, n, x), 6);
      })
    );
  });
});

describe('nearest correlation', () => {
  it('is a correlation, no farther than that of no correlation at all, and leaves a correlation as it is', () => {
    fc.assert(
      fc.property(fc.record({ seed: fc.nat(1e9), n: fc.integer({ min: 2, max: 6 }) }), ({ seed, n }) => {
        const random = randomStream(seed);
        const matrix = new Float64Array(n * n);
        for (let i = 0; i < n; i++) {
          matrix[i * n + i] = 1;
          for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i] = 2 * random.uniform() - 1;
        }
        const found = nearestCorrelation(matrix, n);
        expect(found.status).toBe('converged');
        for (let i = 0; i < n; i++) expect(found.matrix[i * n + i]).toBe(1);
        expect(isPositiveSemidefinite(found.matrix, n, 1e-7)).toBe(true);
        const again = nearestCorrelation(found.matrix, n);
        expect(again.distance).toBeLessThan(1e-6);
        const blank = matrix.map((value, at) => (at % (n + 1) === 0 ? 0 : value));
        const toIdentity = Math.sqrt(blank.reduce((total, value) => total + value * value, 0));
        expect(found.distance).toBeLessThanOrEqual(toIdentity + 1e-9);
      }),
      { numRuns: 40 }
    );
  });
});
