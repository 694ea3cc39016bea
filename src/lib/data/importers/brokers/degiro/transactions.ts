import {
  absolute,
  add,
  decimal,
  divide,
  minorUnits,
  multiply,
  rounded,
  sign,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import type { DecimalMark } from '$lib/domain/statements';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder, TableRow } from '../../sheet/table-rows';
import { writtenCurrency, type WrittenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf, isAbsent } from '../../values/numbers';
import { RowRefusal, readEach } from '../rows/refusal';
import { statedOn, tradeOf } from '../rows/stated';
import { mended } from '../rows/words';
import { tradeNumbers } from './trade-text';

/** A named column with the one of its currency beside it, which has no name. */
interface Figure {
  readonly at: number;
  readonly unit: number | undefined;
}

/** Where the columns of the list of transactions stand; those of currencies have no name. */
interface Places {
  readonly isin: number;
  readonly price: Figure;
  /** Value in the currency of the quote; absent in older lists. */
  readonly local: Figure | undefined;
  /** Value in the currency of the account. */
  readonly value: Figure;
  readonly fees: readonly number[];
  readonly order: number;
  /** Currency of the account where it stands in the names of columns. */
  readonly named: string | undefined;
}

/** Columns after those of the instrument: price, value in one or two currencies, rate, costs, total, order. */
function placesOf(names: readonly string[]): Places | undefined {
  const isin = names.findIndex((name) => name === 'isin' || name === 'code isin');
  const price = names.indexOf('') - 1;
  if (isin !== 3 || price < isin + 3) return undefined;
  const figures: Figure[] = [];
  for (let at = price; at < names.length; at++)
    if (names[at] !== '') figures.push({ at, unit: names[at + 1] === '' ? at + 1 : undefined });
  const [quote, ...rest] = figures;
  const order = rest.pop();
  rest.pop();
  // Without a rate there is one value only.
  const single = rest.length === 2;
  const local = single ? undefined : rest.shift();
  const value = rest.shift();
  if (!single) rest.shift();
  if (!quote || !order || !value || rest.length === 0) return undefined;
  const named = /\b([A-Z]{3})$/i.exec(names[value.at] ?? '')?.[1]?.toUpperCase();
  return { isin, price: quote, local, value, fees: rest.map(({ at }) => at), order: order.at, named };
}

/** True for the columns of the list of transactions, in whatever language. */
export function isTransactionList(table: RowsUnder | undefined): boolean {
  return table !== undefined && placesOf(table.names) !== undefined;
}

/** A purchase or a sale in each row, in the currency of the account. */
export function readTransactions(table: RowsUnder, sheet: Sheet): void {
  const places = placesOf(table.names);
  if (!places) return;
  const amounts = table.rows.map(({ cells }) => cells[places.value.at] ?? '');
  const mark = decimalMarkOf(amounts, '.') ?? '.';
  const number = (row: TableRow, at: number): Decimal | undefined => {
    const text = (row.cells[at] ?? '').trim();
    if (isAbsent(text)) return undefined;
    const value = cellDecimal(text, mark);
    if (value === undefined)
      throw new RowRefusal({ code: 'number-unreadable', text, field: 'amount' }, table.names[at]);
    return value;
  };
  readEach(sheet, table.rows, (row) => post(row, places, sheet, mark, (at) => number(row, at)));
}

const sameUnit = (one: WrittenCurrency | undefined, other: WrittenCurrency): boolean =>
  one?.code === other.code && one.hundredths === other.hundredths;

function post(
  row: TableRow,
  places: Places,
  sheet: Sheet,
  mark: DecimalMark,
  number: (at: number) => Decimal | undefined
): void {
  const cell = (at: number): string => (row.cells[at] ?? '').trim();
  const moment = `${cell(0)} ${cell(1)}`.trim();
  const date = writtenDate(moment, 'dmy');
  if (!date) throw new RowRefusal(moment === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: moment });
  const quantity = number(places.price.at - 1);
  if (quantity === undefined) throw new RowRefusal({ code: 'value-missing', field: 'quantity' });
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' });
  const unitOf = (figure: Figure | undefined) =>
    figure?.unit === undefined ? undefined : writtenCurrency(cell(figure.unit));
  const quoted = unitOf(places.price);
  const local = unitOf(places.local);
  const settled = (places.named ? writtenCurrency(places.named) : unitOf(places.value)) ?? local;
  if (!settled) throw new RowRefusal({ code: 'currency-unreadable', text: cell(places.value.unit ?? -1) });
  const price = number(places.price.at) ?? ZERO;
  const inQuote = places.local ? number(places.local.at) : undefined;
  // A workbook holds more digits than were booked.
  const booked = (amount: Decimal): Decimal => rounded(amount, minorUnits(settled.code));
  const value = booked(number(places.value.at) ?? inQuote ?? multiply(price, quantity));
  const fees = places.fees
    .map((at) => booked(number(at) ?? ZERO))
    .reduce<Decimal>((total, fee) => add(total, absolute(fee)), ZERO);
  const isin = cell(places.isin);
  const name = mended(cell(2));
  if (isin === '' && name === '') throw new RowRefusal({ code: 'symbol-missing' }, 'ISIN');
  const currency = quoted?.code;
  const written = { quantity: cell(places.price.at - 1), price: cell(places.price.at), currency: '' };
  const percent = inQuote === undefined && !sameUnit(quoted, settled) ? undefined : (inQuote ?? value);
  const { multiplier = '1' } = (percent && tradeNumbers(written, percent, mark)) ?? {};
  const instrument = sheet.instrument({
    ...(isin === '' ? {} : { isin }),
    ...(name === '' ? {} : { name }),
    ...(currency === undefined ? {} : { currency }),
    ...(multiplier === '1' ? {} : { multiplier, kind: multiplier === '100' ? 'other' : 'bond' })
  });
  sheet.account({ currency: settled.code });
  const each = divide(absolute(value), multiply(absolute(quantity), decimal(multiplier)));
  const stated = { instrument, quantity, gross: absolute(value), price: each, currency: settled.code, fees };
  const order = cell(places.order) || cell(places.order + 1);
  const id = order === '' ? {} : { id: `${order} ${cell(places.price.at - 1)} ${moment}` };
  const seconds = date.seconds === undefined ? {} : { seconds: date.seconds };
  const way = sign(quantity) > 0 ? 'buy' : 'sell';
  sheet.post(row.line, tradeOf(statedOn(sheet.account(), date.day), way, stated), { ...id, ...seconds });
}
