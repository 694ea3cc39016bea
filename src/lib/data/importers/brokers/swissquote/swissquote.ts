import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  add,
  compare,
  decimal,
  divide,
  money,
  multiply,
  negate,
  rounded,
  scaledBy,
  sign,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { OpenedSource } from '../../source/source';
import type { PostedAbout, Sheet, StatedTransaction, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import { writtenCurrency } from '../../values/currencies';
import { writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf, isAbsent } from '../../values/numbers';
import { addTo } from '../../values/grouping';
import { readOne, RowRefusal, unknownKind } from '../reading/row';
import { postUnitExchange } from '../reading/split-pair';
import { cashEffect, cashMoved, statedOn, tradeOf, unitsReceived, type StatedWhen } from '../reading/stated';
import { swissquoteKind, type SwissquoteKind } from './kinds';

/** One row; the columns stand in the same order in every language. */
interface Booked {
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

function tableOf(source: OpenedSource): RowsUnder | undefined {
  if (source.table?.delimiter !== ';') return undefined;
  const table =
    rowsUnder(source.table, 'ISIN', 'Symbol') ??
    rowsUnder(source.table, 'ISIN', 'Symbole') ??
    rowsUnder(source.table, 'ISIN', 'Simbolo');
  if (!table || ![13, 15].includes(table.names.filter((name) => name !== '').length)) return undefined;
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
function inPercent(quantity: Decimal, price: Decimal, gross: Decimal): boolean {
  const product = multiply(quantity, price);
  if (sign(product) === 0 || sign(gross) === 0) return false;
  const off = absolute(subtract(divide(gross, product), decimal('0.01')));
  return compare(off, multiply(TENTH, decimal('0.01'))) < 0;
}

function bookedRow({ cells, line }: TableRow, names: readonly string[], mark: '.' | ',', sheet: Sheet): Booked {
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
  const wide = names.length >= 15;
  // The wide form says the net amount in its own currency, then in that of the account.
  const currency = writtenCurrency(cell(wide ? 14 : 12));
  if (!currency)
    throw new RowRefusal({ code: 'currency-unreadable', text: cell(wide ? 14 : 12) }, names[wide ? 14 : 12]);
  const quoted = writtenCurrency(cell(wide ? 11 : 12)) ?? currency;
  const settled = wide ? number(12) : number(10);
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

function named({ instrument }: Booked): InstrumentId {
  if (!instrument) throw new RowRefusal({ code: 'symbol-missing' }, 'Symbol');
  return instrument;
}

function book(sheet: Sheet, one: Booked): void {
  const { kind, when, net, costs, currency, line, quantity, about, type } = one;
  const post = (transaction: StatedTransaction | undefined): void =>
    transaction ? sheet.post(line, transaction, about) : sheet.passOver(line);
  switch (kind) {
    case 'buy':
    case 'sell':
      return trade(sheet, one, kind);
    case 'dividend':
    case 'capital-gain':
    case 'return-of-capital': {
      if (sign(net) === 0) return sheet.passOver(line);
      // What was withheld stands as costs.
      const charged = { fees: ZERO, taxes: sign(net) > 0 ? costs : ZERO };
      const gross = money(sign(net) > 0 ? add(net, costs) : net, currency);
      if (one.instrument === undefined) return post({ ...when, verb: 'interest', gross, ...charged });
      const instrument = named(one);
      if (kind === 'return-of-capital' && sign(net) > 0)
        return post({ ...when, verb: kind, instrument, gross, ...charged });
      const about = kind === 'capital-gain' ? { kind: 'long-term-gain' as const } : {};
      return post({ ...when, verb: 'dividend', instrument, gross, ...charged, ...about });
    }
    case 'interest': {
      const bond = one.instrument === undefined ? {} : { instrument: one.instrument };
      if (sign(net) <= 0) return post(cashEffect(when, 'interest', net, currency, one.instrument));
      return post({
        ...when,
        verb: 'interest',
        gross: money(add(net, costs), currency),
        fees: ZERO,
        taxes: costs,
        ...bond
      });
    }
    case 'fee':
    case 'tax':
      return post(cashEffect({ ...when, note: type }, kind, net, currency, one.instrument));
    case 'cash':
      // A payment's costs are charged beside it.
      if (sign(costs) > 0 && sign(net) !== 0)
        sheet.post(line, { ...when, verb: 'fee', cash: money(costs, currency) }, about);
      return post(cashMoved(when, add(net, costs), currency));
    case 'coin-in':
      sheet.note(line, { code: 'cost-unknown', symbol: one.symbol });
      return post({ ...when, verb: 'delivery-in', instrument: named(one), quantity, cost: money(ZERO, currency) });
    case 'coin-out':
      return post({ ...when, verb: 'delivery-out', instrument: named(one), quantity });
    case 'units':
      return units(sheet, one);
    case 'forex':
    case 'split':
      throw new RowRefusal(kind === 'forex' ? { code: 'exchange-unpaired' } : { code: 'half-missing', text: type });
  }
}

function trade(sheet: Sheet, one: Booked, way: 'buy' | 'sell'): void {
  const { when, net, costs, accrued, currency, quantity, line, about } = one;
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' });
  const paid = absolute(net);
  const gross = way === 'buy' ? subtract(paid, add(costs, accrued)) : subtract(add(paid, costs), accrued);
  const instrument = named(one);
  const product = multiply(quantity, one.price);
  const percent = inPercent(quantity, one.price, gross);
  const priced = percent ? scaledBy(product, 1n, 100n) : product;
  const fits = compare(absolute(subtract(priced, gross)), decimal('0.05')) <= 0;
  const stated = { instrument, quantity, gross, currency, fees: costs, accrued };
  const each = fits
    ? { price: one.price }
    : percent
      ? { price: multiply(divide(gross, quantity), decimal('100')) }
      : {};
  sheet.post(line, tradeOf(when, way, { ...stated, ...each }), about);
}

/** Units that come or go for nothing: which way is said by the word alone. */
function units(sheet: Sheet, one: Booked): void {
  const { when, quantity, line, about, type, net, currency } = one;
  const instrument = named(one);
  if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' });
  const leaves = /auslieferung|ausbuchung|out\b|withdraw|sortie|uscita/i.test(type);
  if (leaves) sheet.post(line, { ...when, verb: 'delivery-out', instrument, quantity }, about);
  else if (/dividend/i.test(type))
    sheet.post(line, unitsReceived(when, 'dividend', instrument, quantity, absolute(net), currency), about);
  else
    sheet.post(
      line,
      { ...when, verb: 'delivery-in', instrument, quantity, cost: money(absolute(net), currency) },
      about
    );
  if (!leaves && sign(net) === 0) sheet.note(line, { code: 'cost-unknown', symbol: one.symbol });
  sheet.note(line, { code: 'action-to-check', text: `${type} ${one.symbol}` });
}

/** The credit and the debit of one order. */
function exchange(sheet: Sheet, legs: readonly Booked[]): void {
  const sold = legs.find(({ net }) => sign(net) < 0);
  const bought = legs.find(({ net }) => sign(net) > 0);
  if (!sold || !bought || legs.length !== 2 || sold.currency === bought.currency)
    throw new RowRefusal({ code: 'exchange-unpaired' });
  const fees = sold.costs;
  const given = money(subtract(negate(sold.net), fees), sold.currency);
  const stated = {
    ...sold.when,
    verb: 'exchange',
    sold: given,
    bought: money(bought.net, bought.currency),
    fees,
    taxes: ZERO
  } as const;
  sheet.post(sold.line, stated, { ...sold.about, lines: [bought.line] });
}

/** Transactions of Swissquote. Several currencies are held in one account, each with its balance. */
export const swissquote: StatementReader = {
  id: 'swissquote',
  name: 'Swissquote transactions (CSV)',
  tried: true,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    const table = tableOf(source);
    if (!table) return;
    const mark =
      decimalMarkOf(
        table.rows.map(({ cells }) => cells[10] ?? ''),
        '.'
      ) ?? '.';
    const all: Booked[] = [];
    for (const row of table.rows)
      readOne(sheet, [row.line], () => void all.push(bookedRow(row, table.names, mark, sheet)));
    const joined = new Map<string, Booked[]>();
    for (const one of all) {
      if (one.kind === 'forex')
        addTo(joined, /[1-9]/.test(one.order) ? `forex ${one.order} ${one.moment}` : `forex ${one.moment}`, one);
      else if (one.kind === 'split') addTo(joined, `split ${one.when.tradeDay}`, one);
      else readOne(sheet, [one.line], () => book(sheet, one));
    }
    for (const group of joined.values()) {
      const lines = group.map(({ line }) => line);
      readOne(sheet, lines, () => (group[0]?.kind === 'forex' ? exchange(sheet, group) : actions(sheet, group)));
    }
  }
};

/** Two rows of a split or merger on one day: units that go, then units that come; their order tells which. */
function actions(sheet: Sheet, group: readonly Booked[]): void {
  const [first, second] = [...group].sort((a, b) => (a.about.seconds ?? 0) - (b.about.seconds ?? 0));
  if (!first || !second || group.length !== 2) throw new RowRefusal({ code: 'half-missing', text: first?.type ?? '' });
  const units = (one: Booked) => ({ instrument: named(one), quantity: one.quantity });
  const kind = /fusion|merger/i.test(second.type) ? 'merger' : 'exchange';
  const about = { ...second.about, lines: [first.line] };
  postUnitExchange(sheet, { line: second.line, when: second.when, from: units(first), to: units(second), kind, about });
  sheet.note(second.line, { code: 'action-to-check', text: `${second.type} ${second.symbol}` });
}
