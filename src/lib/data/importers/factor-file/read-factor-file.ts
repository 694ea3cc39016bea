import { civilFromDay, dayFromCivil, dayFromNumber, daysInMonth } from '$lib/domain/calendar';
import type { FactorFrequency, FactorSeries } from '$lib/domain/market';
import { openFile } from '../source/file';
import { dayComesFirst, periodEnd } from './period-days';
import type { FactorFileProblem } from './problems';
import { factorRows, type FactorRow, type FactorRows } from './table-rows';

/** What the numbers of a file are. */
export type FactorUnit = 'percent' | 'fraction';

/** A file of factor returns, or what is wrong with it (at most twenty things). */
export type FactorFileReading =
  | {
      readonly status: 'ok';
      readonly series: FactorSeries;
      readonly unit: FactorUnit;
      /** Returns that are missing: left empty, or -99.99 and -999 in tables of Kenneth French's library. */
      readonly missing: number;
    }
  | { readonly status: 'bad'; readonly problems: readonly FactorFileProblem[] };

const MOST_PROBLEMS = 20;
const LEAST_ROWS = 12;
const ABSENT = /^(|na|n\/a|nan|null|-|\.)$/i;
const RISK_FREE = /^(rf|r_f|risk[\s_-]?free|cash|t-?bill)$/i;
/** A median return beyond it is told in percent: no factor moves by 15 % in an ordinary period. */
const LARGEST_FRACTION = 0.15;

/**
 * Returns of factors from a file: a table of Kenneth French's library as downloaded (zip, or CSV with its text before the
 * table; percent), or any CSV, zip or workbook with a header, a date first in each row and a factor in each other column.
 * Numbers of such a file are taken as percent when they are written with a sign of percent or are too large for
 * fractions, unless `unit` says. Nothing is read past what is wrong: a file with a problem gives none of its returns.
 */
export async function readFactorFile(bytes: Uint8Array, name: string, unit?: FactorUnit): Promise<FactorFileReading> {
  const [part] = (await openFile(bytes, name)).parts;
  return factorsFromText(part.text, unit);
}

/** Returns of factors from the text of such a table. */
export function factorsFromText(text: string, unit?: FactorUnit): FactorFileReading {
  if (text === '') return bad([{ code: 'unreadable' }]);
  const table = factorRows(text);
  if (typeof table === 'string') return bad([{ code: table }]);
  return factorsFrom(table, unit);
}

const bad = (problems: readonly FactorFileProblem[]): FactorFileReading => ({
  status: 'bad',
  problems: problems.slice(0, MOST_PROBLEMS)
});

function factorsFrom(table: FactorRows, asked: FactorUnit | undefined): FactorFileReading {
  const { names, rows, french } = table;
  const problems = [...headerProblems(table), ...rows.flatMap((row) => cellProblems(row, names))];
  const dayFirst = dayComesFirst(rows.map((row) => row.period));
  const open = rows.find((row) => row.period?.kind === 'open');
  if (open && dayFirst === undefined) problems.push({ code: 'date-order', line: open.line, text: open.date });
  const dated = rows.map((row) => ({ row, day: row.period && periodEnd(row.period, dayFirst ?? false) }));
  for (const { row, day } of dated)
    if (row.period && day === undefined) problems.push({ code: 'bad-date', line: row.line, text: row.date });
  if (problems.length > 0) return bad(problems);
  const ordered = dated.map(({ row, day }) => ({ row, day: day ?? NaN })).sort((a, b) => a.day - b.day);
  ordered.forEach(({ row, day }, at) => {
    if (day === ordered[at - 1]?.day) problems.push({ code: 'repeated-day', line: row.line, text: row.date });
  });
  if (rows.length < LEAST_ROWS) problems.push({ code: 'too-few-rows', text: String(rows.length) });
  if (problems.length > 0) return bad(problems);
  const frequency = frequencyOf(ordered);
  if (!frequency) return bad([{ code: 'frequency', line: rows[0].line }]);
  const raw = Float64Array.from(ordered.flatMap(({ row }) => row.cells.map((cell) => cellValue(cell, french))));
  names.forEach((field, k) => {
    if (!raw.some((value, at) => at % names.length === k && !Number.isNaN(value)))
      problems.push({ code: 'empty-column', line: table.headerLine, field });
  });
  if (problems.length > 0) return bad(problems);
  const riskFree = names.findIndex((one) => RISK_FREE.test(one));
  const signed = rows.some((row) => row.cells.some((cell) => cell.endsWith('%')));
  const unit = asked ?? (french || signed || tooLarge(raw, names.length, riskFree) ? 'percent' : 'fraction');
  const series: FactorSeries = {
    names,
    ...(riskFree < 0 ? {} : { riskFree }),
    frequency,
    days: Int32Array.from(ordered, ({ row, day }) => (frequency === 'monthly' ? lastOfMonth(row, day) : day)),
    values: unit === 'percent' ? raw.map((value) => value / 100) : raw
  };
  return { status: 'ok', series, unit, missing: raw.filter(Number.isNaN).length };
}

function headerProblems({ names, headerLine }: FactorRows): FactorFileProblem[] {
  return names.flatMap((name, at): FactorFileProblem[] => {
    if (name === '') return [{ code: 'unnamed-column', line: headerLine, text: String(at + 2) }];
    return names.indexOf(name) < at ? [{ code: 'repeated-name', line: headerLine, field: name }] : [];
  });
}

function cellProblems({ line, date, period, cells }: FactorRow, names: readonly string[]): FactorFileProblem[] {
  if (!period) return [{ code: 'bad-date', line, text: date }];
  if (cells.length !== names.length)
    return [{ code: 'column-count', line, text: `${cells.length + 1}/${names.length + 1}` }];
  return cells.flatMap((text, at): FactorFileProblem[] =>
    Number.isFinite(numberOf(text)) || ABSENT.test(text) ? [] : [{ code: 'bad-number', line, field: names[at], text }]
  );
}

/** Number of a cell, a comma for the point where it has no other; NaN when it is none. */
function numberOf(cell: string): number {
  const plain = cell.replace(/\s*%$/, '').replace('\u2212', '-');
  if (plain === '') return NaN;
  return Number(/^[-+]?\d*,\d+$/.test(plain) ? plain.replace(',', '.') : plain);
}

function cellValue(cell: string, french: boolean): number {
  const value = ABSENT.test(cell) ? NaN : numberOf(cell);
  return french && (value === -99.99 || value === -999) ? NaN : value;
}

function frequencyOf(
  ordered: readonly { readonly row: FactorRow; readonly day: number }[]
): FactorFrequency | undefined {
  if (ordered[0].row.period?.kind === 'month') return 'monthly';
  const gaps = ordered
    .slice(1)
    .map(({ day }, at) => day - ordered[at].day)
    .sort((a, b) => a - b);
  const median = gaps[gaps.length >> 1];
  if (median <= 4) return 'daily';
  if (median >= 5 && median <= 9) return 'weekly';
  return median >= 26 && median <= 35 ? 'monthly' : undefined;
}

function lastOfMonth({ period }: FactorRow, day: number): number {
  if (period?.kind === 'month') return day;
  const { year, month } = civilFromDay(dayFromNumber(day));
  return dayFromCivil(year, month, daysInMonth(year, month));
}

function tooLarge(values: Float64Array, columns: number, riskFree: number): boolean {
  return Array.from({ length: columns }, (_, k) => k).some((k) => {
    if (k === riskFree) return false;
    const own = values
      .filter((value, at) => at % columns === k && !Number.isNaN(value))
      .map(Math.abs)
      .sort();
    return own[own.length >> 1] > LARGEST_FRACTION;
  });
}
