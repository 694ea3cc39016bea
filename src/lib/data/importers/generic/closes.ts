import type { Day } from '$lib/domain/calendar';
import type { ColumnField, MappedColumn } from '$lib/domain/statements';
import { looksLikeIsin } from '../values/symbols';
import { writtenDate } from '../values/dates';
import { cellNumber, isAbsent } from '../values/numbers';
import { addTo } from '../values/grouping';
import type { Reading } from './row-reading';

/** Closes of one instrument in the order of the file. */
export interface Closes {
  readonly symbol: string;
  readonly isin: string;
  readonly name: string;
  readonly currency: string;
  /** Column of the closes, and first row. */
  readonly index: number;
  readonly firstRow: number;
  readonly days: Day[];
  readonly values: number[];
  readonly rows: number[];
  /** What the file says beside each close; NaN where it says nothing that is a price or a volume. */
  readonly beside: Readonly<Partial<Record<BesideField, number[]>>>;
}

/** Columns beside a close of the day. */
export const besideFields = ['open', 'high', 'low', 'volume'] as const;
export type BesideField = (typeof besideFields)[number];

/** Closes of a file by the name of the instrument. */
export interface ReadCloses {
  readonly columns: ReadonlyMap<string, Closes>;
  /** Name of the column that was read, of the first for a wide table. */
  readonly column: string;
  readonly refused: number;
  readonly waiting: string | undefined;
}

/** Symbol that the name of a file of one instrument suggests: "AAPL.csv" and "data_AAPL_daily.csv" are AAPL. */
export function symbolOfFile(fileName: string): string {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const words = base.split(/[\s_()]+/).filter((word) => /[A-Za-z]/.test(word));
  const shouted = words.find((word) => /^[A-Z][A-Z0-9.\-^=]{0,11}$/.test(word));
  const plain = words.filter(
    (word) =>
      !/^(prices?|data|daily|history|historical|quotes?|kurse|download|table|stock|export|arch|eod)$/i.test(word)
  );
  return (shouted ?? plain.at(-1) ?? words.at(-1) ?? (base || 'Prices')).toUpperCase();
}

/** Reads the closes of a table: a column for each symbol, or a symbol in each row, or one instrument in all. */
export function closesOf(reading: Reading): ReadCloses {
  const { layout, dialect, findings, cells, context } = reading;
  const columns = new Map<ColumnField, MappedColumn>(layout.columns.map((column) => [column.field, column]));
  const wide = layout.columns.filter((column) => column.field === 'series');
  const date = columns.get('date')?.index ?? -1;
  const close = columns.get('close') ?? columns.get('adjusted-close') ?? columns.get('price');
  // Beside an adjusted close stand prices as they were quoted: they say nothing of it.
  const beside =
    wide.length === 0 && close?.field === 'close'
      ? besideFields.flatMap((field) => {
          const index = columns.get(field)?.index;
          return index === undefined ? [] : [{ field, index }];
        })
      : [];
  const found = new Map<string, Closes>();
  const absent = new Map<string, number[]>();
  const days = new Map<string, Day | undefined>();
  let refused = 0;
  const closesFor = (
    key: string,
    row: number,
    index: number,
    names: Pick<Closes, 'symbol' | 'isin' | 'name' | 'currency'>
  ): Closes => {
    const known = found.get(key);
    if (known) return known;
    const own = Object.fromEntries(beside.map(({ field }) => [field, [] as number[]]));
    const made: Closes = { ...names, index, firstRow: row, days: [], values: [], rows: [], beside: own };
    found.set(key, made);
    return made;
  };
  const byColumn: (Closes | undefined)[] = [];
  const ofColumn = (column: MappedColumn, row: number): Closes =>
    (byColumn[column.index] ??= closesFor(`#${column.index}`, row, column.index, nameOf(column.name)));
  const takeBeside = (line: readonly string[], of: Closes): void => {
    for (const { field, index } of beside) {
      const value = cellNumber(line[index] ?? '', dialect.marks[index] ?? '.');
      of.beside[field]?.push(field === 'volume' ? (value >= 0 ? value : NaN) : value > 0 ? value : NaN);
    }
  };
  const take = (text: string, index: number, day: Day, row: number, of: Closes, line?: readonly string[]): void => {
    if (text === '') return;
    const mark = dialect.marks[index] ?? '.';
    const quick = mark === '.' && isPlainStart(text) ? Number(text) : NaN;
    if (Number.isNaN(quick) && isAbsent(text)) {
      addTo(absent, text, row);
      return;
    }
    const value = Number.isNaN(quick) ? cellNumber(text, mark) : quick;
    if (value > 0 && value < Infinity) {
      of.days.push(day);
      of.values.push(value);
      of.rows.push(row);
      if (line) takeBeside(line, of);
      return;
    }
    refused += 1;
    const effect = wide.length > 1 ? 'cell' : 'row';
    if (value <= 0) findings.report(effect, { code: 'price-not-positive', text }, row, index);
    else if (/^[+-]?(nan|inf(inity)?)$/i.test(text) || value === Infinity)
      findings.report(effect, { code: 'price-not-a-number', text }, row, index);
    else findings.report(effect, { code: 'number-unreadable', text, field: 'close' }, row, index);
  };
  cells.forEach((line, at) => {
    const row = layout.firstRow + at;
    if ((at & 0xfff) === 0) reading.progress(at / cells.length);
    const text = (field: ColumnField): string => line[columns.get(field)?.index ?? -1] ?? '';
    const written = line[date] ?? '';
    if (written === layout.names[date] && layout.headerRow >= 0) return;
    if (
      reading.table.index.unclosed.has(row) ||
      (line.length > layout.names.length && line.slice(layout.names.length).some(Boolean)) ||
      (line.length < layout.names.length && line.length < 2)
    ) {
      refused += 1;
      findings.report(
        'row',
        reading.table.index.unclosed.has(row)
          ? { code: 'unclosed-quote' }
          : { code: 'ragged-row', cells: line.length, expected: layout.names.length },
        row
      );
      return;
    }
    if (!days.has(written)) days.set(written, writtenDate(written, dialect.order)?.day);
    const day = days.get(written);
    if (day === undefined) {
      refused += 1;
      findings.report(
        'row',
        written === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: written },
        row,
        'date'
      );
      return;
    }
    for (const column of wide) {
      const cell = line[column.index] ?? '';
      if (cell !== '') take(cell, column.index, day, row, ofColumn(column, row));
    }
    if (wide.length > 0 || !close) return;
    const cell = line[close.index] ?? '';
    if (cell === '') {
      refused += 1;
      findings.report('row', { code: 'value-missing', field: close.field }, row, close.field);
      return;
    }
    const named = nameOf(text('symbol') || text('isin'));
    const isin = text('isin').toUpperCase() || named.isin;
    const alone =
      columns.has('symbol') || columns.has('isin') || columns.has('name') ? '' : symbolOfFile(context.fileName);
    const symbol = named.symbol || alone;
    if (!symbol && !isin && !text('name')) {
      refused += 1;
      findings.report('row', { code: 'value-missing', field: 'symbol' }, row, 'symbol');
      return;
    }
    take(
      cell,
      close.index,
      day,
      row,
      closesFor((isin || symbol || text('name')).toUpperCase(), row, close.index, {
        symbol,
        isin,
        name: text('name'),
        currency: text('currency') || text('price-currency')
      }),
      line
    );
  });
  for (const [text, rows] of absent)
    findings.report('note', { code: 'cells-passed-over', text, cells: rows.length }, rows[0]);
  const column = (wide[0] ?? close)?.name ?? '';
  return { columns: found, column: wide.length > 0 ? '' : column, refused, waiting: dialect.waiting };
}

/** True for text that begins as a decimal number does: Number() then reads it as {@link cellNumber} would, or not at all. */
function isPlainStart(text: string): boolean {
  const first = text.charCodeAt(0);
  const second = text.charCodeAt(1);
  return first >= 48 && first <= 57 && !(second > 57);
}

function nameOf(text: string): Pick<Closes, 'symbol' | 'isin' | 'name' | 'currency'> {
  const isin = looksLikeIsin(text) ? text.toUpperCase() : '';
  return { symbol: isin === '' ? text : '', isin, name: '', currency: '' };
}
