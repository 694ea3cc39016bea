import type { DateOrder } from '$lib/domain/statements';
import { cellsOf, lineOf, type OpenedTable } from '../source/table';
import { orderEvidence } from '../values/dates';
import { cellNumber, isAbsent } from '../values/numbers';
import type { SeriesFlaw } from './flaws';
import { periodCell, type PeriodForm } from './period-cell';

/** A table with a date in each row, as it stands in the file. */
export interface DatedTable {
  readonly names: readonly string[];
  readonly form: PeriodForm;
  /** Ascending by day; equal days in the order of the file. */
  readonly rows: readonly DatedRow[];
  readonly flaws: readonly SeriesFlaw[];
}

export interface DatedRow {
  readonly line: number;
  readonly day: number;
  readonly cells: readonly string[];
}

/** Why a table has no dates to order it by. */
export type NoDates = 'empty' | 'no-dates' | 'date-order';

const SAMPLE = 400;
const LEAST_SHARE = 0.9;
const DATE_NAME = /^(date|dates|day|time|timestamp|period|observation_date|time_period|datum|month|dt|index|)$/i;

/** Finds the column of dates, reads it, and puts the rows in order. */
export function datedTable(table: OpenedTable): DatedTable | NoDates {
  const total = table.index.starts.length;
  if (total === 0) return 'empty';
  const all = Array.from({ length: total }, (_, row) => ({
    line: lineOf(table, row),
    cells: trimmed(cellsOf(table, row))
  }));
  const start = headerAt(all.map(({ cells }) => cells));
  if (start === undefined) return 'no-dates';
  const { header, first, column, second } = start;
  const flaws: SeriesFlaw[] = [];
  const named = header < 0 ? (all[first]?.cells ?? []).map((_, at) => `Column ${at + 1}`) : (all[header]?.cells ?? []);
  const body = all.slice(first).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const isClosed = named.at(-1) === '' && body.every(({ cells }) => (cells[named.length - 1] ?? '') === '');
  if (isClosed && named.length > 2) flaws.push({ code: 'trailing-column', line: all[Math.max(0, header)]?.line ?? 1 });
  const width = isClosed ? named.length - 1 : named.length;
  const texts = body.map(({ cells }) => dateText(cells, column, second));
  const order = dateOrder(texts);
  if (order === undefined) return 'date-order';
  if (order.told) flaws.push({ code: order.told, text: order.example, count: body.length });
  const rows: DatedRow[] = [];
  const forms = new Set<PeriodForm>();
  body.forEach(({ line, cells }, at) => {
    const period = periodCell(texts[at] ?? '', order.order);
    if (!period) return void flaws.push({ code: 'bad-date', line, text: texts[at] ?? '' });
    if (cells.length < width || cells.slice(width).some((cell) => cell !== ''))
      flaws.push({ code: 'cell-count', line, text: `${cells.length}/${width}` });
    forms.add(period.form);
    rows.push({
      line,
      day: period.day,
      cells: cells.slice(0, width).filter((_, cell) => cell !== column && cell !== second)
    });
  });
  const names = named.slice(0, width).filter((_, cell) => cell !== column && cell !== second);
  return { names, form: coarsest(forms), rows: ordered(rows, flaws), flaws };
}

const trimmed = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim());

/** Year and quarter or month in two columns are joined; anything else is one cell. */
function dateText(cells: readonly string[], column: number, second: number | undefined): string {
  const one = cells[column] ?? '';
  if (second === undefined) return one;
  const two = cells[second] ?? '';
  return /^\d$/.test(two) ? `${one}-Q${two}` : `${one}-${two.padStart(2, '0')}`;
}

interface Start {
  readonly header: number;
  readonly first: number;
  readonly column: number;
  readonly second?: number;
}

function headerAt(rows: readonly (readonly string[])[]): Start | undefined {
  const isBare =
    (rows[0] ?? []).some((cell) => isDate(cell)) && (rows[0] ?? []).every((cell) => isDate(cell) || isValueCell(cell));
  const headers = isBare ? [-1] : Array.from({ length: Math.min(30, rows.length - 1) }, (_, at) => at);
  for (const header of headers) {
    const names = header < 0 ? [] : (rows[header] ?? []);
    const sample = rows.slice(header + 1, header + 1 + SAMPLE).filter((cells) => cells.length > 1);
    if (sample.length === 0 || (header >= 0 && names.length < 2)) continue;
    const width = Math.max(...sample.map((cells) => cells.length));
    if (header >= 0 && names.length < width - 1) continue;
    const parts = yearParts(names);
    if (parts) return { header, first: header + 1, ...parts };
    const columns = Array.from({ length: width }, (_, at) => at).sort(
      (a, b) => Number(DATE_NAME.test(names[b] ?? 'x')) - Number(DATE_NAME.test(names[a] ?? 'x')) || a - b
    );
    const isDated = (at: number): boolean => {
      const dated = sample.filter((cells) => isDate(cells[at] ?? '')).length;
      return dated >= sample.length * LEAST_SHARE;
    };
    const column = columns.find(isDated);
    if (column !== undefined) return { header, first: header + 1, column };
  }
  return undefined;
}

const isDate = (text: string): boolean =>
  /\d{4}|\d[-/.]\d|[A-Za-z]{3}.*\d/.test(text) && periodCell(text, 'dmy') !== undefined;

function yearParts(names: readonly string[]): { column: number; second: number } | undefined {
  const lower = names.map((name) => name.toLowerCase());
  const column = lower.indexOf('year');
  const second = Math.max(lower.indexOf('quarter'), lower.indexOf('month'));
  return column >= 0 && second >= 0 ? { column, second } : undefined;
}

interface Order {
  readonly order: DateOrder;
  readonly told?: 'month-first' | 'order-guessed';
  readonly example: string;
}

/** Whether day or month comes first: by dates that allow one reading, else by the reading in which the rows ascend or descend. */
function dateOrder(texts: readonly string[]): Order | undefined {
  const { dayFirst, monthFirst, ambiguous } = orderEvidence(texts);
  if (dayFirst > 0 && monthFirst > 0) return undefined;
  const example = ambiguous ?? texts.find((text) => text !== '') ?? '';
  if (monthFirst > 0) return { order: 'mdy', told: 'month-first', example };
  if (dayFirst > 0 || ambiguous === undefined) return { order: 'dmy', example };
  const orders = (['dmy', 'mdy'] as const).filter((order) => isEven(texts, order));
  const [only] = orders;
  return orders.length === 1 && only ? { order: only, told: 'order-guessed', example } : undefined;
}

/** True when the rows go one way in time, in steps of which none is far from the usual one. */
function isEven(texts: readonly string[], order: DateOrder): boolean {
  const days = texts.flatMap((text) => periodCell(text, order)?.day ?? []);
  const steps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  const sizes = steps.map(Math.abs).sort((a, b) => a - b);
  const usual = Math.max(1, sizes[sizes.length >> 1] ?? 1);
  const isOneWay = steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
  return isOneWay && (sizes.at(-1) ?? 0) <= 12 * usual;
}

function coarsest(forms: ReadonlySet<PeriodForm>): PeriodForm {
  return (['year', 'quarter', 'month', 'day'] as const).find((form) => forms.has(form)) ?? 'day';
}

function ordered(rows: DatedRow[], flaws: SeriesFlaw[]): DatedRow[] {
  const steps = rows.slice(1).map((row, at) => row.day - (rows[at]?.day ?? row.day));
  // Rows of a long table begin anew with each name: only a table that falls throughout is one of newest first.
  if (steps.length > 0 && steps.every((step) => step <= 0) && steps.some((step) => step < 0))
    flaws.push({ code: 'newest-first', count: rows.length });
  return rows
    .map((row, at) => ({ row, at }))
    .sort((a, b) => a.row.day - b.row.day || a.at - b.at)
    .map(({ row }) => row);
}

/** True when a cell holds a value or says that there is none. */
export const isValueCell = (cell: string): boolean =>
  isAbsent(cell) ||
  /^nan$/i.test(cell) ||
  Number.isFinite(cellNumber(cell, '.')) ||
  Number.isFinite(cellNumber(cell, ','));
