import { civilFromDay, dayFromNumber, weekday } from '$lib/domain/calendar';
import { fact, type Series } from '../series';
import { growth } from './falls';

const YEAR = 365;

/** Years of the series by the calendar, of 365 days, where its start is known; else periods over the periods in a year. */
export const calendarYears = fact(({ days, start, count, periodsPerYear }) =>
  start === undefined || count === 0 ? count / periodsPerYear : (days[count - 1] - start) / YEAR
);

/** Years as periods over the periods in a year. */
export const periodYears = ({ count, periodsPerYear }: Series): number => count / periodsPerYear;

const compounded = (level: number, years: number): number =>
  years > 0 && level >= 0 ? Math.pow(level, 1 / years) - 1 : NaN;

/** Annual return by years of periods. */
export const annualByPeriods = fact((series) => compounded(growth(series), periodYears(series)));

/** Annual return by calendar years; below one year it is not defined, for it would extrapolate (GIPS 2020, 2.A.33). */
export const annualByCalendar = fact((series) => {
  const years = calendarYears(series);
  return series.start !== undefined && years < 1 ? NaN : compounded(growth(series), years);
});

/** Returns of calendar spans: compounded and summed, the day on which each ends. */
export interface SpanReturns {
  readonly compounded: Float64Array;
  readonly summed: Float64Array;
  readonly ends: Float64Array;
}

function grouped({ returns, days }: Series, keyOf: (day: number) => number): SpanReturns {
  const [compoundedOnes, summed, ends]: number[][] = [[], [], []];
  let key = NaN;
  let level = 1;
  let sum = 0;
  const close = (at: number): void => {
    if (Number.isNaN(key)) return;
    compoundedOnes.push(level - 1);
    summed.push(sum);
    ends.push(days[at]);
  };
  for (let t = 0; t < returns.length; t++) {
    const next = keyOf(days[t]);
    if (next !== key) {
      close(t - 1);
      key = next;
      level = 1;
      sum = 0;
    }
    level *= 1 + returns[t];
    sum += returns[t];
  }
  close(returns.length - 1);
  return {
    compounded: Float64Array.from(compoundedOnes),
    summed: Float64Array.from(summed),
    ends: Float64Array.from(ends)
  };
}

/** Months since year 0 of each day; days of one month share their lookup. */
function monthNumber(): (day: number) => number {
  let [from, to, number] = [NaN, NaN, NaN];
  return (day) => {
    if (day >= from && day < to) return number;
    const civil = civilFromDay(dayFromNumber(day));
    number = civil.year * 12 + civil.month - 1;
    from = day - civil.day + 1;
    to = from + 28;
    return number;
  };
}

/** Returns by calendar month, parts of months included. */
export const months = fact((series) => grouped(series, monthNumber()));

/** Returns by calendar quarter. */
export const quarters = fact((series) => {
  const month = monthNumber();
  return grouped(series, (day) => Math.floor(month(day) / 3));
});

/** Returns by calendar year. */
export const years = fact((series) => {
  const month = monthNumber();
  return grouped(series, (day) => Math.floor(month(day) / 12));
});

/** Returns by week, Monday to Sunday. */
export const weeks = fact((series) => grouped(series, (day) => day - weekday(dayFromNumber(day))));

/** Compounded return of the periods that end on a day that fits; NaN when none does. */
export function linkedSince({ returns, days }: Series, fits: (day: number) => boolean): number {
  let level = NaN;
  for (let t = returns.length - 1; t >= 0 && fits(days[t]); t--)
    level = (Number.isNaN(level) ? 1 : level) * (1 + returns[t]);
  return level - 1;
}
