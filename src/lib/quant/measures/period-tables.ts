import { civilFromDay, dayFromNumber } from '$lib/domain/calendar';
import { ascending, quantileAt } from './facts/tails';
import { wealth } from './facts/falls';
import { months, quarters, weeks, years, type SpanReturns } from './facts/spans';
import type { Series } from './series';

/** A calendar span that returns are put together for. */
export type Span = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Return of a calendar span and of the benchmark over it, fractions; `end` is the last day in it. */
export interface SpanRow {
  readonly end: number;
  readonly value: number;
  readonly benchmark: number | undefined;
}

const spansOf: Readonly<Record<Exclude<Span, 'day'>, (series: Series) => SpanReturns>> = {
  week: weeks,
  month: months,
  quarter: quarters,
  year: years
};

/** Compounded returns by calendar span in order of time, parts of spans at the ends included. */
export function spanReturns(series: Series, span: Span): SpanRow[] {
  const { benchmark } = series;
  if (span === 'day')
    return Array.from(series.returns, (value, t) => ({ end: series.days[t], value, benchmark: benchmark?.returns[t] }));
  const own = spansOf[span](series);
  const other = benchmark && spansOf[span](benchmark);
  return Array.from(own.compounded, (value, at) => ({ end: own.ends[at], value, benchmark: other?.compounded[at] }));
}

/** A year of a heat map: its twelve months (NaN where there is none), its return and that of the benchmark. */
export interface YearRow {
  readonly year: number;
  readonly months: Float64Array;
  readonly value: number;
  readonly benchmark: number | undefined;
}

/** Months by year, ascending; the months of a year compound to its return. */
export function monthTable(series: Series): YearRow[] {
  const rows = new Map<number, Float64Array>();
  for (const { end, value } of spanReturns(series, 'month')) {
    const { year, month } = civilFromDay(dayFromNumber(end));
    const row = rows.get(year) ?? new Float64Array(12).fill(NaN);
    row[month - 1] = value;
    rows.set(year, row);
  }
  return spanReturns(series, 'year').map(({ end, value, benchmark }) => {
    const { year } = civilFromDay(dayFromNumber(end));
    return { year, months: rows.get(year) ?? new Float64Array(12).fill(NaN), value, benchmark };
  });
}

/** A year beside the benchmark. */
export interface EndOfYearRow {
  readonly year: number;
  readonly value: number;
  readonly benchmark: number | undefined;
  /** Return over that of the benchmark; undefined where that is zero. */
  readonly multiple: number | undefined;
  readonly won: boolean | undefined;
}

/** Each calendar year beside the benchmark, ascending. */
export function endOfYearTable(series: Series): EndOfYearRow[] {
  return monthTable(series).map(({ year, value, benchmark }) => ({
    year,
    value,
    benchmark,
    multiple: benchmark === undefined || benchmark === 0 ? undefined : value / benchmark,
    won: benchmark === undefined ? undefined : value >= benchmark
  }));
}

/** A day and its return. */
export interface DayReturn {
  readonly day: number;
  readonly value: number;
}

/** The worst or best periods, the most extreme first. */
export function extremeDays(series: Series, side: 'worst' | 'best', most = 10): DayReturn[] {
  const sign = side === 'worst' ? 1 : -1;
  return Array.from(series.returns, (value, t) => ({ day: series.days[t], value }))
    .toSorted((a, b) => sign * (a.value - b.value) || a.day - b.day)
    .slice(0, most);
}

/** How returns of a span lie: quartiles and what lies further than 1.5 times their distance outside them (Tukey 1977). */
export interface Distribution {
  readonly span: Span;
  readonly count: number;
  readonly least: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly greatest: number;
  readonly outliers: number;
}

/** The distribution of returns by span; undefined where there are none. */
export function distributionOf(series: Series, span: Span): Distribution | undefined {
  const values = span === 'day' ? series.returns : spansOf[span](series).compounded;
  if (values.length === 0) return undefined;
  const part = { ...series, returns: values, known: [] };
  const at = (p: number): number => quantileAt(part, p);
  const [lower, upper] = [at(0.25), at(0.75)];
  const reach = 1.5 * (upper - lower);
  return {
    span,
    count: values.length,
    least: ascending(part)[0],
    lowerQuartile: lower,
    median: at(0.5),
    upperQuartile: upper,
    greatest: ascending(part)[values.length - 1],
    outliers: values.filter((value) => value < lower - reach || value > upper + reach).length
  };
}

/** Wealth of one unit after each period. */
export const wealthIndex = (series: Series): Float64Array => wealth(series);
