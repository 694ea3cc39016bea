import { dayFromCivil, daysInMonth, isCivilDate } from '$lib/domain/calendar';

/** What a cell says of a period: year and month alone, or a day too; `order` is open for 3/4/2024. */
export type PeriodText =
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'open'; readonly year: number; readonly one: number; readonly two: number };

const MONTH = /^(\d{4})[-/]?(\d{2})$/;
const DAY = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[ T]\d{2}:\d{2}.*)?$/;
const OPEN = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/** The period that a cell names; undefined when it is none. */
export function periodText(cell: string): PeriodText | undefined {
  const month = MONTH.exec(cell);
  if (month) {
    const [year, one] = [Number(month[1]), Number(month[2])];
    return one >= 1 && one <= 12 && year >= 1800 ? { kind: 'month', year, month: one } : undefined;
  }
  const day = DAY.exec(cell);
  if (day) {
    const [year, one, two] = [Number(day[1]), Number(day[2]), Number(day[3])];
    return isCivilDate(year, one, two) ? { kind: 'day', year, month: one, day: two } : undefined;
  }
  const open = OPEN.exec(cell);
  return open ? { kind: 'open', year: Number(open[3]), one: Number(open[1]), two: Number(open[2]) } : undefined;
}

/** Whether day or month comes first in dates of two readings, by those that have one; undefined when none has. */
export function dayComesFirst(periods: readonly (PeriodText | undefined)[]): boolean | undefined {
  const open = periods.filter((one) => one?.kind === 'open');
  if (open.some((one) => one.one > 12)) return true;
  return open.some((one) => one.two > 12) ? false : undefined;
}

/** Day on which a period ends: the last of its month where only that is named. Undefined when there is no such day. */
export function periodEnd(period: PeriodText, dayFirst: boolean): number | undefined {
  if (period.kind === 'month') return dayFromCivil(period.year, period.month, daysInMonth(period.year, period.month));
  if (period.kind === 'day') return dayFromCivil(period.year, period.month, period.day);
  const [month, day] = dayFirst ? [period.two, period.one] : [period.one, period.two];
  return isCivilDate(period.year, month, day) ? dayFromCivil(period.year, month, day) : undefined;
}
