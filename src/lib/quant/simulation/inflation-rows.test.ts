import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflationRows } from './inflation-rows';

const prices = { days: Int32Array.of(0, 31, 59), values: Float64Array.of(100, 101, 100.5) };

describe('inflation of rows', () => {
  test('between observations a level moves at an even rate, by hand', () => {
    // 100 · 1.01^(d/31) up to day 31, then 101 · (100.5/101)^((d−31)/28).
    const found = inflationRows(prices, 0, Int32Array.of(10, 31, 45));
    const expected = [1.01 ** (10 / 31) - 1, 1.01 ** (21 / 31) - 1, (100.5 / 101) ** (14 / 28) - 1];
    expected.forEach((one, at) => expect(Math.abs((found[at] ?? NaN) - one)).toBeLessThan(1e-15));
  });

  test('whatever days are taken, the rows together bring what was observed from end to end', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 58 }), { maxLength: 30 }), (taken) => {
        const days = Int32Array.from([...taken.sort((a, b) => a - b), 59]);
        const whole = inflationRows(prices, 0, days).reduce((level, one) => level * (1 + one), 1);
        expect(Math.abs(whole - 1.005)).toBeLessThan(1e-13);
      })
    );
  });

  test('a day that nothing was observed around, or a level that is none, is refused', () => {
    expect(() => inflationRows(prices, -1, Int32Array.of(5))).toThrow(RangeError);
    expect(() => inflationRows(prices, 0, Int32Array.of(60))).toThrow(RangeError);
    const broken = { days: prices.days, values: Float64Array.of(100, 0, 1) };
    expect(() => inflationRows(broken, 0, Int32Array.of(5))).toThrow('no price level on day 5');
  });
});
