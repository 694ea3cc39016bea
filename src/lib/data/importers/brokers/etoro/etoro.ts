import type { InstrumentId } from '$lib/domain/instruments';
import {
  absolute,
  currencyCode,
  divide,
  money,
  multiply,
  negate,
  ONE,
  sign,
  subtract,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { statedRatio } from '../rows/ratio';
import { RowRefusal, readOne, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { type StatedWhen, cashEffect, cashMoved, statedOn, tradeOf, unitsReceived } from '../rows/stated';
import { etoroKind, type EtoroKind } from './kinds';

// Amounts of an account activity are in US dollars whatever is traded.
const USD = currencyCode('USD');
const columns = ['Date', 'Type', 'Details', 'Amount', 'Realized Equity Change', 'Position ID'];
const UNITS = ['Units', 'Units / Contracts'];

interface Booked {
  readonly row: Row;
  readonly type: string;
  readonly kind: EtoroKind;
  readonly when: StatedWhen;
  readonly about: PostedAbout;
  readonly amount: Decimal;
  /** What the row did to the equity: the cash of everything that is no trade. */
  readonly change: Decimal;
}

function bookedRow(row: Row, sheet: Sheet): Booked {
  const type = row.text('Type');
  const kind = etoroKind(type, row.text('Details'));
  if (kind === undefined) throw unknownKind(type, 'Type');
  const { day, seconds } = row.when('Date');
  const position = row.text('Position ID');
  const amount = row.optional('amount', 'Amount') ?? ZERO;
  return {
    row,
    type,
    kind,
    when: statedOn(sheet.account({ currency: USD }), day),
    about: {
      ...(/\d/.test(position) ? { id: `${position} ${type} ${row.text('Date')}` } : {}),
      ...(seconds === undefined ? {} : { seconds })
    },
    amount,
    change: row.optional('amount', 'Realized Equity Change') ?? amount
  };
}

/** "NKE/USD": the symbol and the currency it is quoted in. A contract for difference is no holding of the share itself. */
function instrumentOf(sheet: Sheet, row: Row): InstrumentId {
  const details = row.text('Details').split(' ')[0] ?? '';
  const [symbol = '', quote = ''] = details.split('/');
  if (symbol === '' || symbol === '-') throw new RowRefusal({ code: 'symbol-missing' }, 'Details');
  const asset = row.text('Asset type', 'Asset Type').toUpperCase();
  const currency = /^[A-Z]{3}$/.test(quote) ? safeCurrency(quote) : undefined;
  const quoted = currency === undefined ? {} : { currency };
  if (asset === 'CFD')
    return sheet.instrument({ broker: `CFD ${details}`, name: `${details} CFD`, kind: 'other', ...quoted });
  const kind = asset === 'CRYPTO' ? 'crypto' : asset === 'ETF' ? 'fund' : asset === 'STOCKS' ? 'equity' : undefined;
  return sheet.instrument({ symbol: symbol.toUpperCase(), ...(kind ? { kind } : {}), ...quoted });
}

function safeCurrency(code: string): ReturnType<typeof currencyCode> | undefined {
  try {
    return currencyCode(code);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class ActivityBook {
  readonly #splits = new Set<string>();
  readonly #opened = new Map<string, Decimal>();
  constructor(
    readonly sheet: Sheet,
    /** Costs of withdrawals that are part of the amount asked for, by the moment. */
    readonly withheld: ReadonlyMap<string, Decimal>
  ) {}

  #post({ row, about }: Booked, transaction: StatedTransaction | undefined): void {
    if (transaction) this.sheet.post(row.line, transaction, about);
    else this.sheet.passOver(row.line);
  }

  trade(booked: Booked, way: 'buy' | 'sell'): void {
    const { row, when, amount } = booked;
    const quantity = this.#unitsOf(booked, way);
    if (sign(quantity) === 0) throw new RowRefusal({ code: 'quantity-zero' }, 'Units');
    const gross = sign(amount) < 0 ? ZERO : amount;
    const instrument = instrumentOf(this.sheet, row);
    this.#post(booked, tradeOf(when, way, { instrument, quantity, gross, currency: USD }));
    // A leveraged loss can exceed what was put in: the rest is a cost of the position.
    if (sign(amount) < 0) this.#post(booked, cashEffect(when, 'fee', amount, USD, instrument));
  }

  /**
   * Units as the row says them. Old files say none: of a position opened in dollars they follow from amount, leverage and
   * rate, of one closed they are those that it was opened with.
   */
  #unitsOf({ row, amount }: Booked, way: 'buy' | 'sell'): Decimal {
    const position = row.text('Position ID');
    const stated = row.optional('quantity', ...UNITS);
    const rate = row.optional('price', 'Open Rate');
    const leverage = row.optional('ratio', 'Leverage') ?? ONE;
    const followed =
      way === 'sell'
        ? this.#opened.get(position)
        : rate !== undefined && sign(rate) > 0 && /\/USD\b/i.test(row.text('Details'))
          ? divide(multiply(amount, leverage), rate)
          : undefined;
    const units = absolute(stated ?? followed ?? row.number('quantity', ...UNITS));
    if (way === 'buy') this.#opened.set(position, units);
    return units;
  }

  withdrawal(booked: Booked): void {
    const { row, when, change } = booked;
    const costs = this.withheld.get(row.text('Date')) ?? ZERO;
    const sent = subtract(absolute(change), costs);
    if (sign(change) >= 0 || sign(sent) <= 0) return this.#post(booked, cashMoved(when, change, USD));
    this.#post(booked, cashMoved(when, negate(sent), USD));
    if (sign(costs) > 0) this.#post(booked, cashEffect(when, 'fee', negate(costs), USD));
  }

  split(booked: Booked): void {
    const { row, when } = booked;
    const ratio = statedRatio(row.text('Details'));
    if (!ratio) throw new RowRefusal({ code: 'ratio-missing' }, 'Details');
    const instrument = instrumentOf(this.sheet, row);
    // Every position of the instrument has a row; the split is one.
    const key = `${when.tradeDay}|${instrument}`;
    if (this.#splits.has(key)) return this.sheet.passOver(row.line);
    this.#splits.add(key);
    this.sheet.post(row.line, { ...when, verb: 'split', instrument, ...ratio });
  }

  units(booked: Booked, source: 'staking' | 'airdrop'): void {
    const { row, when, change } = booked;
    const quantity = absolute(row.optional('quantity', ...UNITS) ?? ZERO);
    if (sign(quantity) === 0) return this.#post(booked, cashEffect(when, 'interest', change, USD));
    const instrument = instrumentOf(this.sheet, row);
    const value = absolute(booked.amount);
    this.#post(booked, unitsReceived(when, source, instrument, quantity, value, USD));
    if (sign(value) === 0) this.sheet.note(row.line, { code: 'cost-unknown', symbol: row.text('Details') });
  }

  book(booked: Booked): void {
    const { row, kind, when, change } = booked;
    switch (kind) {
      case 'open':
      case 'close':
        return this.trade(booked, kind === 'open' ? 'buy' : 'sell');
      case 'dividend':
        if (sign(change) === 0) return this.sheet.passOver(row.line);
        return this.#post(booked, {
          ...when,
          verb: 'dividend',
          instrument: instrumentOf(this.sheet, row),
          gross: money(change, USD),
          fees: ZERO,
          taxes: ZERO
        });
      case 'interest':
        return this.#post(booked, cashEffect(when, 'interest', change, USD));
      case 'fee':
      case 'tax': {
        const named = /\w\/\w/.test(row.text('Details')) ? instrumentOf(this.sheet, row) : undefined;
        return this.#post(booked, cashEffect({ ...when, note: booked.type }, kind, change, USD, named));
      }
      case 'cash':
        return this.#post(booked, cashMoved(when, change, USD));
      case 'withdrawal':
        return this.withdrawal(booked);
      case 'split':
        return this.split(booked);
      case 'staking':
      case 'airdrop':
        return this.units(booked, kind);
      case 'nothing':
        return this.sheet.passOver(row.line);
    }
  }
}

/** Account activity of eToro: positions opened and closed by their amounts, and what was paid on them. */
export const etoro: StatementReader = {
  id: 'etoro',
  name: 'eToro account activity (CSV, XLSX)',
  tried: true,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const all: Booked[] = [];
    for (const cells of rowsUnder(source.table, ...columns)?.rows ?? []) {
      const row = new Row(cells, { order: 'dmy' });
      readOne(sheet, [row.line], () => void all.push(bookedRow(row, sheet)));
    }
    const withheld = new Map<string, Decimal>();
    for (const { kind, row, amount, change } of all)
      if (kind === 'fee' && sign(change) === 0 && sign(amount) < 0 && /withdraw/i.test(row.text('Type')))
        withheld.set(row.text('Date'), absolute(amount));
    const book = new ActivityBook(sheet, withheld);
    for (const booked of all) readOne(sheet, [booked.row.line], () => book.book(booked));
  }
};
