import { absolute, add, scaledBy, sign, ZERO, type Decimal } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder, TableRow } from '../../sheet/table-rows';
import { writtenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf, isAbsent } from '../../values/numbers';
import { RowRefusal, readEach } from '../rows/refusal';
import { statedOn, tradeOf } from '../rows/stated';
import { mended } from '../rows/words';

/** Where the columns of the list of transactions stand; those of currencies have no name. */
interface Places {
  readonly isin: number;
  readonly price: number;
  /** Value in the currency of the account. */
  readonly value: number;
  readonly fees: readonly number[];
  readonly order: number;
  /** Currency of the account where it stands in the names of columns. */
  readonly named: string | undefined;
}

function placesOf(names: readonly string[]): Places | undefined {
  const isin = names.findIndex((name) => name === 'isin' || name === 'code isin');
  const price = names.indexOf('') - 1;
  if (isin !== 3 || price < isin + 3 || names[price + 3] !== '') return undefined;
  const value = price + 4;
  if (names[value + 1] === '') {
    // Value, its currency, rate, costs, their currency, total, its currency, order.
    return { isin, price, value, fees: [value + 3], order: value + 7, named: undefined };
  }
  const named = /\b([A-Z]{3})$/i.exec(names[value] ?? '')?.[1]?.toUpperCase();
  return { isin, price, value, fees: [value + 2, value + 3], order: value + 5, named };
}

/** True for the columns of the list of transactions, in whatever language. */
export function isTransactionList(table: RowsUnder | undefined): boolean {
  return table !== undefined && placesOf(table.names) !== undefined;
}

/** A purchase or a sale in each row, in the currency of the account. */
export function readTransactions(table: RowsUnder, sheet: Sheet): void {
  const places = placesOf(table.names);
  if (!places) return;
  const amounts = table.rows.map(({ cells }) => cells[places.value] ?? '');
  const mark = decimalMarkOf(amounts, '.') ?? '.';
  const number = (row: TableRow, at: number): Decimal | undefined => {
    const text = (row.cells[at] ?? '').trim();
    if (isAbsent(text)) return undefined;
    const value = cellDecimal(text, mark);
    if (value === undefined)
      throw new RowRefusal({ code: 'number-unreadable', text, field: 'amount' }, table.names[at]);
    return value;
  };
  readEach(sheet, table.rows, (row) => post(row, places, sheet, (at) => number(row, at)));
}

function post(row: TableRow, places: Places, sheet: Sheet, number: (at: number) => Decimal | undefined): void {
  const cell = (at: number): string => (row.cells[at] ?? '').trim();
  const moment = `${cell(0)} ${cell(1)}`.trim();
  const date = writtenDate(moment, 'dmy');
  if (!date) throw new RowRefusal(moment === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: moment });
  const quantity = number(places.price - 1);
  if (quantity === undefined) throw new RowRefusal({ code: 'value-missing', field: 'quantity' });
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' });
  const quoted = writtenCurrency(cell(places.price + 1));
  const local = writtenCurrency(cell(places.price + 3));
  const settled = writtenCurrency(places.named ?? cell(places.value + 1)) ?? local;
  if (!settled) throw new RowRefusal({ code: 'currency-unreadable', text: cell(places.value + 1) });
  const price = number(places.price) ?? ZERO;
  const value = number(places.value) ?? number(places.price + 2) ?? scaledBy(price, quantity, 10n ** 18n);
  const fees = places.fees
    .map((at) => number(at) ?? ZERO)
    .reduce<Decimal>((total, fee) => add(total, absolute(fee)), ZERO);
  const isin = cell(places.isin);
  const name = mended(cell(2));
  if (isin === '' && name === '') throw new RowRefusal({ code: 'symbol-missing' }, 'ISIN');
  const currency = quoted?.code;
  const instrument = sheet.instrument({
    ...(isin === '' ? {} : { isin }),
    ...(name === '' ? {} : { name }),
    ...(currency === undefined ? {} : { currency })
  });
  sheet.account({ currency: settled.code });
  const stated = { instrument, quantity, gross: absolute(value), currency: settled.code, fees };
  const order = cell(places.order) || cell(places.order + 1);
  const id = order === '' ? {} : { id: `${order} ${cell(places.price - 1)} ${moment}` };
  const seconds = date.seconds === undefined ? {} : { seconds: date.seconds };
  const way = sign(quantity) > 0 ? 'buy' : 'sell';
  sheet.post(row.line, tradeOf(statedOn(sheet.account(), date.day), way, stated), { ...id, ...seconds });
}
