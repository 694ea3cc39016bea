import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedCloses } from '.';

const closes = (pairs: readonly (readonly [number, number])[]) => ({
  days: Int32Array.from(pairs, ([day]) => day),
  values: Float64Array.from(pairs, ([, value]) => value)
});
const run = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9999 })), {
    selector: ([day]) => day,
    maxLength: 30
  })
  .map((pairs) => closes([...pairs].sort((a, b) => a[0] - b[0])));

describe('two series of closes', () => {
  it('agree but for rounding, differ by how much, and lack days of each other', () => {
    const first = closes([
      [1, 100],
      [2, 200],
      [3, 50],
      [4, 10],
      [9, 7]
    ]);
    const second = closes([
      [1, 100.01],
      [2, 100],
      [4, 11],
      [5, 12],
      [6, 13]
    ]);
    expect(comparedCloses(first, second, 5e-4)).toEqual({
      ...{ common: 3, same: 1, onlyFirst: 1, onlySecond: 2 },
      differences: [
        { day: 2, first: 200, second: 100, relative: -0.5 },
        { day: 4, first: 10, second: 11, relative: 0.1 }
      ]
    });
  });

  it('with nothing in common have nothing to differ in', () => {
    const nothing = { common: 0, same: 0, onlyFirst: 0, onlySecond: 0, differences: [] };
    expect(comparedCloses(closes([]), closes([[1, 1]]), 0)).toEqual(nothing);
    expect(comparedCloses(closes([[1, 1]]), closes([[2, 1]]), 0)).toEqual(nothing);
  });

  it('add up, whichever stands first', () => {
    fc.assert(
      fc.property(run, run, (a, b) => {
        const one = comparedCloses(a, b, 0.01);
        const other = comparedCloses(b, a, 0);
        expect(one.same + one.differences.length).toBe(one.common);
        expect([other.common, other.onlyFirst, other.onlySecond]).toEqual([one.common, one.onlySecond, one.onlyFirst]);
        expect(comparedCloses(a, a, 0)).toMatchObject({ same: a.days.length, onlyFirst: 0, onlySecond: 0 });
      })
    );
  });
});
