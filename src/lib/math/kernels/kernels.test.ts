import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { exp, exponentials } from '$lib/math/elementary';
import {
  centeredGram,
  choleskyFactor,
  gram,
  matrixProduct,
  symmetricEigen,
  symmetricEigenvalues
} from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { factorDense, subtractProduct } from '../optimize/conic/dense-kernel';
import { bytesOfBase64 } from './base64';
import { kernelName, withCompiled, withForcedKernels, withKernels } from './index';

/** Whether the same calculation gives the same bits in TypeScript and in WebAssembly; NaN is equal to NaN. */
function expectSameBits(calculation: () => Float64Array): void {
  const plain = withForcedKernels('typescript', calculation);
  const compiled = withForcedKernels('wasm-simd-1', calculation);
  expect(compiled.length).toBe(plain.length);
  for (let i = 0; i < plain.length; i++) {
    if (!Object.is(compiled[i], plain[i])) throw new Error(`${compiled[i]} and ${plain[i]} at ${i}`);
  }
}

function normals(length: number, seed: number): Float64Array {
  const random = randomStream(seed);
  return Float64Array.from({ length }, () => random.normal());
}

/** Data in which some values are missing, infinite or of other sizes, when `spoiled`. */
function data(length: number, seed: number, spoiled: boolean): Float64Array {
  const values = normals(length, seed);
  if (!spoiled) return values;
  const random = randomStream(seed, 1);
  for (const odd of [NaN, Infinity, 1e200, -0, 1e-310]) values[random.integerBelow(length)] = odd;
  return values;
}

const seed = fc.integer({ min: 0, max: 1e9 });
const shapes = fc.record({
  seed,
  rows: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 200, max: 600 })),
  columns: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 75 })),
  spoiled: fc.boolean()
});
const sizes = fc.record({ seed, n: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 150 })) });
const few = { numRuns: 40 };

describe('both kernels give the same bits', () => {
  test('cross products', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, columns, spoiled }) => {
        const x = data(rows * columns, seed, spoiled);
        expectSameBits(() => gram(x, rows, columns));
        expectSameBits(() => centeredGram(x, rows, columns).gram);
      }),
      few
    );
  });

  test('matrix products', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 40 }), ({ seed, rows, columns, spoiled }, inner) => {
        const [a, b] = [data(rows * inner, seed, spoiled), data(inner * columns, seed + 1, false)];
        expectSameBits(() => matrixProduct(a, rows, inner, b, columns));
        expectSameBits(() => matrixProduct(b, columns, inner, a, rows));
      }),
      few
    );
  });

  test('Cholesky factors, and the pivot at which there is none', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ seed, n }, definite) => {
        const a = gram(normals((n + 5) * n, seed), n + 5, n);
        if (!definite) a[randomStream(seed, 2).integerBelow(n) * (n + 1)] *= -1;
        expectSameBits(() => {
          const found = choleskyFactor(a, n);
          return found.status === 'ok' ? found.factor : Float64Array.of(found.pivot);
        });
      }),
      few
    );
  });

  test('symmetric eigenvalues and vectors', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 200 }), ({ seed, n }, rank) => {
        const a = gram(normals(rank * n, seed), rank, n);
        expectSameBits(() => symmetricEigen(a, n).vectors);
        expectSameBits(() => symmetricEigen(a, n).values);
        expectSameBits(() => symmetricEigenvalues(a, n));
      }),
      few
    );
  });

  test('the dense part of the conic factor', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 300 }), ({ seed, n }, count) => {
        const stride = (n + 3) & ~3;
        const v = new Float64Array(count * stride);
        const drawn = normals(count * n, seed);
        for (let t = 0; t < count; t++) v.set(drawn.subarray(t * n, (t + 1) * n), t * stride);
        const weights = normals(count, seed + 1);
        const scales = new Float64Array(n).fill(1);
        const signs = Int8Array.from({ length: n }, (_, i) => (i % 3 === 0 ? -1 : 1));
        expectSameBits(() => {
          const block = new Float64Array(stride * stride);
          subtractProduct(block, v, weights, count, stride);
          for (let i = 0; i < n; i++) block[i * stride + i] += 2 * signs[i] * count;
          const pivots = new Float64Array(n);
          factorDense(block, n, pivots, { signs, scales });
          const lower = [];
          for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) lower.push(block[i * stride + j]);
          return Float64Array.from([...pivots, ...lower]);
        });
      }),
      few
    );
  });

  test('random draws, and the state they leave behind', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 0, max: 1500 }), (seed, count) => {
        for (const kind of ['fillUniform', 'fillNormal', 'fillGaussian'] as const) {
          expectSameBits(() => {
            const random = randomStream(seed);
            const out = new Float64Array(count);
            random[kind](out);
            return Float64Array.from([...out, random.uniform()]);
          });
        }
      }),
      few
    );
    const many = new Float64Array(300_000);
    for (const kind of ['fillNormal', 'fillGaussian'] as const)
      expectSameBits(() => {
        randomStream(11)[kind](many);
        return many;
      });
  });

  test('correlated lognormal draws', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 70 }), (seed, rows, lanes) => {
        const [means, factor] = [normals(rows, seed), normals(rows * rows, seed + 1)];
        expectSameBits(() => {
          const random = randomStream(seed);
          const out = new Float64Array(rows * lanes);
          random.fillLognormal(out, means, factor, lanes);
          return Float64Array.from([...out, random.uniform()]);
        });
      }),
      few
    );
  });

  test('exponentials', () => {
    const odd = [0, -0, NaN, Infinity, -Infinity, 709.7, 710, -708.5, -745.1, -746, 1e-320];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.double({ min: -750, max: 750 }), fc.constantFrom(...odd))), (x) => {
        const filled = (): Float64Array => {
          const values = Float64Array.from(x);
          exponentials(values);
          return values;
        };
        expectSameBits(filled);
        filled().forEach((value, i) => expect(value).toBe(exp(x[i])));
      })
    );
  });
});

describe('the choice', () => {
  test('is WebAssembly here, and TypeScript for small work, forced work and work within other work', () => {
    expect(kernelName()).toBe('wasm-simd-1');
    const used = (work: number): string => withKernels(work, [8], ({ name }) => name);
    expect([used(1e6), used(10)]).toEqual(['wasm-simd-1', 'typescript']);
    expect(withForcedKernels('typescript', () => [used(1e6), kernelName()])).toEqual(['typescript', 'typescript']);
    expect(withForcedKernels('wasm-simd-1', () => used(10))).toBe('wasm-simd-1');
    expect(withKernels(1e6, [8], () => used(1e6))).toBe('typescript');
    expect(() => withKernels(1e6, [8], () => expect.fail())).toThrow();
    expect(used(1e6)).toBe('wasm-simd-1');
  });

  test('is TypeScript where WebAssembly is missing, or not allowed', async () => {
    const Refused = function (): never {
      throw new EvalError('refused');
    };
    for (const WebAssembly of [undefined, { Module: Refused, Instance: Refused }]) {
      vi.resetModules();
      vi.stubGlobal('WebAssembly', WebAssembly);
      const fresh = await import('./index');
      expect(fresh.kernelName()).toBe('typescript');
      expect(fresh.withKernels(1e6, [8], ({ name }) => name)).toBe('typescript');
      expect(() => fresh.withForcedKernels('wasm-simd-1', () => 0)).toThrow(RangeError);
    }
    vi.unstubAllGlobals();
    // Files after this one must not find the kernels of a world without WebAssembly.
    vi.resetModules();
  });

  test('is TypeScript for what the memory cannot hold', () => {
    expect(withCompiled(1e6, [2 ** 28], () => true)).toBeUndefined();
  });

  test('arrays do not overlap, whatever was asked for before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 6 }), (lengths) => {
        withCompiled(1e6, lengths, (_, arrays) => {
          arrays.forEach((array, k) => array.fill(k));
          arrays.forEach((array, k) => expect(array.every((value) => value === k)).toBe(true));
          expect(arrays.map(({ length }) => length)).toEqual(lengths);
        });
      })
    );
  });

  test('base64 is read as it is written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesOfBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
      })
    );
  });
});
