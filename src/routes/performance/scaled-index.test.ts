import { expect, test } from 'vitest';
import { scaledIndex } from './scaled-index';

const report = { days: Int32Array.of(12, 13, 16), index: Float64Array.of(1, 1.5, 0.75) };

test('the index of all days stands at 100 on the first day of the span and meets its chart on every day', () => {
  const whole = { days: Int32Array.of(9, 10, 12, 13, 14, 16), index: Float64Array.of(1, 4, 2, 3, 3, 1.5) };
  const { closes, placed } = scaledIndex(report, whole);
  expect([...closes]).toEqual([50, 200, 100, 150, 150, 75]);
  expect([...placed(closes)]).toEqual([100, 150, 75]);
});

test('a day that the whole lacks takes the one before, and a span before all of it has nothing', () => {
  const whole = { days: Int32Array.of(12, 13), index: Float64Array.of(1, 1.5) };
  expect([...scaledIndex(report, whole).placed(Float64Array.of(7, 8))]).toEqual([7, 8, 8]);
  const late = scaledIndex(report, { days: Int32Array.of(99), index: Float64Array.of(1) });
  expect([...late.placed(late.closes)]).toEqual([NaN, NaN, NaN]);
});

test('without it, the span itself is what there is', () => {
  const { closes, placed } = scaledIndex(report);
  expect([...closes]).toEqual([100, 150, 75]);
  expect(placed(closes)).toBe(closes);
});
