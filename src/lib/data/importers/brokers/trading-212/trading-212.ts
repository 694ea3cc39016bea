import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  add,
  decimalText,
  money,
  multiply,
  negate,
  sign,
  subtract,
  ZERO,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { PostedAbout, Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import { writtenCurrency } from '../../values/currencies';
import { wholeUnits } from '../../values/currencies';
import { RowRefusal, readEach, readOne, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { type StatedWhen, cashEffect, cashMoved, statedOn, tradeOf, unitsReceived } from '../rows/stated';
import { postUnitExchange } from '../rows/unit-exchange';
import { amountOf, costsOf, rateOf, toldIn, withheldIn } from './costs';
import { trading212Kind } from './kinds';

const columns = ['Action', 'ISIN', 'Ticker', 'No. of shares'];
const TIME = ['Time', 'Time (UTC)'];
const QUANTITY = 'No. of shares';
const PRICE = 'Price / share';

/** One row with its place in the ledger. */
interface Booked {
  readonly table: RowsUnder;
  readonly row: Row;
  readonly action: string;
  readonly when: StatedWhen;
  readonly about: PostedAbout;
}

function instrumentOf(sheet: Sheet, row: Row): InstrumentId {
  const [isin, symbol, name] = [row.text('ISIN'), row.text('Ticker'), row.text('Name')];
  if (isin === '' && symbol === '') throw new RowRefusal({ code: 'symbol-missing' }, 'ISIN');
  const currency = writtenCurrency(row.text(`Currency (${PRICE})`))?.code;
  return sheet.instrument({
    ...(isin === '' ? {} : { isin }),
    ...(symbol === '' ? {} : { symbol }),
    ...(name === '' ? {} : { name }),
    ...(currency === undefined ? {} : { currency })
  });
}

/** Units of a row times the price of each, in the currency of the price. */
function priced(row: Row): Money | undefined {
  const currency = writtenCurrency(row.text(`Currency (${PRICE})`));
  const quantity = row.optional('quantity', QUANTITY);
  const price = row.optional('price', PRICE);
  if (!currency || quantity === undefined || price === undefined) return undefined;
  return money(wholeUnits(multiply(absolute(quantity), price), currency), currency.code);
}

function totalOf({ table, row }: Booked): Money {
  const total = amountOf(table, row, 'Total');
  if (!total) throw new RowRefusal({ code: 'value-missing', field: 'net-amount' }, 'Total');
  return total;
}

function quantityOf(row: Row): Decimal {
  const quantity = absolute(row.number('quantity', QUANTITY));
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, QUANTITY);
  return quantity;
}

function trade(sheet: Sheet, booked: Booked, way: 'buy' | 'sell'): void {
  const { table, row, when, about } = booked;
  const total = totalOf(booked);
  const { fees, taxes, others } = costsOf(table, row, total.currency, rateOf(row));
  const costs = add(fees, taxes);
  const paid = absolute(total.amount);
  const gross = way === 'buy' ? subtract(paid, costs) : add(paid, costs);
  const instrument = instrumentOf(sheet, row);
  const stated = { instrument, quantity: quantityOf(row), gross, currency: total.currency, fees, taxes };
  sheet.post(row.line, tradeOf(when, way, stated), about);
  // The total is all that was paid: costs in another currency are within it and cannot be told apart.
  for (const { amount, currency } of others)
    sheet.note(row.line, { code: 'costs-in-other-currency', text: decimalText(amount), currency });
}

function dividend(sheet: Sheet, booked: Booked, returned: boolean): void {
  const { table, row, when, about } = booked;
  const total = totalOf(booked);
  const tax = amountOf(table, row, 'Withholding tax');
  const taxes = tax ? withheldIn(total, tax, priced(row)) : ZERO;
  const withheld = taxes ?? ZERO;
  const instrument = instrumentOf(sheet, row);
  const gross = money(add(total.amount, withheld), total.currency);
  const { fees } = costsOf(table, row, total.currency);
  if (tax && taxes === undefined)
    sheet.note(
      row.line,
      { code: 'costs-in-other-currency', text: row.text('Withholding tax'), currency: tax.currency },
      'Withholding tax'
    );
  if (sign(gross.amount) === 0) return sheet.passOver(row.line);
  const before = { ...gross, amount: add(gross.amount, fees) };
  if (returned && sign(gross.amount) > 0)
    return sheet.post(
      row.line,
      { ...when, verb: 'return-of-capital', instrument, gross: before, fees, taxes: withheld },
      about
    );
  sheet.post(row.line, { ...when, verb: 'dividend', instrument, gross: before, fees, taxes: withheld }, about);
}

/** One row that names both amounts; in other files two rows of one time, joined before. */
function conversion(sheet: Sheet, booked: Booked, pair: Booked | undefined): void {
  const { table, row, when, about } = booked;
  const told = toldIn(row.text('Notes'));
  const [from, to] = told ?? [
    amountOf(table, row, 'Currency conversion from amount'),
    amountOf(table, row, 'Currency conversion to amount')
  ];
  const halves = [from, to, amountOf(table, row, 'Total'), pair && amountOf(pair.table, pair.row, 'Total')];
  const [given, got] =
    from && to ? [from, to] : halves.slice(2).sort((a, b) => ((a?.amount ?? ZERO) < (b?.amount ?? ZERO) ? -1 : 1));
  if (!given || !got || given.currency === got.currency) throw new RowRefusal({ code: 'exchange-unpaired' }, 'Action');
  const { fees } = costsOf(table, row, given.currency);
  const bought = costsOf(table, row, got.currency).fees;
  const paid = absolute(given.amount);
  // The amount changed includes the fee when the fee is in the same currency.
  const sold = money(from ? subtract(paid, fees) : paid, given.currency);
  const lines = pair ? [pair.row.line] : [];
  const received = money(absolute(got.amount), got.currency);
  sheet.post(
    row.line,
    { ...when, verb: 'exchange', sold, bought: received, fees: from ? fees : ZERO, taxes: ZERO },
    { ...about, lines }
  );
  if (sign(bought) > 0 && !from)
    sheet.note(row.line, {
      code: 'costs-in-other-currency',
      text: row.text('Currency conversion fee'),
      currency: got.currency
    });
}

function unitsMoved(sheet: Sheet, booked: Booked, kind: 'units-in' | 'units-out' | 'free-units'): void {
  const { table, row, when, about, action } = booked;
  const instrument = instrumentOf(sheet, row);
  const quantity = quantityOf(row);
  const worth = amountOf(table, row, 'Total') ?? money(ZERO, sheet.baseCurrency);
  const value = absolute(worth.amount);
  if (kind === 'units-out') return sheet.post(row.line, { ...when, verb: 'delivery-out', instrument, quantity }, about);
  if (kind === 'units-in')
    sheet.post(
      row.line,
      { ...when, verb: 'delivery-in', instrument, quantity, cost: money(value, worth.currency) },
      about
    );
  else sheet.post(row.line, unitsReceived(when, 'dividend', instrument, quantity, value, worth.currency), about);
  const symbol = row.text('Ticker') || row.text('ISIN');
  if (sign(value) === 0) sheet.note(row.line, { code: 'cost-unknown', symbol });
  if (kind === 'free-units') sheet.note(row.line, { code: 'action-to-check', text: `${action} ${symbol}` }, 'Action');
}

/** Old and new units of a split: the row that opens is the one booked. */
function split(sheet: Sheet, booked: Booked, pair: Booked | undefined): void {
  if (!pair) throw new RowRefusal({ code: 'half-missing', text: booked.action }, 'Action');
  const units = ({ row }: Booked) => ({ instrument: instrumentOf(sheet, row), quantity: quantityOf(row) });
  const [close, open] = /close/i.test(booked.action) ? [booked, pair] : [pair, booked];
  const about = { ...booked.about, lines: [pair.row.line] };
  postUnitExchange(sheet, { line: booked.row.line, when: booked.when, from: units(close), to: units(open), about });
}

function book(sheet: Sheet, booked: Booked, pair: Booked | undefined): void {
  const { row, action, when, about } = booked;
  const kind = trading212Kind(action);
  const post = (transaction: ReturnType<typeof cashMoved>): void =>
    transaction ? sheet.post(row.line, transaction, about) : sheet.passOver(row.line);
  switch (kind) {
    case undefined:
      throw unknownKind(action, 'Action');
    case 'buy':
    case 'sell':
      return trade(sheet, booked, kind);
    case 'dividend':
    case 'return-of-capital':
      return dividend(sheet, booked, kind === 'return-of-capital');
    case 'conversion':
      return conversion(sheet, booked, pair);
    case 'split-close':
    case 'split-open':
      return split(sheet, booked, pair);
    case 'units-in':
    case 'units-out':
    case 'free-units': {
      if (row.has('ISIN', 'Ticker')) return unitsMoved(sheet, booked, kind);
      const { amount, currency } = totalOf(booked);
      return post(cashMoved(when, kind === 'units-out' ? negate(absolute(amount)) : absolute(amount), currency));
    }
    default: {
      const { amount, currency } = totalOf(booked);
      if (kind === 'interest') return post(cashEffect(when, 'interest', amount, currency));
      if (kind === 'fee') return post(cashEffect(when, 'fee', negate(absolute(amount)), currency));
      const moved = kind === 'cash' ? amount : kind === 'cash-in' ? absolute(amount) : negate(absolute(amount));
      return post(cashMoved(when, moved, currency));
    }
  }
}

/** Files joined from two generations carry rows whose notes and id stand before the units: put where the header has them. */
function aligned(row: TableRow, { names }: RowsUnder): TableRow {
  const at = names.indexOf('no. of shares');
  const shifted =
    at >= 0 &&
    (row.cells[at] ?? '') === '' &&
    /^EOF\d+$/.test(row.cells[at + 1] ?? '') &&
    names[at + 1] === 'price / share';
  if (!shifted) return row;
  const moved = [...row.cells.slice(0, at), ...row.cells.slice(at + 2)];
  const cells = names.map((name, place) =>
    name === 'id' ? (row.cells[at + 1] ?? '') : name === 'notes' ? (row.cells[at] ?? '') : (moved[place] ?? '')
  );
  const get = (...wanted: string[]): string => {
    const found = wanted
      .map((name) => cells[names.indexOf(name.toLowerCase())] ?? '')
      .find((cell) => cell.trim() !== '');
    return found?.trim() ?? '';
  };
  return { ...row, cells, get };
}

/** Rows that stand in pairs: a split that closes and opens, a conversion that leaves and comes. */
function pairs(all: readonly Booked[]): Map<Booked, Booked> {
  const found = new Map<Booked, Booked>();
  const open: Booked[] = [];
  for (const one of all) {
    const kind = trading212Kind(one.action);
    const halved =
      kind === 'split-close' ||
      kind === 'split-open' ||
      (kind === 'conversion' && !one.row.has('Currency conversion from amount') && !toldIn(one.row.text('Notes')));
    if (!halved) continue;
    const key = kind === 'conversion' ? kind : 'split';
    const at = open.findIndex((other) => {
      const otherKind = trading212Kind(other.action);
      const sameDay = other.when.tradeDay === one.when.tradeDay;
      if (key === 'conversion') return otherKind === 'conversion' && sameDay;
      const sameUnits =
        other.row.text('ISIN') === one.row.text('ISIN') || other.row.text('Ticker') === one.row.text('Ticker');
      return otherKind !== 'conversion' && otherKind !== kind && sameDay && sameUnits;
    });
    const [other] = at < 0 ? [] : open.splice(at, 1);
    if (other) found.set(other, one).set(one, other);
    else open.push(one);
  }
  return found;
}

/** History of Trading 212. Its columns vary from year to year: they are found by their names. */
export const trading212: StatementReader = {
  id: 'trading-212',
  name: 'Trading 212 (CSV)',
  tried: true,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const table = rowsUnder(source.table, ...columns);
    if (!table) return;
    const all: Booked[] = [];
    readEach(
      sheet,
      table.rows.map((row) => new Row(aligned(row, table), { order: 'ymd' })),
      (row) => {
        const { day, seconds } = row.when(...TIME);
        const id = row.text('ID');
        const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }) };
        all.push({ table, row, action: row.text('Action'), when: statedOn(sheet.account(), day), about });
      }
    );
    const joined = pairs(all);
    const done = new Set<Booked>();
    for (const booked of all) {
      if (done.has(booked)) continue;
      const pair = joined.get(booked);
      if (pair) done.add(pair);
      const lines = [booked, ...(pair ? [pair] : [])].map(({ row }) => row.line);
      readOne(sheet, lines, () => {
        const total = amountOf(table, booked.row, 'Total');
        if (total) sheet.account({ currency: total.currency });
        book(sheet, booked, pair);
      });
    }
  }
};
