import { describe, expect, test } from 'vitest';
import { withForcedKernels } from '$lib/math/kernels';
import { choleskyFactor, symmetricEigen, symmetricEigenvalues } from '$lib/math/linalg';
import golden from './numpy-symmetric.json';

interface Case {
  id: string;
  matrix: number[][];
  values: number[];
  vectors?: number[][];
  cholesky?: number[][];
}

function expectWithin(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  const worst = Array.from(expected).reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? NaN))), 0);
  expect(worst).toBeLessThanOrEqual(tolerance);
}

describe.each(['typescript', 'wasm-simd-1'] as const)(`${golden.source.work}, %s`, (kernels) => {
  test.each(golden.cases as Case[])('$id', ({ matrix, values, vectors, cholesky }) => {
    withForcedKernels(kernels, () => {
      const n = matrix.length;
      const flat = Float64Array.from(matrix.flat());
      const found = symmetricEigen(flat, n);
      const size = Math.max(...values.map(Math.abs));
      expectWithin(found.values, values, 1e-13 * size);
      expectWithin(symmetricEigenvalues(flat, n), values, 1e-13 * size);
      if (vectors) {
        for (let j = 0; j < n; j++) {
          const [ours, theirs] = [0, 1].map((k) =>
            vectors.map((row, i) => (k === 1 ? (row[j] ?? NaN) : (found.vectors[i * n + j] ?? NaN)))
          );
          const same = (ours ?? []).reduce((total, value, i) => total + value * (theirs?.[i] ?? NaN), 0);
          expectWithin(
            (ours ?? []).map((value) => value * Math.sign(same)),
            theirs ?? [],
            1e-11
          );
        }
      }
      if (!cholesky) return;
      const factor = choleskyFactor(flat, n);
      if (factor.status !== 'ok') throw new Error(factor.status);
      expectWithin(factor.factor, cholesky.flat(), 1e-13 * Math.max(...cholesky.flat()));
    });
  });
});
