import { civilFromDay, dayFromCivil, type Day } from '$lib/domain/calendar';
import type { MacroSeries } from '$lib/domain/market';
import type { MarketAnswer, Provider, ProviderRequest, QuestionOf } from '../provider';
import { csvTable } from '../reply/csv-reply';
import { nothingInRange, within, type DatedValue } from '../reply/dated-values';
import { joinedPages, macroSeries } from '../reply/macro-answer';
import { isMalformed, unexpected, type Malformed } from '../reply/malformed';
import { notAsked } from '../reply/other-readings';
import { civilDay, strictNumber } from '../reply/strict-values';
import { textStatus } from './statuses';
import { treasuryTenors } from './treasury-tenors';

const FIRST = dayFromCivil(1990, 1, 2);
const ROOT = 'https://home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv';
/** Rates stand with two digits behind the point; one with fewer is cut. */
const RATE = /^-?\d+\.\d\d$/;
const ABSENT = /^(?:|N\/A)$/;

const yearOf = (day: Day): number => civilFromDay(day).year;
const requestOf = (year: number): ProviderRequest => ({
  url: `${ROOT}/${year}/all?type=daily_treasury_yield_curve&field_tdr_date_value=${year}&page&_format=csv`
});

/**
 * Daily par yields of the US Treasury, one month to thirty years, since 1990: bond equivalent yields, compounded twice a
 * year, from percent to fractions. A file a year.
 */
export const usTreasury: Provider = {
  id: 'us-treasury',
  name: 'US Treasury, par yield curve',
  homepage: 'https://home.treasury.gov',
  documentation: {
    page: 'https://home.treasury.gov/resource-center/data-chart-center/interest-rates/TextView?type=daily_treasury_yield_curve',
    readOn: '2026-11-29'
  },
  kinds: ['yields', 'macro'],
  origins: ['https://home.treasury.gov'],
  browser: 'no',
  key: 'none',
  keyFields: [],
  limits: [{ calls: 1, seconds: 1 }],
  parallel: 1,
  ask(question) {
    if ((question.kind !== 'yields' && question.kind !== 'macro') || question.to < FIRST) return undefined;
    if (tenorsOf(question).length === 0) return undefined;
    return requestOf(yearOf(question.from < FIRST ? FIRST : question.from));
  },
  read(question, reply, soFar) {
    const status = textStatus(reply);
    if (status) return status;
    if (question.kind !== 'yields' && question.kind !== 'macro') return notAsked(question.kind);
    const page = curvePage(reply.text, question, tenorsOf(question));
    if (isMalformed(page)) return page;
    if (page.year !== undefined && page.year <= lastYear(soFar)) {
      return unexpected('line 2, Date', 'a later year', String(page.year));
    }
    const series = joinedPages(soFar, page.series);
    if (series.length === 0 && page.year === undefined) return nothingInRange;
    const goesOn = page.year !== undefined && page.year < yearOf(question.to);
    if (series.length === 0 && !goesOn) return nothingInRange;
    return {
      status: 'answered',
      answer: { kind: question.kind, series },
      ...(goesOn ? { next: requestOf((page.year ?? NaN) + 1) } : {})
    };
  }
};

/** Terms that a question is about: the whole curve, or one. */
function tenorsOf(question: QuestionOf<'yields' | 'macro'>): string[] {
  const codes = treasuryTenors.map(({ code }) => code);
  return question.kind === 'macro' ? codes.filter((code) => code === question.series) : codes;
}

/** Year of the last day of earlier pages: a server that sends one year again and again is not followed. */
function lastYear(soFar: MarketAnswer | undefined): number {
  const series = soFar?.kind === 'yields' || soFar?.kind === 'macro' ? soFar.series : [];
  return Math.max(-Infinity, ...series.map(({ days }) => yearOf((days.at(-1) ?? 0) as Day)));
}

interface CurvePage {
  readonly series: readonly Omit<MacroSeries, 'source'>[];
  /** Year that the file is of; absent for one without rows. */
  readonly year?: number;
}

function curvePage(
  text: string,
  range: { readonly from: Day; readonly to: Day },
  asked: readonly string[]
): CurvePage | Malformed {
  const table = csvTable(text);
  if (isMalformed(table)) return table;
  const [first, ...heads] = table.names;
  if (first !== 'Date') return unexpected('line 1', 'a column "Date"', table.names.join(','));
  const days: Day[] = [];
  for (const { line, cells } of table.rows) {
    const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(cells[0] ?? '');
    const day = match ? civilDay(match[3] ?? '', match[1] ?? '', match[2] ?? '') : undefined;
    if (day === undefined) return unexpected(`line ${line}, Date`, 'a day MM/DD/YYYY', cells[0] ?? '');
    days.push(day);
  }
  const [newest] = days;
  const year = newest === undefined ? undefined : yearOf(newest);
  const stray = days.findIndex((day) => yearOf(day) !== year);
  if (stray >= 0) return unexpected(`line ${table.rows[stray]?.line ?? 0}, Date`, `a day of ${year ?? 0} was expected`);
  const series: Omit<MacroSeries, 'source'>[] = [];
  for (const [at, head] of heads.entries()) {
    const tenor = treasuryTenors.find((one) => one.heads.some((name) => name === head));
    if (!tenor) return unexpected('line 1', 'a term such as "10 Yr"', head);
    if (!asked.includes(tenor.code)) continue;
    const points: DatedValue[] = [];
    for (const [row, { line, cells }] of table.rows.entries()) {
      const point = pointOf(days[row] as Day, tenor.months, cells[at + 1] ?? '', `line ${line}, ${head}`);
      if (isMalformed(point)) return point;
      if (point) points.push(point);
    }
    const told = { key: tenor.code, frequency: 'daily', inPercent: true } as const;
    const found = macroSeries('us-treasury', told, within(points, range));
    if (isMalformed(found)) return found;
    if (found.days.length > 0) series.push(found);
  }
  return { series, ...(year === undefined ? {} : { year }) };
}

/** Only terms below a year ever yielded zero, and not before 2008: any other zero stands for a term that was not quoted. */
const FIRST_ZERO = dayFromCivil(2008, 1, 1);

function pointOf(day: Day, months: number, text: string, path: string): DatedValue | Malformed | undefined {
  if (ABSENT.test(text)) return undefined;
  const value = RATE.test(text) ? strictNumber(text) : undefined;
  if (value === undefined) return unexpected(path, 'a rate with two digits', text);
  return value === 0 && (day < FIRST_ZERO || months >= 12) ? undefined : { day, value, path };
}
