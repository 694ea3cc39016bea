import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionDays, indicator, sideValues, type Condition } from '.';

const close = Float64Array.of(10, 11, 12, NaN, 11, 9, 9, 12, 13);
const price = { kind: 'price' } as const;
const level = (value: number) => ({ kind: 'number', value }) as const;
const held = (condition: Condition) => [...conditionDays(condition, { close })];

test('above and below compare each day, and a day without a value holds nothing', () => {
  expect(held({ left: price, op: 'above', right: level(11) })).toEqual([0, 0, 1, 0, 0, 0, 0, 1, 1]);
  expect(held({ left: price, op: 'below', right: level(11) })).toEqual([1, 0, 0, 0, 0, 1, 1, 0, 0]);
});

test('a crossing holds on its first day and passes over missing days', () => {
  expect(held({ left: price, op: 'crosses-above', right: level(11) })).toEqual([0, 0, 1, 0, 0, 0, 0, 1, 0]);
  expect(held({ left: price, op: 'crosses-below', right: level(11.5) })).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
});

test('rising and falling look back over known days', () => {
  expect(held({ left: price, op: 'rising' })).toEqual([0, 1, 1, 0, 0, 0, 0, 1, 1]);
  expect(held({ left: price, op: 'falling' })).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0]);
  expect(held({ left: price, op: 'rising', over: 2 })).toEqual([0, 0, 1, 0, 0, 0, 0, 1, 1]);
  expect(() => held({ left: price, op: 'rising', over: 0 })).toThrow(RangeError);
});

test('close above its average, and a named line of an indicator', () => {
  const average = { kind: 'indicator', id: 'sma', parameters: { length: 3 } } as const;
  const means = sideValues(average, { close });
  expect(held({ left: price, op: 'above', right: average })).toEqual(
    [...close].map((value, index) => (value > (means[index] ?? NaN) ? 1 : 0))
  );
  const signal = { kind: 'indicator', id: 'macd', line: 'signal' } as const;
  expect(sideValues(signal, { close })).toEqual(indicator('macd', {}, { close })[1]?.values);
  expect(() => sideValues({ kind: 'indicator', id: 'macd', line: 'none' }, { close })).toThrow('has no line none');
  expect(() => sideValues({ kind: 'price', field: 'volume' }, { close })).toThrow('no volume');
});

test('a later day changes no earlier answer, and above and below exclude each other', () => {
  const walk = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 30, maxLength: 30 });
  const average = { kind: 'indicator', id: 'ema', parameters: { length: 5 } } as const;
  fc.assert(
    fc.property(walk, fc.double({ min: 1, max: 100, noNaN: true }), (values, last) => {
      const before = { close: Float64Array.from(values) };
      const after = { close: Float64Array.from([...values.slice(0, -1), last]) };
      for (const op of ['above', 'below', 'crosses-above', 'crosses-below'] as const) {
        const rule = { left: price, op, right: average };
        expect(conditionDays(rule, after).subarray(0, -1)).toEqual(conditionDays(rule, before).subarray(0, -1));
      }
      const above = conditionDays({ left: price, op: 'above', right: average }, before);
      const below = conditionDays({ left: price, op: 'below', right: average }, before);
      above.forEach((one, index) => expect(one + (below[index] ?? 0)).toBeLessThanOrEqual(1));
    })
  );
});
