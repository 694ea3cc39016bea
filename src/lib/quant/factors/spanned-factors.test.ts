import { expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { spannedFactors } from './spanned-factors';

const daysOf = (...texts: string[]): Int32Array => Int32Array.from(texts, dayFromText);

test('daily factors are compounded over what a return spans', () => {
  const series = {
    names: ['a', 'b'],
    frequency: 'daily' as const,
    days: daysOf('2024-01-02', '2024-01-03', '2024-01-04', '2024-01-08'),
    values: Float64Array.of(0.01, 0, 0.02, 0.1, 0.03, NaN, 0.04, 0.2)
  };
  const spans = {
    from: daysOf('2024-01-01', '2024-01-02', '2024-01-04', '2024-01-05'),
    to: daysOf('2024-01-02', '2024-01-04', '2024-01-05', '2024-01-08')
  };
  const found = spannedFactors(series, spans);
  [0.01, 0, 1.02 * 1.03 - 1, NaN, NaN, NaN, 0.04, 0.2].forEach((value, at) =>
    Number.isNaN(value) ? expect(found[at]).toBeNaN() : expect(found[at]).toBeCloseTo(value, 14)
  );
});

test('monthly factors fit spans between the last closes of months', () => {
  const series = {
    names: ['a'],
    frequency: 'monthly' as const,
    days: daysOf('2024-01-31', '2024-02-29', '2024-03-31'),
    values: Float64Array.of(0.01, 0.02, 0.03)
  };
  const spans = { from: daysOf('2023-12-29', '2024-02-29'), to: daysOf('2024-02-29', '2024-03-28') };
  const found = spannedFactors(series, spans);
  expect(found[0]).toBeCloseTo(1.01 * 1.02 - 1, 14);
  expect(found[1]).toBeCloseTo(0.03, 14);
});
