import { plusMonths, civilFromDay, dayFromCivil, dayFromNumber, type Day } from '$lib/domain/calendar';
import { measure, type Measure } from '../measure';
import { growth } from '../facts/falls';
import { mean, total } from '../facts/moments';
import { annualByCalendar, annualByPeriods, linkedSince, months, years } from '../facts/spans';
import type { Series } from '../series';

const whole = { group: 'return', unit: 'fraction', periodicity: 'whole' } as const;
const annual = { group: 'return', unit: 'fraction', periodicity: 'annual' } as const;
const period = { group: 'return', unit: 'fraction' } as const;
const byPeriods = { formula: 'product of (1 + r)^(periods per year / n) - 1', of: annualByPeriods };

const geometric = (values: Float64Array): number => {
  let level = 1;
  for (const value of values) level *= 1 + value;
  return Math.pow(level, 1 / values.length) - 1;
};

/** Last day of a series and the day so many months before. */
const monthsBack = (series: Series, count: number): Day =>
  plusMonths(dayFromNumber(series.days[series.count - 1]), -count);

/** Return since so many months before the last day: the periods that end after it. */
function since(count: number, name: string, id: string): Measure {
  const of = (first: (day: number) => (each: number) => boolean) => (series: Series) =>
    series.count === 0 || (series.start ?? -Infinity) > monthsBack(series, count)
      ? NaN
      : linkedSince(series, first(monthsBack(series, count)));
  return measure(
    {
      ...{ ...whole, id, name },
      formula: `compounded return of the periods that end after the day ${count} months before the last`,
      source: 'GIPS 2020',
      of: of((day) => (each) => each > day)
    },
    {
      quantstats: {
        formula: `compounded return of the periods that end on or after the day ${count} months before the last`,
        of: (series) => (series.count === 0 ? NaN : of((day) => (each) => each >= day)({ ...series, start: undefined }))
      }
    }
  );
}

/** Annual return since so many months before the last day; quantstats begins a month later and counts by periods. */
function annualSince(count: number, name: string, id: string): Measure {
  return measure(
    {
      ...{ ...annual, id, name },
      formula: `(1 + return since ${count} months before the last day)^(12 / ${count}) - 1`,
      source: 'GIPS 2020',
      of: (series) => {
        if (series.count === 0) return NaN;
        const from = monthsBack(series, count);
        const first = series.start ?? series.days[0];
        return first > from ? NaN : Math.pow(1 + linkedSince(series, (day) => day > from), 12 / count) - 1;
      }
    },
    {
      quantstats: {
        formula: `annual return, by periods, of the periods that end on or after the day ${count - 1} months before the last`,
        of: (series) => {
          if (series.count === 0) return NaN;
          const from = monthsBack(series, count - 1);
          let held = 0;
          for (let t = series.count - 1; t >= 0 && series.days[t] >= from; t--) held++;
          return Math.pow(1 + linkedSince(series, (day) => day >= from), series.periodsPerYear / held) - 1;
        }
      }
    }
  );
}

const sinceStart = (startOf: (day: Day) => Day) => (series: Series) => {
  if (series.count === 0) return NaN;
  const first = startOf(dayFromNumber(series.days[series.count - 1]));
  return linkedSince(series, (day) => day >= first);
};

/** What was earned, over the whole span, a year, or lately. */
export const returnMeasures: readonly Measure[] = [
  measure({
    ...{ ...whole, id: 'cumulative-return', name: 'Cumulative return' },
    formula: 'product of (1 + r) - 1',
    source: 'Bacon 2008',
    of: (series) => (series.count === 0 ? NaN : growth(series) - 1)
  }),
  measure({
    ...{ ...whole, id: 'uncompounded-return', name: 'Sum of returns' },
    formula: 'sum of r',
    source: 'Bacon 2008',
    of: total
  }),
  measure(
    {
      ...{ ...annual, id: 'annual-return', name: 'Annual return (CAGR)' },
      formula: '(product of (1 + r))^(365 / calendar days) - 1; not given below a year',
      source: 'GIPS 2020',
      of: annualByCalendar
    },
    { quantstats: byPeriods, empyrical: byPeriods, 'performance-analytics': byPeriods }
  ),
  measure({
    ...{ ...period, id: 'mean-return', name: 'Mean return' },
    formula: 'mean of r',
    source: 'skfolio 2023',
    of: mean
  }),
  measure({
    ...{ ...annual, id: 'annual-mean-return', name: 'Mean return a year' },
    formula: 'mean of r x periods per year',
    source: 'skfolio 2023',
    of: (series) => mean(series) * series.periodsPerYear
  }),
  measure({
    ...{ ...period, id: 'geometric-mean-return', name: 'Geometric mean return' },
    formula: '(product of (1 + r))^(1 / n) - 1',
    source: 'Bacon 2008',
    of: (series) => Math.pow(growth(series), 1 / series.count) - 1
  }),
  measure({
    ...{ ...period, id: 'expected-month', name: 'Expected month', periodicity: 'month' },
    formula: 'geometric mean of the returns of calendar months, parts of months included',
    source: 'quantstats 2019',
    of: (series) => geometric(months(series).compounded)
  }),
  measure({
    ...{ ...period, id: 'expected-year', name: 'Expected year', periodicity: 'year' },
    formula: 'geometric mean of the returns of calendar years, parts of years included',
    source: 'quantstats 2019',
    of: (series) => geometric(years(series).compounded)
  }),
  measure({
    ...{ ...whole, id: 'month-to-date', name: 'Month to date' },
    formula: 'compounded return of the periods that end in the month of the last day',
    source: 'GIPS 2020',
    of: sinceStart((day) => {
      const { year, month } = civilFromDay(day);
      return dayFromCivil(year, month, 1);
    })
  }),
  measure({
    ...{ ...whole, id: 'year-to-date', name: 'Year to date' },
    formula: 'compounded return of the periods that end in the year of the last day',
    source: 'GIPS 2020',
    of: sinceStart((day) => dayFromCivil(civilFromDay(day).year, 1, 1))
  }),
  since(3, 'Last 3 months', 'three-months'),
  since(6, 'Last 6 months', 'six-months'),
  since(12, 'Last 12 months', 'one-year'),
  annualSince(36, 'Last 3 years, a year', 'three-years'),
  annualSince(60, 'Last 5 years, a year', 'five-years'),
  annualSince(120, 'Last 10 years, a year', 'ten-years')
];
