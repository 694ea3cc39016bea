import { civilFromDay, dayFromCivil, dayText, plusDays, weekday, type Day } from '$lib/domain/calendar';
import type { MacroFrequency } from '$lib/domain/market';
import { unexpected, type Malformed } from './malformed';
import { refused } from './status-reading';

/** A value on a day, with the place in the reply where it stands. */
export interface DatedValue {
  readonly day: number;
  readonly value: number;
  readonly path: string;
}

/** Values by day; days ascend strictly. */
export interface DatedValues {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** Points in order of their days, each day once: a day told twice with one value counts once, with two it is malformed. */
export function ascending(points: readonly DatedValue[]): DatedValues | Malformed {
  const ordered = [...points].sort((a, b) => a.day - b.day);
  const kept: DatedValue[] = [];
  for (const point of ordered) {
    const last = kept.at(-1);
    if (last?.day !== point.day) kept.push(point);
    else if (last.value !== point.value) return unexpected(point.path, `two values for ${dayText(point.day as Day)}`);
  }
  return { days: Int32Array.from(kept, (one) => one.day), values: Float64Array.from(kept, (one) => one.value) };
}

/** First day of the period of some length that a day lies in. */
export function periodStart(day: Day, frequency: MacroFrequency): Day {
  const { year, month } = civilFromDay(day);
  switch (frequency) {
    case 'daily':
      return day;
    case 'weekly':
      return plusDays(day, 1 - weekday(day));
    case 'monthly':
      return dayFromCivil(year, month, 1);
    case 'quarterly':
      return dayFromCivil(year, month - ((month - 1) % 3), 1);
    case 'yearly':
      return dayFromCivil(year, 1, 1);
  }
}

/** Points whose period touches a range of days. */
export function within(
  points: readonly DatedValue[],
  { from, to }: { readonly from: Day; readonly to: Day },
  frequency: MacroFrequency = 'daily'
): DatedValue[] {
  const first = periodStart(from, frequency);
  return points.filter(({ day }) => day >= first && day <= to);
}

/** How far days lie apart, by the median of their gaps; daily for fewer than two. */
export function frequencyOfDays(days: Int32Array): MacroFrequency {
  const gaps = Array.from(days.subarray(1), (day, at) => day - (days[at] ?? day)).sort((a, b) => a - b);
  const median = gaps[gaps.length >> 1] ?? 1;
  if (median < 5) return 'daily';
  if (median < 20) return 'weekly';
  if (median < 60) return 'monthly';
  return median < 200 ? 'quarterly' : 'yearly';
}

/** Nothing lies in the range of a question. */
export const nothingInRange = refused('nothing-in-range', 'no values in these days');
