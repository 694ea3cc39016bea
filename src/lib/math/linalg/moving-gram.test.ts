import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withForcedKernels } from '$lib/math/kernels';
import { randomStream } from '$lib/math/random';
import { centeredGram } from './gram';
import { MovingGram } from './moving-gram';

function data(rows: number, columns: number, seed: number): Float64Array {
  const out = new Float64Array(rows * columns);
  randomStream(seed).fillNormal(out);
  return out.map((z, k) => 3 + (k % columns) + 0.01 * z);
}

/** Covariance of the rows of some spans, summed anew. */
function fresh(values: Float64Array, columns: number, spans: readonly { start: number; end: number }[]): Float64Array {
  const rows = spans.flatMap(({ start, end }) => Array.from(values.subarray(start * columns, end * columns)));
  const count = rows.length / columns;
  return centeredGram(Float64Array.from(rows), count, columns).gram.map((value) => value / (count - 1));
}

describe('MovingGram', () => {
  it('has the covariance of its window wherever it moved before, of one span or several', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 2, max: 40 }), fc.nat(10), fc.nat(30)), {
          minLength: 1,
          maxLength: 12
        }),
        (seed, columns, moves) => {
          const values = data(150, columns, seed);
          const moving = new MovingGram(values, 150, columns, values.slice(0, columns));
          const out = new Float64Array(columns * columns);
          for (const [start, length, gap, more] of moves) {
            const end = start + length;
            const spans = [{ start, end }];
            if (more > 0) spans.push({ start: end + gap, end: end + gap + more });
            expect(moving.moveTo(spans)).toBe(length + more);
            moving.covariance(out);
            fresh(values, columns, spans).forEach((value, k) => expect(Math.abs(out[k] - value)).toBeLessThan(1e-15));
          }
        }
      )
    );
  });

  it('does not drift over a thousand steps, and both kernels agree to the bit', () => {
    const [rows, columns] = [1100, 9];
    const values = data(rows, columns, 4);
    const walk = (): Float64Array => {
      const moving = new MovingGram(values, rows, columns, values.slice(0, columns));
      const out = new Float64Array(columns * columns);
      for (let start = 0; start + 100 <= rows; start++) moving.moveTo([{ start, end: start + 100 }]);
      moving.covariance(out);
      return out;
    };
    const compiled = withForcedKernels('wasm-simd-1', walk);
    expect(withForcedKernels('typescript', walk)).toEqual(compiled);
    fresh(values, columns, [{ start: 1000, end: 1100 }]).forEach((value, k) =>
      expect(Math.abs(compiled[k] - value)).toBeLessThan(1e-15)
    );
    expect(() => new MovingGram(values, rows, 8, new Float64Array(8))).toThrow(RangeError);
  });
});
