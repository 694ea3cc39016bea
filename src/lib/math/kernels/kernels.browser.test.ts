import { expect, test } from 'vitest';
import { choleskyFactor, gram, symmetricEigen } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { kernelName, withForcedKernels } from './index';

function results(): Float64Array[] {
  const normals = new Float64Array(20_000);
  randomStream(3).fillNormal(normals);
  const matrix = gram(normals, 200, 100);
  const { values, vectors } = symmetricEigen(matrix, 100);
  const factored = choleskyFactor(matrix, 100);
  return [normals, matrix, values, vectors, factored.status === 'ok' ? factored.factor : new Float64Array(0)];
}

test('the browser compiles the kernels, and they give the same bits as TypeScript', () => {
  expect(kernelName()).toBe('wasm-simd-1');
  const plain = withForcedKernels('typescript', results);
  const compiled = withForcedKernels('wasm-simd-1', results);
  expect(compiled.every((values, k) => values.every((value, i) => value === plain[k]?.[i]))).toBe(true);
  expect(results()).toEqual(plain);
});
