import { civilFromDay, dayFromCivil, dayFromNumber, daysInMonth, plusDays, weekday } from '$lib/domain/calendar';
import type { Day } from '$lib/domain/calendar';

/** Return of a calendar month, a fraction. `complete` is false for a month the index covers only in part. */
export interface MonthReturn {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly value: number;
  readonly complete: boolean;
}

/** Return of a calendar year, a fraction, and of its twelve months, NaN where the index has none. */
export interface YearReturn {
  readonly year: number;
  readonly value: number;
  readonly complete: boolean;
  readonly months: Float64Array;
}

/**
 * Returns by calendar month: last level of the month over the last level before it. The month of the first day counts
 * from that day and is left out when no working day follows in it. A month is complete when all its working days come
 * after the first and none after the last day of the index (a holiday there makes a complete month look partial).
 * Days ascending. NaN levels are passed over.
 * @throws RangeError when the lengths differ.
 */
export function monthlyReturns(days: ArrayLike<number>, index: ArrayLike<number>): MonthReturn[] {
  if (days.length !== index.length) throw new RangeError(`lengths differ: ${days.length} days, ${index.length} levels`);
  const ends = monthEnds(days, index);
  const first = ends[0];
  if (!first) return [];
  const firstDay = dayFromNumber(days[0] ?? NaN);
  const lastDay = dayFromNumber(days[days.length - 1] ?? NaN);
  const months: MonthReturn[] = [];
  let base = first.opening;
  for (const { year, month, level } of ends) {
    const opens = dayFromCivil(year, month, 1);
    const closes = dayFromCivil(year, month, daysInMonth(year, month));
    const value = base === 0 ? 0 : level / base - 1;
    const startsWhole = opens > firstDay || !hasWorkingDay(opens, firstDay);
    const endsWhole = closes <= lastDay || !hasWorkingDay(plusDays(lastDay, 1), closes);
    const empty = months.length === 0 && opens <= firstDay && !hasWorkingDay(plusDays(firstDay, 1), closes);
    if (!empty) months.push({ year, month, value, complete: startsWhole && endsWhole });
    base = level;
  }
  return months;
}

/** Returns by calendar year with the months of each, ascending. A year is complete when its twelve months are. */
export function yearlyReturns(months: readonly MonthReturn[]): YearReturn[] {
  const years: YearReturn[] = [];
  for (let at = 0; at < months.length;) {
    const year = months[at]?.year ?? NaN;
    const row = new Float64Array(12).fill(NaN);
    let level = 1;
    let whole = 0;
    for (; months[at]?.year === year; at++) {
      const entry = months[at];
      if (!entry) break;
      row[entry.month - 1] = entry.value;
      level *= 1 + entry.value;
      if (entry.complete) whole++;
    }
    years.push({ year, value: level - 1, complete: whole === 12, months: row });
  }
  return years;
}

interface MonthEnd {
  readonly year: number;
  readonly month: number;
  readonly opening: number;
  level: number;
}

function monthEnds(days: ArrayLike<number>, index: ArrayLike<number>): MonthEnd[] {
  const ends: MonthEnd[] = [];
  let next = -Infinity;
  for (let t = 0; t < days.length; t++) {
    const level = index[t] ?? NaN;
    if (Number.isNaN(level)) continue;
    const day = days[t] ?? NaN;
    const last = ends[ends.length - 1];
    if (day < next && last) {
      last.level = level;
      continue;
    }
    const { year, month } = civilFromDay(dayFromNumber(day));
    next = month === 12 ? dayFromCivil(year + 1, 1, 1) : dayFromCivil(year, month + 1, 1);
    ends.push({ year, month, opening: level, level });
  }
  return ends;
}

function hasWorkingDay(from: Day, to: Day): boolean {
  for (let day = from; day <= to && day < from + 7; day = plusDays(day, 1)) if (weekday(day) <= 5) return true;
  return false;
}
