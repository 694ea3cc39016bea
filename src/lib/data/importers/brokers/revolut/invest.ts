import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  add,
  compare,
  decimal,
  money,
  multiply,
  negate,
  rounded,
  sign,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import type { RowsUnder } from '../../sheet/table-rows';
import { currencyOfSigns } from '../../values/currencies';
import { addTo } from '../../values/grouping';
import { decimalMarkOf } from '../../values/numbers';
import { nearestRatio } from '../rows/ratio';
import { RowRefusal, readOne, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { type StatedWhen, cashEffect, cashMoved, statedOn, tradeOf } from '../rows/stated';
import { postUnitExchange } from '../rows/unit-exchange';
import { UnitsSoFar } from '../rows/units-so-far';

/** Columns of the statement of an investment account. */
export const investColumns = ['Date', 'Ticker', 'Type', 'Quantity', 'Total Amount', 'Currency'];
const QUANTITY = 'Quantity';
const TOTAL = 'Total Amount';

type Kind =
  'buy' | 'sell' | 'cash' | 'dividend' | 'interest' | 'fee' | 'tax' | 'split' | 'merger' | 'units' | 'nothing';

const rules: readonly (readonly [Kind, RegExp])[] = [
  ['buy', /^buy\b/],
  ['sell', /^sell\b/],
  // Revolut moving a customer from one of its companies to another moves nothing for the customer.
  ['nothing', /^transfer from revolut|^position closure from|^transfer to revolut/],
  ['cash', /^cash (top-?up|withdrawal|deposit|transfer)|^(top-?up|withdrawal|deposit)$|^transfer/],
  ['tax', /tax/],
  ['dividend', /^dividend/],
  ['interest', /^interest/],
  ['fee', /fee|commission|charge|rebate|refund|adjustment/],
  ['split', /split/],
  ['merger', /^merger|^exchange|ticker change|symbol change|name change|isin change/],
  [
    'units',
    /^(spin|stock dividend|stock reward|free share|gift|rights|bonus|stock (in|out)|reorgani|delisting|acquisition|liquidation)/
  ]
];

interface Booked {
  readonly row: Row;
  readonly type: string;
  readonly kind: Kind;
  readonly when: StatedWhen;
  readonly about: PostedAbout;
  readonly currency: CurrencyCode;
  readonly total: Decimal;
}

class InvestBook {
  readonly #units = new UnitsSoFar();
  constructor(readonly sheet: Sheet) {}

  #post({ row, about }: Booked, transaction: StatedTransaction | undefined): void {
    if (!transaction) return this.sheet.passOver(row.line);
    this.#units.follow(transaction);
    this.sheet.post(row.line, transaction, about);
  }

  #instrument({ row, currency }: Booked): InstrumentId {
    return this.sheet.instrument({ symbol: row.symbol('Ticker').toUpperCase(), currency });
  }

  #quantity({ row }: Booked): Decimal {
    const quantity = row.number('quantity', QUANTITY);
    if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, QUANTITY);
    return quantity;
  }

  /** The total is what was paid or got; what goes past price times quantity is the fee it includes. */
  trade(booked: Booked, way: 'buy' | 'sell'): void {
    const { row, when, currency } = booked;
    const quantity = absolute(this.#quantity(booked));
    const total = absolute(row.number('amount', TOTAL));
    const price = row.optional('price', 'Price per share');
    const product = price === undefined ? total : rounded(multiply(quantity, absolute(price)), 2);
    const over = way === 'buy' ? subtract(total, product) : subtract(product, total);
    // Prices are rounded to the cent, so the product may be off by half a cent for each unit, and a cent.
    const play = add(multiply(quantity, decimal('0.005')), decimal('0.011'));
    const isFee = compare(over, play) > 0 && compare(over, multiply(total, decimal('0.05'))) < 0;
    const fees = isFee ? over : ZERO;
    const gross = way === 'buy' ? subtract(total, fees) : add(total, fees);
    const stated = { instrument: this.#instrument(booked), quantity, gross, currency, fees };
    this.#post(booked, tradeOf(when, way, stated));
  }

  /** The quantity of a split is what it added. Without the units held before, these come at no cost. */
  split(booked: Booked): void {
    const { row, when, type } = booked;
    const instrument = this.#instrument(booked);
    const added = this.#quantity(booked);
    const held = this.#units.held(when.account, instrument);
    const whole = this.#units.isWhole(when.account, instrument);
    const ratio = whole && sign(held) > 0 ? nearestRatio(add(held, added), held) : undefined;
    if (ratio) return this.#post(booked, { ...when, verb: 'split', instrument, ...ratio });
    this.#delivery(booked, instrument, added);
    this.sheet.note(row.line, { code: 'action-to-check', text: `${type} ${row.text('Ticker')}` }, 'Type');
  }

  units(booked: Booked): void {
    const { row, type } = booked;
    const written = this.#quantity(booked);
    const leaves = /out|delisting|liquidation|acquisition/i.test(type) && sign(written) > 0;
    this.#delivery(booked, this.#instrument(booked), leaves ? negate(written) : written);
    this.sheet.note(row.line, { code: 'action-to-check', text: `${type} ${row.text('Ticker')}` }, 'Type');
  }

  #delivery(booked: Booked, instrument: InstrumentId, units: Decimal): void {
    const { row, when, currency } = booked;
    if (sign(units) < 0)
      return this.#post(booked, { ...when, verb: 'delivery-out', instrument, quantity: absolute(units) });
    this.#post(booked, { ...when, verb: 'delivery-in', instrument, quantity: units, cost: money(ZERO, currency) });
    this.sheet.note(row.line, { code: 'cost-unknown', symbol: row.text('Ticker') });
  }

  /** Units that go and units that come at one moment; cash with them gives capital back. */
  merger(group: readonly Booked[]): void {
    const moved = group.filter(({ row }) => row.has(QUANTITY)).map((one) => ({ one, quantity: this.#quantity(one) }));
    const out = moved.find(({ quantity }) => sign(quantity) < 0);
    const into = moved.find(({ quantity }) => sign(quantity) > 0);
    if (!out || !into || moved.length !== 2) {
      for (const one of group) if (this.#mergerCash(one) === undefined) this.units(one);
      return;
    }
    const from = { instrument: this.#instrument(out.one), quantity: absolute(out.quantity) };
    const to = { instrument: this.#instrument(into.one), quantity: into.quantity };
    const { row, when, about } = into.one;
    const joined = { ...about, lines: [out.one.row.line] };
    postUnitExchange(this.sheet, { line: row.line, when, from, to, kind: 'merger', about: joined });
    this.#units.move(when.account, from.instrument, out.quantity);
    this.#units.move(when.account, to.instrument, into.quantity);
    for (const one of group) this.#mergerCash(one);
  }

  #mergerCash(one: Booked): true | undefined {
    const { when, total, currency } = one;
    if (sign(total) <= 0) return undefined;
    const instrument = this.#instrument(one);
    const gross = money(total, currency);
    this.#post(one, { ...when, verb: 'return-of-capital', instrument, gross, fees: ZERO, taxes: ZERO });
    return true;
  }

  book(booked: Booked): void {
    const { row, kind, when, currency, total, type } = booked;
    switch (kind) {
      case 'buy':
      case 'sell':
        return this.trade(booked, kind);
      case 'cash':
        return this.#post(
          booked,
          cashMoved(when, /withdrawal/i.test(type) ? negate(absolute(total)) : total, currency)
        );
      case 'dividend':
        if (sign(total) === 0) return this.sheet.passOver(row.line);
        return this.#post(booked, {
          ...when,
          verb: 'dividend',
          instrument: this.#instrument(booked),
          gross: money(total, currency),
          fees: ZERO,
          taxes: ZERO
        });
      case 'interest':
      case 'fee':
      case 'tax': {
        const about = row.text('Ticker') === '' ? undefined : this.#instrument(booked);
        return this.#post(booked, cashEffect({ ...when, note: type }, kind, total, currency, about));
      }
      case 'split':
        return this.split(booked);
      case 'units':
        return this.units(booked);
      case 'merger':
        return this.merger([booked]);
      case 'nothing':
        return this.sheet.passOver(row.line);
    }
  }
}

function bookedRow(row: Row, sheet: Sheet): Booked {
  const type = row.text('Type');
  const kind = rules.find(([, pattern]) => pattern.test(type.trim().toLowerCase()))?.[0];
  if (kind === undefined) throw unknownKind(type, 'Type');
  const { day, seconds } = row.when('Date');
  const signed = currencyOfSigns([row.text(TOTAL), row.text('Price per share')]);
  const currency = row.currency('Currency') ?? signed ?? sheet.baseCurrency;
  return {
    row,
    type,
    kind,
    when: statedOn(sheet.account(), day),
    about: seconds === undefined ? {} : { seconds },
    currency,
    total: row.optional('amount', TOTAL) ?? ZERO
  };
}

/** The statement of an investment account, in the order of time. */
export function readInvest(table: RowsUnder, sheet: Sheet): void {
  const mark =
    decimalMarkOf(
      table.rows.map((row) => row.get(QUANTITY)),
      '.'
    ) ?? '.';
  const all: Booked[] = [];
  for (const cells of table.rows) {
    const row = new Row(cells, { mark, order: 'ymd' });
    readOne(sheet, [row.line], () => void all.push(bookedRow(row, sheet)));
  }
  all.sort((a, b) => a.when.tradeDay - b.when.tradeDay || (a.about.seconds ?? 0) - (b.about.seconds ?? 0));
  const mergers = new Map<number, Booked[]>();
  for (const one of all) if (one.kind === 'merger') addTo(mergers, one.when.tradeDay, one);
  const book = new InvestBook(sheet);
  for (const one of all) {
    if (one.kind !== 'merger') readOne(sheet, [one.row.line], () => book.book(one));
    const group = one.kind === 'merger' ? mergers.get(one.when.tradeDay) : undefined;
    if (!group) continue;
    mergers.delete(one.when.tradeDay);
    readOne(
      sheet,
      group.map(({ row }) => row.line),
      () => book.merger(group)
    );
  }
}
