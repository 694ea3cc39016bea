import type { InstrumentId, InstrumentKind } from '$lib/domain/instruments';
import type { DividendKind, ReorganisationKind } from '$lib/domain/ledger';
import {
  absolute,
  minorUnits,
  money,
  multiply,
  negate,
  rounded,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { NamedInstrument, Sheet, StatedTransaction } from '../../sheet/reader';
import type { WrittenRow } from './history-row';
import { isCusip, writtenOption } from './option-symbol';
import { exactRatio, splitThatAdds } from './ratio';
import { tradeAmounts } from './trade-amounts';
import { UnitsSoFar } from './units-so-far';

type TradeVerb = 'buy' | 'sell' | 'sell-short' | 'buy-to-cover';

/** Books rows of a broker whose accounts hold one currency, in the order of their days. */
export class HistoryRowBooking {
  readonly units = new UnitsSoFar();
  readonly #multipliers = new Map<InstrumentId, string>();
  readonly #names = new Map<InstrumentId, string>();

  constructor(
    readonly sheet: Sheet,
    readonly currency: CurrencyCode
  ) {}

  /** The instrument of a row; its symbol may be that of an option, or a CUSIP. */
  instrument(row: Pick<WrittenRow, 'symbol' | 'name'>, kind?: InstrumentKind): InstrumentId {
    const { symbol, name } = row;
    const about: NamedInstrument = {
      ...(name === '' ? {} : { name }),
      ...(kind === undefined ? {} : { kind }),
      currency: this.currency
    };
    const option = writtenOption(symbol);
    if (option) {
      const underlying = this.sheet.instrument({ symbol: option.underlying, currency: this.currency });
      const { right, strike, expiry } = option;
      const terms = { right, strike, expiry, underlying } as const;
      return this.sheet.instrument({ ...about, symbol, kind: 'option', multiplier: '100', option: terms });
    }
    const multiplier = kind === 'bond' ? { multiplier: '0.01' } : {};
    const id = this.sheet.instrument({
      ...about,
      ...multiplier,
      ...(symbol === '' ? {} : isCusip(symbol) ? { cusip: symbol } : { symbol })
    });
    if (name !== '' && !this.#names.has(id)) this.#names.set(id, name);
    return id;
  }

  /** Instrument held so far whose name is this one. */
  heldNamed(row: Pick<WrittenRow, 'account'>, name: string): InstrumentId | undefined {
    const wanted = name.trim().toUpperCase();
    for (const [id, known] of this.#names)
      if (known.toUpperCase() === wanted && this.units.held(row.account, id) > 0n) return id;
    return undefined;
  }

  post(row: WrittenRow, transaction: StatedTransaction, joined: readonly WrittenRow[] = []): void {
    this.units.follow(transaction);
    this.sheet.post(row.line, transaction, joined.length > 0 ? { lines: joined.map(({ line }) => line) } : {});
  }

  dated(row: WrittenRow): Pick<StatedTransaction, 'account' | 'tradeDay' | 'settlementDay' | 'note'> {
    const { account, tradeDay, settlementDay, name, symbol } = row;
    return { account, tradeDay, settlementDay, ...(symbol === '' && name !== '' ? { note: name } : {}) };
  }

  trade(row: WrittenRow, verb: TradeVerb, kind?: InstrumentKind): void {
    const { quantity, price, fees, accrued, amount, line } = row;
    if (row.symbol === '' && row.name === '') return this.sheet.refuse(line, { code: 'symbol-missing' }, 'Symbol');
    if (quantity === undefined)
      return this.sheet.refuse(line, { code: 'value-missing', field: 'quantity' }, 'Quantity');
    if (quantity === 0n) return this.sheet.refuse(line, { code: 'quantity-zero' }, 'Quantity');
    const instrument = this.instrument(row, kind);
    const isOption = writtenOption(row.symbol) !== undefined;
    const known = isOption ? '100' : this.#multipliers.get(instrument);
    const figures = tradeAmounts(verb === 'buy' || verb === 'buy-to-cover' ? 'buy' : 'sell', {
      quantity: absolute(quantity),
      fees,
      taxes: ZERO,
      accrued,
      ...(price === undefined ? {} : { price }),
      ...(amount === undefined ? {} : { net: absolute(amount) }),
      ...(known === undefined ? {} : { multiplier: known })
    });
    if (!figures) return this.sheet.refuse(line, { code: 'value-missing', field: 'price' }, 'Price');
    if (figures.multiplier === '0.01') this.instrument(row, 'bond');
    if (price !== undefined) this.#multipliers.set(instrument, figures.multiplier);
    this.post(row, {
      ...this.dated(row),
      verb,
      instrument,
      quantity: absolute(quantity),
      price: figures.price,
      gross: money(figures.gross, this.currency),
      fees,
      taxes: ZERO,
      ...(figures.accrued > 0n ? { accrued: figures.accrued } : {})
    });
  }

  /** A dividend, or interest when the row names no instrument. */
  dividend(row: WrittenRow, kind?: DividendKind): void {
    const amount = this.#amount(row);
    if (amount === undefined) return;
    if (row.symbol === '') return this.interest(row);
    const gross = money(amount, this.currency);
    const instrument = this.instrument(row);
    const about = kind === undefined ? {} : { kind };
    this.post(row, { ...this.dated(row), verb: 'dividend', instrument, gross, fees: ZERO, taxes: ZERO, ...about });
  }

  interest(row: WrittenRow, kind?: InstrumentKind): void {
    const amount = this.#amount(row);
    if (amount === undefined) return;
    const about = row.symbol === '' ? {} : { instrument: this.instrument(row, kind) };
    const gross = money(amount, this.currency);
    this.post(row, { ...this.dated(row), verb: 'interest', gross, fees: ZERO, taxes: ZERO, ...about });
  }

  /** A fee or tax; what comes back is negative. */
  charge(row: WrittenRow, verb: 'fee' | 'tax'): void {
    const amount = this.#amount(row);
    if (amount === undefined) return;
    const about = row.symbol === '' ? {} : { instrument: this.instrument(row) };
    this.post(row, { ...this.dated(row), verb, cash: money(negate(amount), this.currency), ...about });
  }

  /** Cash across the border of the account, by its sign. */
  cash(row: WrittenRow): void {
    const amount = this.#amount(row);
    if (amount === undefined) return;
    const verb = amount > 0n ? 'deposit' : 'withdrawal';
    const note = row.name === '' ? {} : { note: row.name };
    this.post(row, { ...this.dated(row), ...note, verb, cash: money(absolute(amount), this.currency) });
  }

  returnOfCapital(row: WrittenRow): void {
    const amount = this.#amount(row);
    if (amount === undefined) return;
    if (amount < 0n) return this.dividend(row);
    const gross = money(amount, this.currency);
    const instrument = this.instrument(row);
    this.post(row, { ...this.dated(row), verb: 'return-of-capital', instrument, gross, fees: ZERO, taxes: ZERO });
  }

  /** Units that came or went without a sale, by their sign; a price is taken for their cost. */
  delivery(row: WrittenRow): void {
    const { quantity, price, line } = row;
    if (quantity === undefined || quantity === 0n)
      return this.sheet.refuse(line, { code: 'value-missing', field: 'quantity' }, 'Quantity');
    const instrument = this.instrument(row);
    const units = absolute(quantity);
    if (quantity < 0n) return this.post(row, { ...this.dated(row), verb: 'delivery-out', instrument, quantity: units });
    const { symbol } = row;
    const cost = price === undefined ? ZERO : rounded(multiply(units, price), minorUnits(this.currency));
    this.sheet.note(line, price === undefined ? { code: 'cost-unknown', symbol } : { code: 'cost-from-price', symbol });
    const entered = money(cost, this.currency);
    this.post(row, { ...this.dated(row), verb: 'delivery-in', instrument, quantity: units, cost: entered });
  }

  expiry(row: WrittenRow, wording?: string): void {
    if (row.quantity === undefined || row.quantity === 0n)
      return this.sheet.refuse(row.line, { code: 'value-missing', field: 'quantity' }, 'Quantity');
    if (wording !== undefined) this.sheet.note(row.line, { code: 'action-to-check', text: wording });
    const instrument = this.instrument(row);
    this.post(row, { ...this.dated(row), verb: 'expiry', instrument, quantity: absolute(row.quantity) });
  }

  /**
   * Units added by a split or a stock dividend. The file has no ratio: it follows from the units held before, when the
   * file accounts for all of them. Else the units come in at no cost, and a person is asked to check.
   */
  addedUnits(row: WrittenRow): void {
    const { quantity, account, line } = row;
    if (quantity === undefined || quantity === 0n)
      return this.sheet.refuse(line, { code: 'value-missing', field: 'quantity' }, 'Quantity');
    const instrument = this.instrument(row);
    const whole = this.units.isWhole(account, instrument);
    const ratio = whole ? splitThatAdds(this.units.held(account, instrument), quantity) : undefined;
    if (ratio) return this.post(row, { ...this.dated(row), verb: 'split', instrument, ...ratio });
    this.#moved(row, instrument);
  }

  /** Old units given for new ones by one event: a rename, a merger, a reverse split in two rows. */
  exchanged(out: WrittenRow, into: WrittenRow, kind: ReorganisationKind): void {
    const { quantity: given = ZERO } = out;
    const { quantity: received = ZERO } = into;
    const target = this.instrument(into);
    const source = this.#givenUp(out, target);
    const ratio = exactRatio(received, negate(given));
    const certain = this.units.held(out.account, source) === absolute(given);
    if (ratio && certain) {
      if (source === target) {
        if (ratio.numerator === ratio.denominator) {
          this.sheet.passOver(out.line);
          return this.sheet.passOver(into.line);
        }
        return this.post(into, { ...this.dated(into), verb: 'split', instrument: target, ...ratio }, [out]);
      }
      const receives = [{ instrument: target, ...ratio, basis: 1 }];
      const event = { verb: 'reorganisation', kind, instrument: source, keeps: false, retained: 0, receives } as const;
      return this.post(into, { ...this.dated(into), ...event }, [out]);
    }
    this.#moved(out, source);
    this.#moved(into, target);
  }

  /** Units of an event that the file does not explain: they move at no cost, and a person is asked to check. */
  unexplained(row: WrittenRow): void {
    if (row.quantity === undefined || row.quantity === 0n)
      return this.sheet.refuse(row.line, { code: 'action-to-check', text: wordingOf(row) }, 'Action');
    this.#moved(row, this.instrument(row));
  }

  #moved(row: WrittenRow, instrument: InstrumentId): void {
    const quantity = row.quantity ?? ZERO;
    this.sheet.note(row.line, { code: 'action-to-check', text: wordingOf(row) }, 'Action');
    const base = { ...this.dated(row), instrument, quantity: absolute(quantity), note: wordingOf(row) };
    if (quantity < 0n) this.post(row, { ...base, verb: 'delivery-out' });
    else this.post(row, { ...base, verb: 'delivery-in', cost: money(ZERO, this.currency) });
  }

  /** The instrument whose units end: the row may name it by a new number, with its old name before "XXX". */
  #givenUp(out: WrittenRow, target: InstrumentId): InstrumentId {
    const named = this.instrument(out);
    const given = absolute(out.quantity ?? ZERO);
    if (this.units.held(out.account, named) >= given) return named;
    const oldName = out.name.split(/\s*XXX/)[0] ?? '';
    const held = this.heldNamed(out, oldName);
    if (held !== undefined) return held;
    return this.units.held(out.account, target) === given ? target : named;
  }

  #amount(row: WrittenRow): Decimal | undefined {
    if (row.amount !== undefined && row.amount !== 0n) return row.amount;
    if (row.amount === 0n) this.sheet.passOver(row.line);
    else this.sheet.refuse(row.line, { code: 'value-missing', field: 'amount' }, 'Amount');
    return undefined;
  }
}

/** The event as the file words it. */
export function wordingOf({ action, symbol, name }: WrittenRow): string {
  return [action, symbol, name].filter((part) => part !== '').join(' · ');
}
