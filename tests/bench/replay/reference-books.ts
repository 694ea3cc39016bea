import type { EventId, Transaction } from '$lib/domain/ledger';
import type { Decimal } from 'decimal.js';
import type { Decimal as Exact } from '$lib/domain/money';
import { instruments } from './workload';

/** A transaction with decimal.js numbers in place of ours. */
export type WithDecimals<T> = T extends Exact
  ? Decimal
  : T extends string | number | undefined
    ? T
    : { readonly [K in keyof T]: WithDecimals<T[K]> };

interface Lot {
  readonly id: string;
  readonly event: string;
  readonly account: string;
  readonly instrument: string;
  readonly opened: number;
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly currency: string;
}

interface Gain extends Omit<Lot, 'id'> {
  readonly lot: string;
  readonly closed: number;
  readonly proceeds: Decimal;
  readonly gain: Decimal;
}

interface Held {
  readonly instrument: number;
  quantity: Decimal;
  lots: Lot[];
}

type Trade = Extract<WithDecimals<Transaction>, { verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover' }>;

/** The fold with decimal.js: first in, first out, costs shared as the ledger shares them, the same records kept. */
export class ReferenceBooks {
  readonly holdings: Held[] = [];
  readonly balances: { readonly currency: string; amount: Decimal }[] = [];
  readonly realised: Gain[] = [];
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #balance = new Map<string, Map<string, { readonly currency: string; amount: Decimal }>>();

  constructor(readonly zero: Decimal) {}

  apply(event: EventId, transaction: WithDecimals<Transaction>): void {
    const { verb, account } = transaction;
    if (verb === 'deposit') this.#pay(account, transaction.cash.currency, transaction.cash.amount);
    else if (verb === 'fee') this.#pay(account, transaction.cash.currency, transaction.cash.amount.neg());
    else if (verb === 'dividend') {
      const { gross, fees, taxes } = transaction;
      this.#pay(account, gross.currency, gross.amount.minus(fees.plus(taxes)));
    } else if (verb === 'split') this.#scale(transaction);
    else if (verb === 'buy') this.#buy(event, transaction);
    else if (verb === 'sell') this.#sell(event, transaction);
    else throw new RangeError(`the workload has no ${verb}`);
  }

  #scale({ account, instrument, numerator, denominator }: Extract<WithDecimals<Transaction>, { verb: 'split' }>): void {
    const held = this.#holding(account, instrument);
    let before = this.zero;
    let after = this.zero;
    held.lots = held.lots.map((lot) => {
      before = before.plus(lot.quantity);
      const reached = before.times(numerator).div(denominator).toDecimalPlaces(18);
      const quantity = reached.minus(after);
      after = reached;
      return { ...lot, quantity };
    });
    held.quantity = after;
  }

  #buy(event: EventId, { account, instrument, tradeDay, quantity, gross, fees, taxes }: Trade): void {
    const cost = gross.amount.plus(fees.plus(taxes));
    const { currency } = gross;
    this.#pay(account, currency, cost.neg());
    const held = this.#holding(account, instrument);
    held.lots.push({ id: event, event, account, instrument, opened: tradeDay, quantity, cost, currency });
    held.quantity = held.quantity.plus(quantity);
  }

  #sell(event: EventId, { account, instrument, tradeDay, quantity, gross, fees, taxes }: Trade): void {
    const held = this.#holding(account, instrument);
    let left = quantity;
    let amount = gross.amount.minus(fees.plus(taxes));
    this.#pay(account, gross.currency, amount);
    let used = 0;
    while (left.gt(0)) {
      const lot = held.lots[used];
      if (lot === undefined) throw new RangeError('the workload sells only what is held');
      const whole = lot.quantity.lte(left);
      const taken = whole ? lot.quantity : left;
      const cost = whole ? lot.cost : lot.cost.times(taken).div(lot.quantity).toDecimalPlaces(18);
      const proceeds = taken.eq(left) ? amount : amount.times(taken).div(left).toDecimalPlaces(18);
      const gain = proceeds.minus(cost);
      const { id, ...rest } = lot;
      this.realised.push({ ...rest, event, lot: id, closed: tradeDay, quantity: taken, cost, proceeds, gain });
      if (whole) used += 1;
      else held.lots[used] = { ...lot, quantity: lot.quantity.minus(taken), cost: lot.cost.minus(cost) };
      held.quantity = held.quantity.minus(taken);
      left = left.minus(taken);
      amount = amount.minus(proceeds);
    }
    if (used > 0) held.lots.splice(0, used);
  }

  #pay(account: string, currency: string, amount: Decimal): void {
    let ofAccount = this.#balance.get(account);
    if (!ofAccount) this.#balance.set(account, (ofAccount = new Map<string, { currency: string; amount: Decimal }>()));
    let balance = ofAccount.get(currency);
    if (!balance) {
      balance = { currency, amount: this.zero };
      ofAccount.set(currency, balance);
      this.balances.push(balance);
    }
    balance.amount = balance.amount.plus(amount);
  }

  #holding(account: string, instrument: string): Held {
    let ofAccount = this.#held.get(account);
    if (!ofAccount) this.#held.set(account, (ofAccount = new Map<string, Held>()));
    let held = ofAccount.get(instrument);
    if (!held) {
      const index = instruments.findIndex((one) => one === instrument);
      held = { instrument: index, quantity: this.zero, lots: [] };
      ofAccount.set(instrument, held);
      this.holdings.push(held);
    }
    return held;
  }
}
