import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  add,
  compare,
  decimal,
  decimalText,
  divide,
  money,
  multiply,
  negate,
  scaledBy,
  sign,
  subtract,
  ZERO
} from '$lib/domain/money';
import type { Sheet, StatedTransaction, StatementReader } from '../../sheet/reader';
import { decimalMarkOf } from '../../values/numbers';
import { addTo } from '../../values/grouping';
import { RowRefusal, readOne } from '../rows/refusal';
import { cashEffect, cashMoved, tradeOf, unitsReceived } from '../rows/stated';
import { postUnitExchange } from '../rows/unit-exchange';
import { bookedRow, inPercent, tableOf, type Booked } from './booked-row';

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
  const leaves = /auslieferung|ausbuchung|titelausgang|out\b|withdraw|sortie|uscita/i.test(type);
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
  if (sign(given.amount) <= 0)
    throw new RowRefusal({ code: 'sign-contradicts', action: sold.type, text: decimalText(fees) });
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
