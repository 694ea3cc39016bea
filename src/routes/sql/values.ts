import { dayFromNumber, dayText } from '$lib/domain/calendar';
import type { ResultColumn, RowsOutcome } from '$lib/services/sql-console';
import { MINUS, MISSING } from '$lib/ui/format';
import type { Column, ColumnKind } from '$lib/ui/tables';

/** A row of a result: its place. */
export interface ResultRow {
  readonly at: number;
}

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6, useGrouping: true });
const large = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2, useGrouping: true });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** True for columns of numbers, exact or not. */
export const isNumeric = ({ kind }: ResultColumn): boolean => kind === 'number' || kind === 'exact';

/** A value as a number; NaN where it is missing or none. */
export function numberAt({ kind, values }: ResultColumn, row: number): number {
  const value = values[row];
  if (value === null || value === undefined || (kind !== 'number' && kind !== 'exact' && kind !== 'day')) return NaN;
  return Number(value);
}

/** A value as it is shown: exact numbers with all their digits, others to six places. */
export function shownValue(column: ResultColumn, row: number): string {
  const value = column.values[row];
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  if (column.kind === 'day') return dayShown(Number(value));
  if (column.kind === 'exact') return grouped(String(value));
  if (column.kind === 'number') return numberShown(Number(value));
  return String(value);
}

/** A value as it is written to a file of a notebook; null where it is missing. */
export function plainValue(column: ResultColumn, row: number): string | null {
  const value = column.values[row];
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  return column.kind === 'day' ? dayShown(Number(value)) : String(value);
}

function dayShown(day: number): string {
  // Beyond these the calendar has no civil date: the database's infinities.
  return Math.abs(day) > 10_000_000 ? (day > 0 ? 'infinity' : '-infinity') : dayText(dayFromNumber(day));
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number in few letters, for an axis. */
export const axisNumber = (value: number): string => short.format(value).replace('-', MINUS);

/** A number to six places; to two where it is large, to six digits where it is small. */
export function numberShown(value: number): string {
  const size = Math.abs(value);
  const format = size >= 1000 ? large : size > 0 && size < 0.001 ? small : plain;
  return format.format(value).replace('-', MINUS);
}

function grouped(text: string): string {
  const [whole = '', behind] = text.replace('-', '').split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${text.startsWith('-') ? MINUS : ''}${digits}${behind === undefined ? '' : `.${behind}`}`;
}

const kinds: Readonly<Record<ResultColumn['kind'], ColumnKind>> = {
  number: 'number',
  exact: 'number',
  day: 'date',
  truth: 'text',
  moment: 'text',
  text: 'text'
};
const SAMPLE = 200;

/** Columns of a table of the rows, as wide as what stands in them. */
export function tableColumns({ columns, count }: RowsOutcome): Column<ResultRow>[] {
  return columns.map((column, at): Column<ResultRow> => {
    const sample = Array.from({ length: Math.min(count, SAMPLE) }, (_, row) => shownValue(column, row).length);
    const letters = sample.reduce((most, one) => Math.max(most, one), column.name.length + 2);
    return {
      key: String(at),
      title: column.name,
      kind: kinds[column.kind],
      width: Math.round(Math.min(420, Math.max(64, 16 + letters * 7.4))),
      text: (row) => shownValue(column, row.at),
      hint: () => column.type,
      tone: (row) => (shownValue(column, row.at) === MISSING ? 'hint' : ''),
      sort: (row) =>
        isNumeric(column) || column.kind === 'day' ? numberAt(column, row.at) : (column.values[row.at] as string | null)
    };
  });
}
