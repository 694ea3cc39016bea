import { absolute, decimal, money, multiply, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { ReorganisationKind } from '$lib/domain/ledger';
import type { Sheet, StatedTransaction } from '../../sheet/reader';
import type { ActionOf, RowAction } from './history-action';
import type { WrittenRow } from './history-row';
import { HistoryRowBooking, wordingOf } from './history-row-booking';
import { writtenOption } from './option-symbol';

const HUNDRED = decimal('100');
const DAYS_TO_SETTLE = 4;
/** Actions that need no instrument. */
const nameless: ReadonlySet<RowAction['act']> = new Set([
  'dividend',
  'interest',
  'coupon',
  'fee',
  'tax',
  'cash',
  'cash-or-units',
  'sweep'
]);

/** Books the rows of a broker's history, joining those that tell one event in two. */
export class HistoryBooking {
  readonly #booking: HistoryRowBooking;
  readonly #joined = new Set<WrittenRow>();
  #rows: readonly WrittenRow[] = [];

  constructor(
    readonly sheet: Sheet,
    readonly currency: CurrencyCode,
    readonly actionOf: ActionOf
  ) {
    this.#booking = new HistoryRowBooking(sheet, currency);
  }

  /** @param rows in the order of their days. */
  book(rows: readonly WrittenRow[]): void {
    this.#rows = rows;
    const settled = rows.filter((row) => this.actionOf(row)?.act === 'settled-option');
    const underlyings = new Map(settled.map((row) => [row, this.#tradeOfUnderlying(row)] as const));
    for (const trade of underlyings.values()) if (trade) this.#joined.add(trade);
    rows.forEach((row, at) => {
      this.sheet.progress(at / rows.length);
      if (this.#joined.has(row)) return;
      if (row.action === '') return this.sheet.refuse(row.line, { code: 'action-missing' }, 'Action');
      const action = this.actionOf(row);
      if (!action) return this.sheet.refuse(row.line, { code: 'row-kind-unknown', text: row.action }, 'Action');
      if (action.act === 'settled-option') return this.#settle(row, underlyings.get(row));
      this.#bookOne(row, action);
    });
  }

  #bookOne(row: WrittenRow, action: RowAction): void {
    const booking = this.#booking;
    if (row.symbol === '' && row.name === '' && !nameless.has(action.act))
      return this.sheet.refuse(row.line, { code: 'symbol-missing' }, 'Symbol');
    switch (action.act) {
      case 'trade':
        return booking.trade(row, action.verb);
      case 'dividend':
        return booking.dividend(row, action.kind);
      case 'interest':
        return booking.interest({ ...row, symbol: '' });
      case 'coupon':
        return booking.interest(row, 'bond');
      case 'fee':
      case 'tax':
        return booking.charge(row, action.act);
      case 'cash':
        return booking.cash(row);
      case 'cash-or-units':
        return row.quantity !== undefined && row.symbol !== '' ? booking.delivery(row) : booking.cash(row);
      case 'added-units':
        return booking.addedUnits(row);
      case 'return-of-capital':
        return booking.returnOfCapital(row);
      case 'in-lieu':
        this.sheet.note(row.line, { code: 'action-to-check', text: wordingOf(row) }, 'Action');
        return booking.returnOfCapital(row);
      case 'units':
        return booking.unexplained(row);
      case 'exchanged':
        return this.#exchange(row, action.kind);
      case 'expiry':
        return booking.expiry(row);
      case 'redemption':
        return this.#redeem(row);
      default:
        return this.sheet.passOver(row.line);
    }
  }

  /** A redemption may stand in one row with the units and one with the cash. */
  #redeem(row: WrittenRow): void {
    const other = this.#partner(row, (one) => this.actionOf(one)?.act === 'redemption' && one.symbol === row.symbol);
    const quantity = row.quantity ?? other?.quantity;
    const amount = row.amount ?? other?.amount;
    if (quantity === undefined || amount === undefined) {
      if (other) this.#joined.add(other);
      return this.sheet.refuse(row.line, { code: 'half-missing', text: wordingOf(row) }, 'Action');
    }
    if (other && (row.quantity === undefined || row.amount === undefined)) {
      this.#joined.add(other);
      this.sheet.passOver(other.line);
    }
    this.#booking.trade({ ...row, quantity, amount }, 'sell');
  }

  /** The row of the new units or of the old ones; alone, it moves its units and asks to be checked. */
  #exchange(row: WrittenRow, kind: ReorganisationKind): void {
    const { quantity = ZERO } = row;
    if (quantity === 0n && row.amount !== undefined) return this.#booking.returnOfCapital(row);
    if (quantity === 0n) return this.sheet.refuse(row.line, { code: 'value-missing', field: 'quantity' }, 'Quantity');
    const other = this.#partner(
      row,
      (one) =>
        familyOf(one) === familyOf(row) &&
        one.quantity !== undefined &&
        one.quantity !== 0n &&
        one.quantity < 0n !== quantity < 0n &&
        one.symbol !== row.symbol
    );
    if (!other) {
      if (quantity < 0n && row.amount !== undefined && row.amount > 0n) return this.#booking.trade(row, 'sell');
      return this.#booking.unexplained(row);
    }
    this.#joined.add(other);
    if (quantity < 0n) this.#booking.exchanged(row, other, kind);
    else this.#booking.exchanged(other, row, kind);
  }

  /** Another row of the same day that is not booked yet. */
  #partner(row: WrittenRow, fits: (other: WrittenRow) => boolean): WrittenRow | undefined {
    return this.#rows.find(
      (one) => one !== row && one.settlementDay === row.settlementDay && !this.#joined.has(one) && fits(one)
    );
  }

  /** The purchase or sale of shares at the strike that an exercise or assignment brought about. */
  #tradeOfUnderlying(row: WrittenRow): WrittenRow | undefined {
    const option = writtenOption(row.symbol);
    if (!option || row.quantity === undefined) return undefined;
    const units = multiply(absolute(row.quantity), HUNDRED);
    const strike = decimal(option.strike);
    return this.#rows.find(
      (one) =>
        one.symbol === option.underlying &&
        this.actionOf(one)?.act === 'trade' &&
        one.price === strike &&
        one.quantity !== undefined &&
        absolute(one.quantity) === units &&
        Math.abs(one.tradeDay - row.tradeDay) <= DAYS_TO_SETTLE &&
        !this.#joined.has(one)
    );
  }

  /** An exercise or assignment that states the cash itself: the shares are the contracts' hundred each. */
  #alone(row: WrittenRow, quantity: Decimal, amount: Decimal): StatedTransaction | undefined {
    const option = writtenOption(row.symbol);
    if (!option) return undefined;
    return {
      ...this.#booking.dated(row),
      verb: /assign/i.test(row.action) ? 'assignment' : 'exercise',
      instrument: this.#booking.instrument(row),
      quantity: absolute(quantity),
      underlying: this.#booking.instrument({ symbol: option.underlying, name: '' }),
      units: multiply(absolute(quantity), HUNDRED),
      way: amount < 0n ? 'receive' : 'deliver',
      gross: money(absolute(amount), this.currency),
      fees: ZERO,
      taxes: ZERO
    };
  }

  #settle(row: WrittenRow, trade: WrittenRow | undefined): void {
    if (row.symbol === '' && row.name === '') return this.sheet.refuse(row.line, { code: 'symbol-missing' }, 'Symbol');
    if (row.quantity !== undefined && !trade && row.amount !== undefined && row.amount !== 0n) {
      const alone = this.#alone(row, row.quantity, row.amount);
      if (alone) return this.#booking.post(row, alone);
    }
    if (!trade || row.quantity === undefined) return this.#booking.expiry(row, wordingOf(row));
    const option = this.#booking.instrument(row);
    const underlying = this.#booking.instrument(trade);
    const units: Decimal = absolute(trade.quantity ?? ZERO);
    const action = this.actionOf(trade);
    const way = action?.act === 'trade' && action.verb.startsWith('buy') ? 'receive' : 'deliver';
    const verb = /assign/i.test(row.action) ? 'assignment' : 'exercise';
    this.#booking.post(
      row,
      {
        ...this.#booking.dated(trade),
        verb,
        instrument: option,
        quantity: absolute(row.quantity),
        underlying,
        units,
        way,
        gross: money(multiply(units, trade.price ?? ZERO), this.currency),
        fees: trade.fees,
        taxes: ZERO
      },
      [trade]
    );
  }
}

/** First words of an action, to know the two sides of one event. */
function familyOf({ action }: WrittenRow): string {
  return action
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .join(' ');
}
