import type { Day } from '$lib/domain/calendar';
import { ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { DecimalMark } from '$lib/domain/statements';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder, TableRow } from '../../sheet/table-rows';
import { writtenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf, isAbsent } from '../../values/numbers';
import { RowRefusal, readOne } from '../rows/refusal';
import { mended } from '../rows/words';
import { tradeText, type TradeText } from './trade-text';

/** A row of the account statement. */
export interface AccountRow {
  readonly line: number;
  /** Further lines over which the row is broken. */
  readonly lines: readonly number[];
  readonly day: Day;
  readonly valueDay: Day;
  readonly seconds: number | undefined;
  /** Date and time as written. */
  readonly moment: string;
  readonly product: string;
  readonly isin: string;
  readonly description: string;
  readonly amount: Decimal;
  readonly currency: CurrencyCode | undefined;
  readonly order: string;
  /** What its words say of a trade. */
  readonly trade: TradeText | undefined;
}

/** Rows of the statement and the decimal mark of most of its numbers. */
export interface AccountRows {
  readonly rows: readonly AccountRow[];
  readonly mark: DecimalMark;
}

interface Places {
  readonly isin: number;
  readonly value: number | undefined;
  readonly change: number;
  readonly order: number;
}

function placesOf(names: readonly string[]): Places | undefined {
  const isin = names.findIndex((name) => name === 'isin' || name === 'code isin');
  const change = isin + 3;
  // One of the two columns of an amount has no name: the currency stands under "change", the amount beside it, or before.
  const halves = [names.slice(change, change + 2), names.slice(change + 2, change + 4)];
  const isAmount = (half: readonly string[]): boolean => half.filter((name) => name === '').length === 1;
  if (isin < 3 || isin > 4 || !halves.every(isAmount)) return undefined;
  // The rate of exchange has a name; flatex, whose amounts have units beside them without a name, is told by that.
  if (names[change - 1] === '') return undefined;
  const last = names.findLastIndex((name) => name !== '');
  return { isin, value: isin === 4 ? 2 : undefined, change, order: Math.max(change + 4, last) };
}

/** True for the columns of an account statement, in whatever language. */
export function isAccountStatement(table: RowsUnder | undefined): boolean {
  return table !== undefined && placesOf(table.names) !== undefined;
}

/** Cells of rows; a row without a date continues the one above it. */
function joinedRows(rows: readonly TableRow[]): { cells: string[]; line: number; lines: number[] }[] {
  const joined: { cells: string[]; line: number; lines: number[] }[] = [];
  for (const { cells, line } of rows) {
    const last = joined.at(-1);
    if (last && (cells[0] ?? '') === '' && (cells[1] ?? '') === '') {
      last.cells = last.cells.map((cell, at) => cell + (cells[at] ?? ''));
      last.lines.push(line);
    } else joined.push({ cells: [...cells], line, lines: [] });
  }
  return joined;
}

/** Rows of an account statement in the order of the file; unreadable ones are refused. */
export function accountRows(table: RowsUnder, sheet: Sheet): AccountRows {
  const places = placesOf(table.names);
  if (!places) return { rows: [], mark: ',' };
  const joined = joinedRows(table.rows);
  const amounts = joined.flatMap(({ cells }) => [cells[places.change] ?? '', cells[places.change + 1] ?? '']);
  const mark = decimalMarkOf(amounts, ',') ?? ',';
  const rows: AccountRow[] = [];
  for (const { cells, line, lines } of joined)
    readOne(sheet, [line, ...lines], () => void rows.push(accountRow(cells, line, lines, places, mark)));
  return { rows, mark };
}

function accountRow(
  cells: readonly string[],
  line: number,
  lines: readonly number[],
  places: Places,
  mark: DecimalMark
): AccountRow {
  const cell = (at: number): string => (cells[at] ?? '').trim();
  const moment = `${cell(0)} ${cell(1)}`.trim();
  const date = writtenDate(moment, 'dmy');
  if (!date) throw new RowRefusal(moment === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: moment });
  const valued = places.value === undefined ? undefined : writtenDate(cell(places.value), 'dmy');
  // The currency comes first, in some older files second.
  const [first, second] = [cell(places.change), cell(places.change + 1)];
  const currency = writtenCurrency(first) ?? writtenCurrency(second);
  const text = writtenCurrency(first) ? second : first;
  const amount = isAbsent(text) ? ZERO : cellDecimal(text, mark);
  if (amount === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field: 'amount' }, 'Mutatie');
  if (amount !== ZERO && !currency) throw new RowRefusal({ code: 'currency-unreadable', text: first }, 'Mutatie');
  const description = mended(cell(places.isin + 1));
  return {
    line,
    lines,
    day: date.day,
    valueDay: valued?.day ?? date.day,
    seconds: date.seconds,
    moment,
    product: mended(cell(places.isin - 1)),
    isin: cell(places.isin),
    description,
    trade: tradeText(description),
    amount,
    currency: currency?.code,
    order: cell(places.order)
  };
}
