import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  compare,
  decimal,
  divide,
  multiply,
  rounded,
  sign,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { PostedAbout, Sheet } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { writtenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal, isAbsent } from '../../values/numbers';
import { RowRefusal, unknownKind } from '../rows/refusal';
import { type StatedWhen, statedOn } from '../rows/stated';
import { swissquoteKind, type SwissquoteKind } from './kinds';

/** One row; the columns stand in the same order in every language. */
export interface Booked {
  readonly line: number;
  readonly type: string;
  readonly kind: SwissquoteKind;
  readonly order: string;
  readonly when: StatedWhen;
  readonly about: PostedAbout;
  readonly moment: string;
  readonly instrument: InstrumentId | undefined;
  readonly symbol: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly costs: Decimal;
  readonly accrued: Decimal;
  /** By its sign, in the currency of the account that it moved. */
  readonly net: Decimal;
  readonly currency: CurrencyCode;
}

/** The table of a file of Swissquote, by the places of its columns; undefined for any other file. */
export function tableOf(source: OpenedSource): RowsUnder | undefined {
  if (source.table?.delimiter !== ';') return undefined;
  const table =
    rowsUnder(source.table, 'ISIN', 'Symbol') ??
    rowsUnder(source.table, 'ISIN', 'Symbole') ??
    rowsUnder(source.table, 'ISIN', 'Simbolo');
  if (!table || ![13, 14, 15].includes(table.names.filter((name) => name !== '').length)) return undefined;
  const [date = '', order = '', type = ''] = table.names;
  const isOrder = /#|auftrag|ordre|ordine|order/.test(order);
  return /^(date|datum|data)/.test(date) && isOrder && type.startsWith('trans') && table.names[5] === 'isin'
    ? table
    : undefined;
}

function instrumentOf(
  sheet: Sheet,
  cells: readonly string[],
  currency: CurrencyCode,
  bond: boolean
): InstrumentId | undefined {
  const [symbol = '', name = '', isin = ''] = cells.slice(3, 6);
  if (symbol === '' && isin === '') return undefined;
  return sheet.instrument({
    ...(isin === '' ? {} : { isin }),
    ...(symbol === '' ? {} : { symbol }),
    ...(name === '' ? {} : { name }),
    ...(bond ? { kind: 'bond', multiplier: '0.01' } : {}),
    currency
  });
}

const TENTH = decimal('0.1');

/** True when price times quantity leads to the amount only as a percentage. */
export function inPercent(quantity: Decimal, price: Decimal, gross: Decimal): boolean {
  const product = multiply(quantity, price);
  if (sign(product) === 0 || sign(gross) === 0) return false;
  const off = absolute(subtract(divide(gross, product), decimal('0.01')));
  return compare(off, multiply(TENTH, decimal('0.01'))) < 0;
}

/** Cells of a row as values; refused when they cannot be read. */
export function bookedRow({ cells, line }: TableRow, names: readonly string[], mark: '.' | ',', sheet: Sheet): Booked {
  const cell = (at: number): string => (cells[at] ?? '').trim();
  const number = (at: number): Decimal => {
    if (isAbsent(cell(at))) return ZERO;
    const value = cellDecimal(cell(at), mark);
    if (value === undefined)
      throw new RowRefusal({ code: 'number-unreadable', text: cell(at), field: 'amount' }, names[at]);
    return value;
  };
  const date = writtenDate(cell(0), 'dmy');
  if (!date)
    throw new RowRefusal(
      cell(0) === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: cell(0) },
      names[0]
    );
  const type = cell(2);
  const kind = swissquoteKind(type);
  if (kind === undefined) throw unknownKind(type, names[2] ?? '');
  // The wide forms say the net amount in its own currency, one of them with its code, then in that of the account.
  const width = names.filter((name) => name !== '').length;
  const wide = width === 15;
  const currency = writtenCurrency(cell(width - 1));
  if (!currency) throw new RowRefusal({ code: 'currency-unreadable', text: cell(width - 1) }, names[width - 1]);
  const quoted = (wide ? writtenCurrency(cell(11)) : undefined) ?? currency;
  const settled = number(width - 3);
  const factor =
    wide && quoted.code !== currency.code && sign(number(10)) !== 0 ? divide(settled, number(10)) : undefined;
  const own = (value: Decimal): Decimal => (factor === undefined ? value : rounded(multiply(value, factor), 2));
  const [quantity, price, costs, accrued] = [absolute(number(6)), number(7), absolute(number(8)), absolute(number(9))];
  const bond = (kind === 'buy' || kind === 'sell') && inPercent(quantity, price, absolute(number(10)));
  const about = date.seconds === undefined ? {} : { seconds: date.seconds };
  return {
    line,
    type,
    kind,
    order: cell(1),
    when: statedOn(sheet.account(), date.day),
    about,
    moment: cell(0),
    instrument: instrumentOf(sheet, cells, quoted.code, bond),
    symbol: cell(3) || cell(5),
    quantity,
    price,
    costs: own(costs),
    accrued: own(accrued),
    net: settled,
    currency: currency.code
  };
}
