import { civilFromDay, dayFromNumber } from '../day';
import type { Day } from '../day';
import type { ExchangeCalendar } from './exchange-calendar';
import { yearPlan } from './year-plan';

/** True when the exchange holds a session on the day, a half day included. */
export function isTradingDay(calendar: ExchangeCalendar, day: Day): boolean {
  const plan = yearPlan(calendar, civilFromDay(day).year);
  return plan.open[day - plan.first] === 1;
}

/**
 * Trading days of a span, both ends included, ascending, as days since 1970-01-01; empty when `to` is before `from`.
 * A new array each time: it may be transferred.
 */
export function tradingDays(calendar: ExchangeCalendar, from: Day, to: Day): Int32Array {
  if (to < from) return new Int32Array(0);
  const parts: Int32Array[] = [];
  let count = 0;
  const lastYear = civilFromDay(to).year;
  for (let year = civilFromDay(from).year; year <= lastYear; year++) {
    const { sessions } = yearPlan(calendar, year);
    const part = sessions.subarray(firstAtLeast(sessions, from), firstAtLeast(sessions, to + 1));
    parts.push(part);
    count += part.length;
  }
  const days = new Int32Array(count);
  let offset = 0;
  for (const part of parts) {
    days.set(part, offset);
    offset += part.length;
  }
  return days;
}

/** Days of a span, both ends included, that are no weekend and have no session, ascending. */
export function holidaysBetween(calendar: ExchangeCalendar, from: Day, to: Day): Int32Array {
  const days: number[] = [];
  if (to < from) return new Int32Array(0);
  const lastYear = civilFromDay(to).year;
  for (let year = civilFromDay(from).year; year <= lastYear; year++) {
    for (const day of yearPlan(calendar, year).closed.keys()) if (day >= from && day <= to) days.push(day);
  }
  return Int32Array.from(days).sort();
}

/** Name of the holiday or event that closed a day; undefined on trading days and weekends. */
export function closedBecause(calendar: ExchangeCalendar, day: Day): string | undefined {
  return yearPlan(calendar, civilFromDay(day).year).closed.get(day);
}

/** Last trading day that is not after the day. */
export function tradingDayOnOrBefore(calendar: ExchangeCalendar, day: Day): Day {
  return nearest(calendar, day, -1);
}

/** First trading day that is not before the day. */
export function tradingDayOnOrAfter(calendar: ExchangeCalendar, day: Day): Day {
  return nearest(calendar, day, 1);
}

/**
 * Trading days of a span, both ends included, on which a series has nothing.
 * @param days days of the series, ascending; doubles and days without a session do no harm
 */
export function missingDays(calendar: ExchangeCalendar, days: Int32Array, from: Day, to: Day): Int32Array {
  const expected = tradingDays(calendar, from, to);
  let count = 0;
  let at = firstAtLeast(days, from);
  for (const day of expected) {
    while (at < days.length && (days[at] as number) < day) at++;
    if (at === days.length || days[at] !== day) expected[count++] = day;
  }
  return expected.slice(0, count);
}

function nearest(calendar: ExchangeCalendar, day: Day, step: 1 | -1): Day {
  let found = day;
  while (!isTradingDay(calendar, found)) found = dayFromNumber(found + step);
  return found;
}

/** Index of the first day that is not before a bound, in an ascending array. */
function firstAtLeast(days: Int32Array, bound: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
