import type { InstrumentId } from '$lib/domain/instruments';
import { absolute, add, money, multiply, sign, ZERO, type Decimal } from '$lib/domain/money';
import type { Sheet, StatedTransaction } from '../../sheet/reader';
import type { RowsUnder } from '../../sheet/table-rows';
import { looksLikeIsin } from '../../values/symbols';
import { addTo } from '../../values/grouping';
import { nearestRatio } from '../rows/ratio';
import { RowRefusal, readOne } from '../rows/refusal';
import { Row } from '../rows/row';
import { cashEffect, cashMoved, tradeOf, unitsReceived } from '../rows/stated';
import { postUnitExchange } from '../rows/unit-exchange';
import { UnitsSoFar } from '../rows/units-so-far';
import type { TradeRepublicKind } from './kinds';
import { bookedRow, type Booked } from './official-row';

/** Columns of the official export. */
export const officialColumns = ['datetime', 'category', 'type', 'symbol', 'shares', 'amount'];

/** Books rows in the order of time, so that units held before a corporate action are known. */
class OfficialBook {
  readonly #units = new UnitsSoFar();
  constructor(readonly sheet: Sheet) {}

  instrument({ row, currency }: Booked): InstrumentId {
    const [symbol, name] = [row.text('symbol'), row.text('name')];
    if (symbol === '' && name === '') throw new RowRefusal({ code: 'symbol-missing' }, 'symbol');
    const isIsin = looksLikeIsin(symbol) && !symbol.startsWith('XF');
    const asset = row.text('asset_class').toUpperCase();
    const crypto = asset === 'CRYPTO';
    // Coins with long tickers carry a number in the shape of an ISIN: XF0RENDER015 is RENDER.
    const ticker = symbol.startsWith('XF') ? symbol.replace(/^XF0*/, '').replace(/\d{2,3}$/, '') : symbol;
    const kind = crypto
      ? 'crypto'
      : asset === 'BOND'
        ? 'bond'
        : asset === 'FUND' || asset === 'ETF'
          ? 'fund'
          : undefined;
    return this.sheet.instrument({
      ...(symbol === '' ? {} : isIsin && !crypto ? { isin: symbol } : { symbol: ticker }),
      ...(name === '' ? {} : { name }),
      ...(kind === undefined ? {} : { kind }),
      currency
    });
  }

  post(booked: Booked, transaction: StatedTransaction | undefined, lines: readonly number[] = []): void {
    if (!transaction) return this.sheet.passOver(booked.row.line);
    this.#units.follow(transaction);
    this.sheet.post(booked.row.line, transaction, lines.length > 0 ? { ...booked.about, lines } : booked.about);
  }

  /** A tax or fee that came back cannot stand within a transaction: it is one of its own. */
  #refunds(booked: Booked, instrument?: InstrumentId): void {
    const { when, currency, fee, tax } = booked;
    if (sign(fee) > 0) this.post(booked, cashEffect(when, 'fee', fee, currency, instrument));
    if (sign(tax) > 0) this.post(booked, cashEffect(when, 'tax', tax, currency, instrument));
  }

  trade(booked: Booked): void {
    const { when, currency, shares, amount } = booked;
    const instrument = this.instrument(booked);
    if (sign(shares) === 0) throw new RowRefusal({ code: 'quantity-zero' }, 'shares');
    const way = sign(amount) === 0 ? (sign(shares) > 0 ? 'buy' : 'sell') : sign(amount) < 0 ? 'buy' : 'sell';
    const costs = { fees: paid(booked.fee), taxes: paid(booked.tax) };
    this.post(
      booked,
      tradeOf(when, way, { instrument, quantity: shares, gross: absolute(amount), currency, ...costs })
    );
    this.#refunds(booked, instrument);
  }

  income(booked: Booked, verb: 'dividend' | 'interest', instrument?: InstrumentId): void {
    const { when, currency, amount } = booked;
    if (sign(amount) === 0) {
      if (sign(booked.tax) === 0 && sign(booked.fee) === 0) return this.post(booked, undefined);
      return this.charges(booked, instrument);
    }
    const stated = { gross: money(amount, currency), fees: paid(booked.fee), taxes: paid(booked.tax) };
    if (verb === 'interest') this.post(booked, { ...when, verb, ...stated, ...(instrument ? { instrument } : {}) });
    else this.post(booked, { ...when, verb, instrument: instrument ?? this.instrument(booked), ...stated });
    this.#refunds(booked, instrument);
  }

  /** A row that is nothing but its costs. */
  charges(booked: Booked, instrument?: InstrumentId): void {
    const { when, currency, fee, tax } = booked;
    const charges = [
      cashEffect(when, 'fee', fee, currency, instrument),
      cashEffect(when, 'tax', tax, currency, instrument)
    ];
    for (const charge of charges) if (charge) this.post(booked, charge);
  }

  cash(booked: Booked): void {
    const { when, row, currency, amount } = booked;
    const note = row.text('name') || row.text('description');
    this.post(booked, cashMoved({ ...when, ...(note === '' ? {} : { note }) }, amount, currency));
    if (sign(booked.fee) !== 0 || sign(booked.tax) !== 0) this.charges(booked);
  }

  /** Units in or out without a trade. */
  delivery(booked: Booked): void {
    const { when, row, currency, type } = booked;
    const instrument = this.instrument(booked);
    const { shares } = booked;
    const quantity = absolute(shares);
    const leaves = booked.kind === 'delivered' || sign(shares) < 0;
    if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, 'shares');
    if (leaves) return this.post(booked, { ...when, verb: 'delivery-out', instrument, quantity });
    const price = absolute(row.optional('price', 'price') ?? ZERO);
    const value = sign(booked.amount) === 0 ? multiply(price, quantity) : absolute(booked.amount);
    const staked = /receipt/i.test(type) && row.text('asset_class').toUpperCase() === 'CRYPTO';
    if (staked) this.post(booked, unitsReceived(when, 'staking', instrument, quantity, value, currency));
    else this.post(booked, { ...when, verb: 'delivery-in', instrument, quantity, cost: money(value, currency) });
    if (sign(value) === 0) this.sheet.note(row.line, { code: 'cost-unknown', symbol: row.text('symbol') });
  }

  /** Cash for units that end: with units it is a sale, without it gives capital back. */
  proceeds(booked: Booked): void {
    const { when, currency, amount, shares, type } = booked;
    if (sign(shares) !== 0 && sign(amount) === 0) throw new RowRefusal({ code: 'half-missing', text: type }, 'amount');
    if (sign(shares) !== 0) return this.trade(booked);
    const instrument = this.instrument(booked);
    if (sign(amount) <= 0) return this.income(booked, 'dividend', instrument);
    const stated = { gross: money(amount, currency), fees: paid(booked.fee), taxes: paid(booked.tax) };
    this.post(booked, { ...when, verb: 'return-of-capital', instrument, ...stated });
    this.#refunds(booked, instrument);
  }

  /** The rows of one corporate action: units out and in are one event; units that only come are added to those held. */
  actions(group: readonly Booked[]): void {
    const out = group.filter(({ shares }) => sign(shares) < 0);
    const into = group.filter(({ shares }) => sign(shares) > 0);
    const [from, to] = [out[0], into[0]];
    const reversal = group.some(({ cancelled }) => cancelled);
    if (
      from &&
      to &&
      out.length === 1 &&
      into.length === 1 &&
      !(reversal && this.instrument(from) !== this.instrument(to))
    ) {
      const units = (one: Booked) => ({ instrument: this.instrument(one), quantity: absolute(one.shares) });
      const kind = /merger|takeover/i.test(from.type) ? 'merger' : 'exchange';
      const about = { ...to.about, lines: [from.row.line] };
      postUnitExchange(this.sheet, { line: to.row.line, when: to.when, from: units(from), to: units(to), kind, about });
      this.#units.move(from.when.account, units(from).instrument, from.shares);
      this.#units.move(to.when.account, units(to).instrument, to.shares);
      for (const one of group) if (sign(one.amount) !== 0) this.proceeds({ ...one, shares: ZERO });
      for (const one of group)
        if (one !== from && one !== to && sign(one.amount) === 0) this.sheet.passOver(one.row.line);
      return;
    }
    for (const one of group) readOne(this.sheet, [one.row.line], () => this.action(one));
  }

  action(booked: Booked): void {
    const { kind, when, row, shares, currency, type, amount } = booked;
    if (sign(shares) === 0) {
      if (kind === 'split') throw new RowRefusal({ code: 'ratio-missing' }, 'shares');
      if (sign(amount) === 0 && sign(booked.tax) === 0) return this.post(booked, undefined);
      if (kind !== 'free-units') return this.proceeds(booked);
      return this.income(booked, 'dividend', this.instrument(booked));
    }
    const instrument = this.instrument(booked);
    const quantity = absolute(shares);
    if (kind === 'written-off' && sign(shares) < 0)
      return this.post(booked, tradeOf(when, 'sell', { instrument, quantity, gross: absolute(amount), currency }));
    const held = this.#units.held(when.account, instrument);
    const ratio = kind === 'split' && sign(held) > 0 ? nearestRatio(add(held, shares), held) : undefined;
    if (ratio) return this.post(booked, { ...when, verb: 'split', instrument, ...ratio });
    if (sign(shares) < 0) this.post(booked, { ...when, verb: 'delivery-out', instrument, quantity });
    else if (/dividend/i.test(type))
      this.post(booked, unitsReceived(when, 'dividend', instrument, quantity, ZERO, currency));
    else this.post(booked, { ...when, verb: 'delivery-in', instrument, quantity, cost: money(ZERO, currency) });
    this.sheet.note(row.line, { code: 'action-to-check', text: `${type} ${row.text('name')}`.trim() }, 'type');
  }

  single(booked: Booked): void {
    const { kind, when, row, currency, amount } = booked;
    const about = row.text('symbol') === '' ? undefined : this.instrument(booked);
    switch (kind) {
      case 'trade':
        return this.trade(booked);
      case 'dividend':
        return this.income(booked, 'dividend', this.instrument(booked));
      case 'coupon':
      case 'interest':
        return this.income(booked, 'interest', about);
      case 'fee':
      case 'tax': {
        const effect = add(amount, kind === 'fee' ? booked.fee : booked.tax);
        const other = kind === 'fee' ? booked.tax : booked.fee;
        this.post(booked, cashEffect(when, kind, effect, currency, about));
        return this.charges(
          { ...booked, fee: kind === 'fee' ? ZERO : other, tax: kind === 'tax' ? ZERO : other },
          about
        );
      }
      case 'proceeds':
        return this.proceeds(booked);
      case 'received':
      case 'delivered':
        return this.delivery(booked);
      default:
        return this.cash(booked);
    }
  }
}

function paid(charge: Decimal): Decimal {
  return sign(charge) < 0 ? absolute(charge) : ZERO;
}

const grouped = new Set<TradeRepublicKind>(['split', 'exchange', 'free-units', 'written-off', 'migration']);

/** The official export, in the order of time whatever the order of the file. */
export function readOfficial(table: RowsUnder, sheet: Sheet): void {
  const all: Booked[] = [];
  const seen = new Set<string>();
  for (const row of table.rows) {
    const cells = new Row(row, { order: 'ymd' });
    const id = cells.text('transaction_id');
    const copy = [id, cells.text('type'), cells.text('shares'), cells.text('amount')].join('|');
    if (id !== '' && seen.has(copy)) sheet.passOver(row.line);
    else readOne(sheet, [row.line], () => void all.push(bookedRow(cells, sheet)));
    seen.add(copy);
  }
  joinRedemptions(all);
  all.sort((a, b) => a.when.tradeDay - b.when.tradeDay || (a.about.seconds ?? 0) - (b.about.seconds ?? 0));
  const groups = new Map<string, Booked[]>();
  for (const one of all) if (grouped.has(one.kind)) addTo(groups, groupOf(one), one);
  const book = new OfficialBook(sheet);
  const done = new Set<Booked>();
  for (const one of all) {
    if (done.has(one)) continue;
    const group = groups.get(groupOf(one)) ?? [];
    for (const member of group) done.add(member);
    const lines = [...group, ...(group.length === 0 ? [one] : [])].map(({ row }) => row.line);
    readOne(sheet, lines, () => (group.length > 0 ? book.actions(group) : book.single(one)));
  }
}

/** A redemption stands in a row with the units and one with the cash: they are one sale. */
function joinRedemptions(all: Booked[]): void {
  const halves = all.filter(({ kind, row }) => kind === 'proceeds' && row.has('symbol'));
  for (const units of halves.filter(({ shares, amount }) => sign(shares) < 0 && sign(amount) === 0)) {
    const cash = halves.find(
      ({ row, when, shares, amount }) =>
        sign(shares) === 0 &&
        sign(amount) > 0 &&
        row.text('symbol') === units.row.text('symbol') &&
        when.tradeDay === units.when.tradeDay &&
        when.account === units.when.account
    );
    if (!cash) continue;
    const { amount, fee, tax } = cash;
    const about = { ...units.about, lines: [cash.row.line] };
    all.splice(all.indexOf(cash), 1);
    all.splice(all.indexOf(units), 1, { ...units, amount, fee, tax, about });
    halves.splice(halves.indexOf(cash), 1);
  }
}

/** Rows of one corporate action: those of its day and words, or the two of a migration. */
function groupOf({ kind, type, row, when }: Booked): string {
  if (!grouped.has(kind)) return '';
  const of = kind === 'migration' ? row.text('symbol') : '';
  return [when.tradeDay, type.replace(/_(cancell?ed|reversal)$/i, ''), of].join('|');
}
