import {
  absolute,
  add,
  compare,
  decimal,
  multiply,
  subtract,
  money,
  minorUnits,
  negate,
  roundedParts,
  scaledBy,
  sign,
  sum,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import { addTo } from '../../values/grouping';
import { RowRefusal, readOne, unknownKind } from '../rows/refusal';
import { cashEffect, cashMoved, tradeOf } from '../rows/stated';
import { AccountBook, linesOf } from './account-book';
import type { AccountRow, AccountRows } from './account-row';
import { postCorporateActions, type FilledTrade } from './corporate-actions';
import { postDividends } from './dividends';
import { degiroKind, type DegiroKind } from './kinds';
import { tradeNumbers } from './trade-text';

function currencyOf(row: AccountRow): CurrencyCode {
  if (!row.currency) throw new RowRefusal({ code: 'currency-unreadable', text: '' }, 'Mutatie');
  return row.currency;
}

/** The statement: orders, dividends, exchanges of currency, corporate actions, then every row of its own. */
export function readAccount({ rows, mark }: AccountRows, sheet: Sheet): void {
  const book = new AccountBook(sheet);
  const orders = new Map<string, AccountRow[]>();
  const exchanges = new Map<string, AccountRow[]>();
  const incomes: { row: AccountRow; kind: DegiroKind }[] = [];
  const actions: FilledTrade[] = [];
  const renamed: AccountRow[] = [];
  const singles: { row: AccountRow; kind: DegiroKind }[] = [];
  for (const row of rows) {
    readOne(sheet, [row.line, ...row.lines], () => {
      const text = isPair(row) ? undefined : row.trade;
      const kind = isPair(row) && row.trade ? 'currency' : text ? undefined : degiroKind(row.description);
      // The cash fund is bought and sold in words of a trade.
      if (text?.action !== undefined && degiroKind(text.action) === 'fund') singles.push({ row, kind: 'fund' });
      else if (text) {
        const numbers = tradeNumbers(text, row.amount, mark);
        if (!numbers) throw new RowRefusal({ code: 'number-unreadable', text: text.quantity, field: 'quantity' });
        const way = text.way ?? (sign(row.amount) < 0 ? 'buy' : 'sell');
        const trade = { row, way, action: text.action, ...numbers };
        if (text.action !== undefined) actions.push(trade);
        else addTo(orders, row.order || `${row.line}`, row);
      } else if (sign(row.amount) === 0 && RENAMED.test(row.description)) renamed.push(row);
      else if (kind === undefined && sign(row.amount) === 0) sheet.passOver(row.line);
      else if (kind === undefined) throw unknownKind(row.description, 'Omschrijving');
      else if (kind === 'currency') addTo(exchanges, row.order || row.moment, row);
      else if (kind === 'dividend' || kind === 'dividend-tax') incomes.push({ row, kind });
      else if (row.order !== '' && (kind === 'fee' || kind === 'tax')) addTo(orders, row.order, row);
      else singles.push({ row, kind });
    });
  }
  for (const order of orders.values()) readOne(sheet, linesOf(order), () => postOrder(book, order, mark));
  for (const legs of exchanges.values()) postExchanges(book, legs);
  postCorporateActions(book, actions);
  for (const row of renamed) readOne(sheet, linesOf([row]), () => postRenamed(book, row, rows));
  postDividends(book, incomes);
  for (const { row, kind } of singles) readOne(sheet, linesOf([row]), () => postSingle(book, row, kind));
}

/** "Wijziging ISIN: LU0274208692 naar IE000BI8OT95", in whatever language. */
const RENAMED = /\b([A-Z]{2}[A-Z0-9]{9}\d)\b.{1,12}\b([A-Z]{2}[A-Z0-9]{9}\d)\b/;

/** Another number for an instrument: its units go over, unless the rows of the change move them themselves. */
function postRenamed(book: AccountBook, row: AccountRow, rows: readonly AccountRow[]): void {
  const [, old = '', fresh = ''] = RENAMED.exec(row.description) ?? [];
  const under = rows.filter((one) => one.trade && one.isin === old);
  const moved = under.some((one) => one.trade?.action !== undefined && one.day === row.day);
  if (old === fresh || moved || under.length === 0) return book.post(row, undefined);
  const [instrument, into] = [old, fresh].map((isin) => book.instrument({ ...row, isin }));
  if (instrument === undefined || into === undefined) return book.post(row, undefined);
  const receives = [{ instrument: into, numerator: 1, denominator: 1, basis: 1 }];
  const event = { verb: 'reorganisation', kind: 'exchange', keeps: false, retained: 0 } as const;
  book.post(row, { ...book.when(row), ...event, instrument, receives });
}

/** An order of currency: its rows and those that settle it are the two sides of an exchange. */
const isPair = ({ isin, product }: AccountRow): boolean => isin === '' && /^[A-Z]{3}\/[A-Z]{3}$/.test(product);

const NEAR = decimal('0.01');

/** The fills of an order with their share of its costs; costs in another currency are of their own. */
function postOrder(book: AccountBook, order: readonly AccountRow[], mark: AccountRows['mark']): void {
  const fills = order.filter((row) => row.trade);
  const costs = order.filter((row) => !row.trade);
  const [first] = fills;
  const currency = first && currencyOf(first);
  const within = costs.filter((row) => row.currency === currency && sign(row.amount) <= 0);
  const share = (kind: DegiroKind): Decimal[] => {
    const total = sum(within.filter((row) => degiroKind(row.description) === kind).map((row) => absolute(row.amount)));
    return shares(
      total,
      fills.map((row) => absolute(row.amount)),
      currency
    );
  };
  const [fees, taxes] = [share('fee'), share('tax')];
  fills.forEach((row, at) => {
    const text = row.trade;
    const numbers = text && tradeNumbers(text, row.amount, mark);
    if (!text || !numbers)
      throw new RowRefusal({ code: 'number-unreadable', text: row.description, field: 'quantity' });
    if (sign(numbers.quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, 'Omschrijving');
    const way = text.way ?? (sign(row.amount) < 0 ? 'buy' : 'sell');
    const gross = absolute(row.amount);
    const { quantity, price, multiplier } = numbers;
    // A price that does not lead to the amount is in another unit than the amount.
    const product = multiply(multiply(quantity, price), decimal(multiplier));
    const fits = compare(absolute(subtract(product, gross)), multiply(gross, NEAR)) <= 0;
    const stated = {
      instrument: book.instrument(row, multiplier),
      quantity,
      gross,
      currency: currencyOf(row),
      ...(fits ? { price } : {})
    };
    const joined = at === 0 ? within : [];
    book.post(
      row,
      tradeOf(book.when(row), way, { ...stated, fees: fees[at] ?? ZERO, taxes: taxes[at] ?? ZERO }),
      joined
    );
  });
  for (const row of costs) {
    if (fills.length > 0 && within.includes(row)) continue;
    const verb = degiroKind(row.description) === 'tax' ? 'tax' : 'fee';
    const instrument = row.isin === '' ? undefined : book.instrument(row);
    book.post(row, cashEffect(book.when(row), verb, row.amount, currencyOf(row), instrument));
  }
}

/** A total shared by weights, to the cent. */
function shares(total: Decimal, weights: readonly Decimal[], currency: CurrencyCode | undefined): Decimal[] {
  const whole = sum(weights);
  if (sign(total) === 0 || !currency) return [];
  if (weights.length === 1 || sign(whole) === 0) return [total];
  return roundedParts(
    weights.map((weight) => scaledBy(total, weight, whole)),
    minorUnits(currency)
  );
}

/** Sums by currency of rows, without those that come to nothing. */
function sumsOf(legs: readonly AccountRow[]): [CurrencyCode, Decimal][] {
  const sums = new Map<CurrencyCode, Decimal>();
  for (const row of legs)
    if (sign(row.amount) !== 0) sums.set(currencyOf(row), add(sums.get(currencyOf(row)) ?? ZERO, row.amount));
  return [...sums].filter(([, amount]) => sign(amount) !== 0);
}

/** Rows of one order or moment: one exchange when two currencies moved, else those that stand side by side. */
function postExchanges(book: AccountBook, legs: readonly AccountRow[]): void {
  if (sumsOf(legs).length <= 2) return readOne(book.sheet, linesOf(legs), () => postExchange(book, legs));
  for (let at = 0; at < legs.length; at += 2) {
    const pair = legs.slice(at, at + 2);
    readOne(book.sheet, linesOf(pair), () => postExchange(book, pair));
  }
}

/** What left in one currency and came in another. */
function postExchange(book: AccountBook, legs: readonly AccountRow[]): void {
  const [first] = legs;
  const sides = sumsOf(legs);
  const sold = sides.find(([, amount]) => amount < 0n);
  const bought = sides.find(([, amount]) => amount > 0n);
  if (first && sides.length === 0) return book.post(first, undefined, legs.slice(1));
  if (!first || !sold || !bought || sides.length !== 2)
    throw new RowRefusal({ code: 'exchange-unpaired' }, 'Omschrijving');
  const exchange = {
    ...book.when(first),
    verb: 'exchange',
    sold: money(negate(sold[1]), sold[0]),
    bought: money(bought[1], bought[0]),
    fees: ZERO,
    taxes: ZERO
  } as const;
  book.post(first, exchange, legs.slice(1));
}

/** A row of its own: fees, interest, cash in and out. */
function postSingle(book: AccountBook, row: AccountRow, kind: DegiroKind): void {
  const when = book.when(row);
  if (kind === 'internal' || sign(row.amount) === 0) return book.post(row, undefined);
  const currency = currencyOf(row);
  const instrument = row.isin === '' || kind === 'fund' ? undefined : book.instrument(row);
  switch (kind) {
    case 'fee':
    case 'rebate':
      return book.post(row, cashEffect(when, 'fee', row.amount, currency, instrument));
    case 'tax':
      return book.post(row, cashEffect(when, 'tax', row.amount, currency, instrument));
    case 'coupon':
      return book.post(
        row,
        cashEffect({ ...when, note: row.description }, 'interest', row.amount, currency, instrument)
      );
    case 'interest':
    case 'fund':
      return book.post(row, cashEffect({ ...when, note: row.description }, 'interest', row.amount, currency));
    case 'return-of-capital': {
      if (!instrument) throw new RowRefusal({ code: 'symbol-missing' }, 'ISIN');
      const verb = sign(row.amount) > 0 ? 'return-of-capital' : 'dividend';
      const gross = money(row.amount, currency);
      return book.post(row, { ...when, verb, instrument, gross, fees: ZERO, taxes: ZERO });
    }
    default:
      return book.post(row, cashMoved(when, row.amount, currency));
  }
}
