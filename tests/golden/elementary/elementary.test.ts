import { describe, expect, test } from 'vitest';
import { exp, expm1, log, log1p } from '$lib/math/elementary';
import golden from './elementary-mpmath.json';

const bits = new DataView(new ArrayBuffer(8));

/** The distance from one double to the next of the size of `value`. */
function unitInLastPlace(value: number): number {
  bits.setFloat64(0, Math.abs(value));
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0) - Math.abs(value);
}

/** The greatest error in units of the last place, and its argument. */
function worst(f: (x: number) => number, rows: number[][]): { error: number; x: number } {
  return rows.reduce(
    (most, [x = NaN, rounded = NaN, lost = NaN]) => {
      const error = Math.abs(f(x) - rounded - lost) / unitInLastPlace(rounded);
      return error <= most.error ? most : { error, x };
    },
    { error: 0, x: 0 }
  );
}

describe(golden.source.work, () => {
  test.each(Object.entries({ log, log1p, exp, expm1 }))('%s is off by less than its last place', (name, f) => {
    const rows = golden.cases[name as keyof typeof golden.cases];
    expect(rows.length).toBeGreaterThan(200);
    const { error, x } = worst(f, rows);
    expect(error, `at ${x}`).toBeLessThan(1);
  });

  test('ends of the range', () => {
    expect([0, -0, -1, NaN, Infinity].map(log)).toEqual([-Infinity, -Infinity, NaN, NaN, Infinity]);
    expect([-1, -2, NaN, Infinity, 0, -0].map(log1p)).toEqual([-Infinity, NaN, NaN, Infinity, 0, -0]);
    expect([-Infinity, Infinity, NaN, 0, 710, -746].map(exp)).toEqual([0, Infinity, NaN, 1, Infinity, 0]);
    expect([-Infinity, Infinity, NaN, 0, -0, 710].map(expm1)).toEqual([-1, Infinity, NaN, 0, -0, Infinity]);
  });
});
