import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, DividendKind } from '$lib/domain/ledger';
import {
  absolute,
  decimal,
  money,
  multiply,
  negate,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { Sheet, StatedTransaction } from '../../sheet/reader';
import { exactRatio } from '../rows/ratio';
import { tradeAmounts } from '../rows/trade-amounts';
import { UnitsSoFar } from '../rows/units-so-far';
import { qifAction, type QifAction } from './qif-actions';
import { qifFigures, type QifFigures } from './qif-figures';
import { fieldOf, type QifRecord } from './qif-records';
import type { QifValues } from './qif-values';
import { dayOf, type RegisterBooking } from './register-booking';
import type { Securities } from './securities';

const TEN = decimal('10');

/** A record with what it names. */
interface Entry extends QifFigures {
  readonly record: QifRecord;
  readonly account: AccountId;
  readonly day: Day;
  readonly action: QifAction;
  readonly crosses: boolean;
  readonly instrument: InstrumentId | undefined;
}

/** Books the records of investment accounts. */
export class InvestmentBooking {
  readonly #units = new UnitsSoFar();
  /** Shares that left or came, to be joined with the same shares in another account. */
  readonly #moves: Entry[] = [];

  constructor(
    readonly sheet: Sheet,
    readonly currency: CurrencyCode,
    readonly values: QifValues,
    readonly securities: Securities,
    readonly register: RegisterBooking
  ) {}

  book(record: QifRecord, account: AccountId): void {
    const day = dayOf(record, this.values, this.sheet);
    if (day === undefined) return;
    const written = fieldOf(record, 'N');
    const known = qifAction(written);
    if (written === '') return this.register.book(record, account);
    if (!known) return this.sheet.refuse(record.line, { code: 'row-kind-unknown', text: written }, 'N');
    const figures = qifFigures(record, this.values, this.sheet);
    if (!figures) return;
    const name = fieldOf(record, 'Y');
    const instrument = name === '' || known.action.act === 'nothing' ? undefined : this.securities.named(name);
    const entry = { record, account, day, ...known, ...figures, instrument };
    if (known.crosses && !/^cash-/.test(known.action.act)) this.#cross(entry);
    this.#bookOne(entry);
  }

  /** Shares that left one account and came into another on the same day move with their lots. */
  bookMoves(): void {
    const open = new Set(this.#moves);
    for (const move of this.#moves) {
      if (!open.delete(move)) continue;
      const other = [...open].find(
        (one) =>
          one.day === move.day &&
          one.instrument === move.instrument &&
          one.quantity === move.quantity &&
          one.account !== move.account &&
          one.action.act !== move.action.act
      );
      if (!other) this.#deliver(move);
      else {
        open.delete(other);
        const [from, to] = move.action.act === 'out' ? [move, other] : [other, move];
        const { instrument, quantity = ZERO } = from;
        if (instrument === undefined) continue;
        this.sheet.post(
          from.record.line,
          { ...this.#dated(from), verb: 'transfer-securities', to: to.account, instrument, quantity },
          { lines: [to.record.line] }
        );
      }
    }
  }

  #bookOne(entry: Entry): void {
    const { action, record, account, day } = entry;
    const note = [fieldOf(record, 'P'), fieldOf(record, 'M')].filter((one) => one !== '').join(' · ');
    switch (action.act) {
      case 'trade':
        return this.#trade(entry, action.verb);
      case 'income':
        return this.#income(entry, action.kind);
      case 'reinvest':
        this.#income(entry, action.kind);
        return this.#trade(entry, 'buy');
      case 'interest':
        return this.#interest(entry, false);
      case 'margin':
        return this.#interest(entry, true);
      case 'charge':
        return this.#charge(entry);
      case 'capital':
        return this.#capital(entry);
      case 'split':
        return this.#split(entry);
      case 'in':
      case 'out':
        if (this.#hasUnits(entry)) this.#moves.push(entry);
        return;
      case 'cash':
        return this.register.book(record, account);
      case 'cash-in':
      case 'cash-out': {
        const total = this.#total(entry);
        if (total === undefined) return;
        const amount = action.act === 'cash-in' ? absolute(total) : negate(absolute(total));
        return this.register.move(
          { line: record.line, category: fieldOf(record, 'L'), amount, note },
          account,
          day,
          ''
        );
      }
      case 'exercise':
        this.sheet.note(record.line, { code: 'action-to-check', text: this.#wording(entry) }, 'N');
        return this.#trade(entry, 'buy');
      case 'expiry':
        return this.#expiry(entry);
      case 'nothing':
        return this.sheet.passOver(record.line);
    }
  }

  #trade(entry: Entry, verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover'): void {
    const { instrument, quantity, price, total, commission, record } = entry;
    if (!this.#hasUnits(entry) || instrument === undefined || quantity === undefined) return;
    const figures = tradeAmounts(verb === 'buy' || verb === 'buy-to-cover' ? 'buy' : 'sell', {
      quantity,
      fees: commission,
      taxes: ZERO,
      accrued: ZERO,
      ...(price === undefined ? {} : { price }),
      ...(total === undefined ? {} : { net: absolute(total) })
    });
    if (!figures) return this.sheet.refuse(record.line, { code: 'value-missing', field: 'price' }, 'I');
    if (figures.multiplier !== '1') this.securities.named(fieldOf(record, 'Y'), figures.multiplier);
    const { gross, price: each, accrued } = figures;
    this.#post(entry, {
      ...this.#dated(entry),
      verb,
      instrument,
      quantity,
      price: each,
      gross: this.#money(gross),
      fees: commission,
      taxes: ZERO,
      ...(accrued > 0n ? { accrued } : {})
    });
  }

  #income(entry: Entry, kind: DividendKind): void {
    const total = this.#total(entry);
    if (total === undefined) return;
    const { instrument } = entry;
    if (instrument === undefined || kind === 'interest') return this.#interest(entry, false);
    const about = kind === 'ordinary' ? {} : { kind };
    const gross = this.#money(total);
    this.#post(entry, {
      ...this.#dated(entry),
      verb: 'dividend',
      instrument,
      gross,
      fees: ZERO,
      taxes: ZERO,
      ...about
    });
  }

  #interest(entry: Entry, charged: boolean): void {
    const total = this.#total(entry);
    if (total === undefined) return;
    const gross = this.#money(charged ? negate(absolute(total)) : total);
    const about = entry.instrument === undefined ? {} : { instrument: entry.instrument };
    this.#post(entry, { ...this.#dated(entry), verb: 'interest', gross, fees: ZERO, taxes: ZERO, ...about });
  }

  #charge(entry: Entry): void {
    const total = this.#total(entry);
    if (total === undefined) return;
    const about = entry.instrument === undefined ? {} : { instrument: entry.instrument };
    this.#post(entry, { ...this.#dated(entry), verb: 'fee', cash: this.#money(absolute(total)), ...about });
  }

  #capital(entry: Entry): void {
    const total = this.#total(entry);
    const { instrument } = entry;
    if (total === undefined) return;
    if (instrument === undefined) return this.sheet.refuse(entry.record.line, { code: 'symbol-missing' }, 'Y');
    const gross = this.#money(absolute(total));
    this.#post(entry, { ...this.#dated(entry), verb: 'return-of-capital', instrument, gross, fees: ZERO, taxes: ZERO });
  }

  /** The quantity of a split counts new shares for ten old ones. */
  #split(entry: Entry): void {
    const { instrument, quantity } = entry;
    if (!this.#hasUnits(entry) || instrument === undefined || quantity === undefined) return;
    const ratio = exactRatio(quantity, TEN);
    if (!ratio) return this.sheet.refuse(entry.record.line, { code: 'ratio-missing' }, 'Q');
    this.#post(entry, { ...this.#dated(entry), verb: 'split', instrument, ...ratio });
  }

  #deliver(entry: Entry): void {
    const { instrument, quantity, price, total, record, action } = entry;
    if (instrument === undefined || quantity === undefined) return;
    const base = { ...this.#dated(entry), instrument, quantity };
    if (action.act === 'out') return this.#post(entry, { ...base, verb: 'delivery-out' });
    const cost = total ?? (price === undefined ? ZERO : multiply(quantity, price));
    const symbol = fieldOf(record, 'Y');
    if (cost === 0n) this.sheet.note(record.line, { code: 'cost-unknown', symbol });
    this.#post(entry, { ...base, verb: 'delivery-in', cost: this.#money(absolute(cost)) });
  }

  /** Employee options expire without having been held here; options held end at nothing. */
  #expiry(entry: Entry): void {
    const { instrument, quantity, account, record } = entry;
    if (instrument === undefined || quantity === undefined || this.#units.held(account, instrument) === 0n)
      return this.sheet.passOver(record.line);
    this.#post(entry, { ...this.#dated(entry), verb: 'expiry', instrument, quantity });
  }

  /** The X of an action: its cash comes from, or goes to, the account named beside it. */
  #cross(entry: Entry): void {
    const { record, account, day, action, total } = entry;
    const moved = this.values.amount(fieldOf(record, '$')) ?? total;
    if (moved === undefined || moved === 0n) return;
    const paysIn =
      action.act === 'trade'
        ? action.verb === 'buy' || action.verb === 'buy-to-cover'
        : ['charge', 'margin', 'exercise'].includes(action.act);
    const amount = paysIn ? absolute(moved) : negate(absolute(moved));
    const category = fieldOf(record, 'L');
    this.register.move({ line: record.line, category, amount, note: '' }, account, day, '');
  }

  #hasUnits({ record, instrument, quantity }: Entry): boolean {
    if (instrument === undefined) this.sheet.refuse(record.line, { code: 'symbol-missing' }, 'Y');
    else if (quantity === undefined) this.sheet.refuse(record.line, { code: 'value-missing', field: 'quantity' }, 'Q');
    else if (quantity === 0n) this.sheet.refuse(record.line, { code: 'quantity-zero' }, 'Q');
    else return true;
    return false;
  }

  #total({ record, total }: Entry): Decimal | undefined {
    if (total === undefined) this.sheet.refuse(record.line, { code: 'value-missing', field: 'amount' }, 'T');
    else if (total === 0n) this.sheet.passOver(record.line);
    else return total;
    return undefined;
  }

  #dated({ account, day, record }: Entry): Pick<StatedTransaction, 'account' | 'tradeDay' | 'settlementDay' | 'note'> {
    const note = fieldOf(record, 'M');
    return { account, tradeDay: day, settlementDay: day, ...(note === '' ? {} : { note }) };
  }

  #post({ record }: Entry, transaction: StatedTransaction): void {
    this.#units.follow(transaction);
    this.sheet.post(record.line, transaction);
  }

  #wording({ record }: Entry): string {
    return [fieldOf(record, 'N'), fieldOf(record, 'Y'), fieldOf(record, 'M')].filter((one) => one !== '').join(' · ');
  }

  #money(amount: Decimal): Money {
    return money(amount, this.currency);
  }
}
