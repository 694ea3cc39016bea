import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '$lib/math/random';
import {
  backSubstitution,
  centeredGram,
  choleskyFactor,
  choleskySolve,
  forwardSubstitution,
  gram,
  isPositiveSemidefinite,
  leastSquares,
  matrixProduct,
  nearestPositiveSemidefinite,
  quadraticForm,
  symmetricEigen,
  symmetricProduct,
  transposed
} from './index';

const sizes = fc.record({ seed: fc.integer({ min: 0, max: 1e9 }), n: fc.integer({ min: 1, max: 30 }) });

function normals(length: number, seed: number): Float64Array {
  const out = new Float64Array(length);
  randomStream(seed).fillNormal(out);
  return out;
}

function expectClose(a: ArrayLike<number>, b: ArrayLike<number>, digits: number): void {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i], digits);
}

describe('Cholesky', () => {
  it('factors the textbook matrix (Higham 2009)', () => {
    const result = choleskyFactor(Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), 3);
    if (result.status !== 'ok') throw new Error(result.status);
    expect(Array.from(result.factor)).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    expectClose(forwardSubstitution(result.factor, 3, [2, 7, 0]), [1, 1, 1], 14);
    expectClose(backSubstitution(result.factor, 3, [0, 6, 3]), [1, 1, 1], 14);
  });

  it('gives LL back, and solves', () => {
    fc.assert(
      fc.property(sizes, ({ seed, n }) => {
        const a = gram(normals(2 * n * n, seed), 2 * n, n);
        const result = choleskyFactor(a, n);
        if (result.status !== 'ok') throw new Error(result.status);
        expectClose(matrixProduct(result.factor, n, n, transposed(result.factor, n, n), n), a, 9);
        const x = normals(n, seed + 1);
        expectClose(choleskySolve(result.factor, n, symmetricProduct(a, n, x)), x, 5);
      })
    );
  });

  it('factors min(i, j) into ones, exactly, below and above the size of a panel', () => {
    for (const n of [1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 66, 130]) {
      const a = Float64Array.from({ length: n * n }, (_, at) => 1 + Math.min(Math.floor(at / n), at % n));
      const result = choleskyFactor(a, n);
      if (result.status !== 'ok') throw new Error(result.status);
      expect(result.factor.every((value, at) => value === (at % n <= Math.floor(at / n) ? 1 : 0))).toBe(true);
      a[n * n - 1] = n - 1;
      expect(choleskyFactor(a, n)).toEqual({ status: 'not-positive-definite', pivot: n - 1 });
    }
  });

  it('says which pivot fails', () => {
    expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toEqual({ status: 'not-positive-definite', pivot: 1 });
    expect(choleskyFactor(Float64Array.of(NaN), 1)).toEqual({ status: 'not-positive-definite', pivot: 0 });
    expect(() => choleskyFactor(new Float64Array(3), 2)).toThrow(RangeError);
  });
});

describe('gram', () => {
  it('is what the definition says, also across tiles', () => {
    for (const [rows, columns] of [
      [1, 1],
      [7, 3],
      [30, 70],
      [9, 130]
    ]) {
      const data = normals(rows * columns, columns);
      expectClose(
        gram(data, rows, columns),
        matrixProduct(transposed(data, rows, columns), columns, rows, data, columns),
        10
      );
    }
  });

  it('centred does not see a shift of a column', () => {
    const data = normals(50 * 4, 3);
    const shifted = data.map((value, k) => value + [1, -20, 300, 0][k % 4]);
    const plain = centeredGram(data, 50, 4);
    const moved = centeredGram(shifted, 50, 4);
    expectClose(moved.gram, plain.gram, 9);
    expectClose(
      moved.means,
      plain.means.map((value, j) => value + [1, -20, 300, 0][j]),
      10
    );
  });
});

describe('eigen', () => {
  it('rebuilds the matrix from orthonormal vectors', () => {
    fc.assert(
      fc.property(sizes, ({ seed, n }) => {
        const a = gram(normals(n * n, seed), n, n);
        const { values, vectors } = symmetricEigen(a, n);
        const scaled = vectors.map((value, k) => value * values[k % n]);
        const back = matrixProduct(scaled, n, n, transposed(vectors, n, n), n);
        const size = values[n - 1];
        for (let k = 0; k < a.length; k++) expect(Math.abs(back[k] - a[k])).toBeLessThan(1e-12 * size);
        for (let k = 1; k < n; k++) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
      }),
      { numRuns: 40 }
    );
  });

  it('clips the negative part: nearest in the Frobenius norm, by hand', () => {
    // Eigenvalues 3 and -1 on (1, 1) and (1, -1): the projection keeps 3/2 everywhere.
    const repaired = nearestPositiveSemidefinite(Float64Array.of(1, 2, 2, 1), 2);
    expectClose(repaired.matrix, [1.5, 1.5, 1.5, 1.5], 12);
    expect(repaired.clipped).toBe(1);
    expect(repaired.smallest).toBeCloseTo(-1, 12);
    expect(isPositiveSemidefinite(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
    expect(isPositiveSemidefinite(repaired.matrix, 2)).toBe(true);
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(RangeError);
  });

  it('leaves a semidefinite matrix as it is', () => {
    const a = gram(normals(60, 4), 10, 6);
    expectClose(nearestPositiveSemidefinite(a, 6).matrix, a, 12);
    expect(quadraticForm(a, 6, [1, 0, 0, 0, 0, 0])).toBeCloseTo(a[0], 12);
  });
});

describe('leastSquares', () => {
  it('finds the line through points on a line', () => {
    const design = Float64Array.of(1, 0, 1, 1, 1, 2, 1, 5);
    const result = leastSquares(design, 4, 2, [1, 3, 5, 11]);
    if (result.status !== 'ok') throw new Error(result.status);
    expectClose(result.coefficients, [1, 2], 12);
    expectClose(result.residuals, [0, 0, 0, 0], 12);
  });

  it('leaves residuals at right angles to the design', () => {
    fc.assert(
      fc.property(sizes, ({ seed, n }) => {
        const rows = 2 * n + 3;
        const design = normals(rows * n, seed);
        const result = leastSquares(design, rows, n, normals(rows, seed + 1));
        if (result.status !== 'ok') throw new Error(result.status);
        const angle = matrixProduct(transposed(design, rows, n), n, rows, result.residuals, 1);
        for (const value of angle) expect(Math.abs(value)).toBeLessThan(1e-9);
      })
    );
  });

  it('names the column that depends on others', () => {
    expect(leastSquares(Float64Array.of(1, 2, 1, 2, 1, 2), 3, 2, [1, 2, 3])).toEqual({
      status: 'rank-deficient',
      column: 1
    });
  });
});
