import { describe, expect, it } from 'vitest';
import { dayFromText } from '../calendar';
import { freshnessOf, tradingDaysSince } from './freshness';

const day = dayFromText;

describe('trading days since', () => {
  it.each([
    ['2024-01-05', '2024-01-05', 0],
    ['2024-01-05', '2024-01-04', 0],
    ['2024-01-05', '2024-01-07', 0],
    ['2024-01-05', '2024-01-08', 1],
    ['2024-01-05', '2024-01-12', 5],
    ['2024-01-01', '2024-12-31', 261]
  ])('%s to %s: %i', (from, to, count) => expect(tradingDaysSince(day(from), day(to))).toBe(count));

  it('asks a calendar where there is one', () => {
    expect(tradingDaysSince(day('2024-01-05'), day('2024-01-08'), () => true)).toBe(3);
  });
});

it('is stale when more than two trading days have passed', () => {
  const friday = day('2024-01-05');
  expect(freshnessOf(friday, day('2024-01-09'))).toEqual({ day: friday, age: 2, stale: false });
  expect(freshnessOf(friday, day('2024-01-10'))).toEqual({ day: friday, age: 3, stale: true });
});
