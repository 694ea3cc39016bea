import type { Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import {
  absolute,
  add,
  greatest,
  least,
  negate,
  ONE,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '../../money';
import type { GainKind } from '../book';
import type { EventId } from '../journal';
import { sharesByWeights, wholeUnits } from '../shares';
import type { AccountId } from '../transaction';
import type {
  Books,
  LotDelivery,
  LotEvent,
  LotExpiry,
  LotMoney,
  LotReorganisation,
  LotScaling,
  LotSettlement,
  LotTrade,
  LotTransfer
} from '../verbs';
import { CashBalances } from './cash-balances';
import { LotStore } from './lot-store';
import { gainWithoutLot, realisedGain, reorganisedLots, type LotRule, type Taken } from './lots';

/** Which rule a holding closes its lots by, and what costs are kept in. */
export interface BooksOptions {
  ruleOf(account: AccountId, instrument: InstrumentId): LotRule;
  /** An amount in the currency that costs are kept in; as it is where that is its own, or no rate is known. */
  converted<T extends Money>(money: T, day: Day): T;
}

/** Accounts while transactions are booked: cash, lots by their rules, realised gains, warnings. */
export class LedgerBooks implements Books {
  readonly cash = new CashBalances();
  readonly lots: LotStore;

  constructor(private readonly options: BooksOptions) {
    this.lots = new LotStore((account, instrument) => options.ruleOf(account, instrument));
  }

  pay(account: AccountId, currency: CurrencyCode, amount: Decimal): void {
    this.cash.pay(account, currency, amount);
  }

  acquire(trade: LotTrade): void {
    this.lots.trade(this.options.converted(trade, trade.opened ?? trade.day), 1);
  }

  dispose(trade: LotTrade): void {
    this.lots.trade(this.options.converted(trade, trade.opened ?? trade.day), -1);
  }

  deliverOut(delivery: LotDelivery): void {
    const { event, account, instrument, day } = delivery;
    const left = this.lots.takeOut(this.lots.holding(account, instrument), delivery, () => undefined);
    if (left === 0n) return;
    const missing = this.#unpriced(event, account, instrument, day, left);
    this.lots.trade({ ...missing, beyond: 'overdelivered' }, -1);
  }

  transfer(transfer: LotTransfer): void {
    const { event, from, to, instrument, day } = transfer;
    const target = this.lots.holding(from, instrument);
    let part = 0;
    const left = this.lots.takeOut(target, transfer, ({ lot, units: quantity, cost }) => {
      part += 1;
      this.lots.deliver({ ...lot, id: `${event}.${part}`, account: to, quantity, cost }, event, day);
    });
    if (left === 0n) return;
    const missing = this.#unpriced(event, from, instrument, day, left);
    this.lots.trade({ ...missing, beyond: 'overtransferred' }, -1);
    this.lots.trade({ ...missing, account: to }, 1);
  }

  /** Units that were not there leave at no cost, so that what is missing stays visible and nothing is made up. */
  #unpriced(event: EventId, account: AccountId, instrument: InstrumentId, day: Day, quantity: Decimal): LotTrade {
    const currency = this.lots.tradedIn(instrument) ?? this.cash.someCurrency(account) ?? ('USD' as CurrencyCode);
    return { event, account, instrument, day, cause: 'delivery', quantity, amount: ZERO, currency };
  }

  scale(scaling: LotScaling): void {
    const { event, account, instrument, day, numerator, denominator, lieu } = scaling;
    const holding = this.lots.known(account, instrument);
    holding?.scale(numerator, denominator);
    if (!lieu) return;
    const { amount, currency } = this.options.converted(lieu, day);
    const fraction = holding ? wholeUnits(holding.quantity).fraction : ZERO;
    if (!holding || fraction === 0n) {
      this.lots.realised.push(gainWithoutLot(scaling, 'lieu', amount, currency));
      return;
    }
    const isLong = fraction > 0n;
    const sale = { event, day, quantity: absolute(fraction), amount: isLong ? amount : negate(amount), currency };
    this.lots.close(holding, sale, isLong ? -1 : 1, 'lieu');
  }

  reorganise(terms: LotReorganisation): void {
    const { event, account, instrument, day, keeps, boot } = terms;
    const holding = this.lots.known(account, instrument);
    const old = holding?.lots ?? [];
    const { retained, received, boots } = reorganisedLots(old, terms);
    if (old.length === 0) this.lots.warn('nothing-held', terms, ZERO);
    if (boot)
      this.#realiseCash(
        terms,
        'boot',
        boot.amount,
        boots,
        old.map(({ quantity }) => quantity)
      );
    if (keeps) holding?.recost(retained);
    else holding?.clear();
    terms.receives.forEach(({ instrument: about, lieu }, k) => {
      const { lots: arriving = [], fractions = [] } = received[k] ?? {};
      if (lieu)
        this.#realiseCash(
          { ...terms, instrument: about },
          'lieu',
          lieu,
          fractions,
          fractions.map(({ units }) => units)
        );
      for (const lot of arriving) this.lots.deliver(lot, event, day);
    });
  }

  /** Cash that closes parts of lots, shared by weights of one sign. */
  #realiseCash(
    about: LotEvent,
    kind: GainKind,
    cash: Money,
    parts: readonly Taken[],
    weights: readonly bigint[]
  ): void {
    const { event, day } = about;
    const { amount, currency } = this.options.converted(cash, day);
    if (parts.length === 0) {
      this.lots.realised.push(gainWithoutLot(about, kind, amount, currency));
      return;
    }
    const shares = sharesByWeights(amount, weights.some((weight) => weight !== 0n) ? weights : parts.map(() => 1n));
    parts.forEach((part, i) => {
      const isLong = part.lot.quantity >= 0n;
      const share = shares[i] ?? ZERO;
      const closing = { kind, event, day, amount: isLong ? share : negate(share), currency, isLong };
      this.lots.realised.push(realisedGain(part, closing));
    });
  }

  returnCapital(money: LotMoney): void {
    const { event, account, instrument, day } = money;
    const { amount, currency } = this.options.converted(money, day);
    const holding = this.lots.known(account, instrument);
    if (!holding || holding.quantity <= 0n) {
      this.lots.warn('nothing-held', money, ZERO);
      this.lots.realised.push(gainWithoutLot(money, 'return-of-capital', amount, currency));
      return;
    }
    const { lots } = holding;
    const shares = sharesByWeights(
      amount,
      lots.map(({ quantity }) => quantity)
    );
    const costs = lots.map((lot, i) => {
      const share = shares[i] ?? ZERO;
      const lowered = lot.currency === currency ? least(share, greatest(lot.cost, ZERO)) : ZERO;
      const gain = subtract(share, lowered);
      const closing = { kind: 'return-of-capital', event, day, amount: gain, currency, isLong: true } as const;
      if (gain !== 0n) this.lots.realised.push(realisedGain({ lot, units: ZERO, cost: ZERO }, closing));
      return subtract(lot.cost, lowered);
    });
    holding.recost(costs);
  }

  addCost(money: LotMoney): void {
    const { event, account, instrument, day } = money;
    const { amount, currency } = this.options.converted(money, day);
    const holding = this.lots.holding(account, instrument);
    if (holding.quantity <= 0n) {
      const call = { event, account, instrument, day, cause: 'trade', quantity: ONE, amount, currency } as const;
      this.lots.trade(call, 1);
      return;
    }
    const { lots } = holding;
    const weights = lots.map((lot) => (lot.currency === currency ? lot.quantity : ZERO));
    if (weights.every((weight) => weight === 0n)) {
      // A cost of another currency than the unit's own stands beside it, without units.
      const bare = { quantity: ZERO, cost: amount, currency, opened: day };
      holding.open({ id: event, event, account, instrument, ...bare });
      return;
    }
    const shares = sharesByWeights(amount, weights);
    holding.recost(lots.map(({ cost }, i) => add(cost, shares[i] ?? ZERO)));
  }

  expire(expiry: LotExpiry): void {
    const { event, account, instrument, day, quantity } = expiry;
    const left = this.#end(expiry, quantity, undefined, ({ lot, units, cost }) => {
      const { currency } = lot;
      const closing = { kind: 'expiry', event, day, amount: ZERO, currency, isLong: lot.quantity >= 0n } as const;
      this.lots.realised.push(realisedGain({ lot, units, cost }, closing));
    });
    if (left !== 0n) this.lots.warn('overexpired', { event, account, instrument, day }, left);
  }

  settleOption(settlement: LotSettlement): void {
    const { event, day, side, way, quantity } = settlement;
    const trade = this.options.converted(settlement.trade, day);
    let premium = ZERO;
    const left = this.#end(settlement, quantity, side, (taken) => {
      const { currency, quantity: units } = taken.lot;
      if (currency === trade.currency) premium = add(premium, taken.cost);
      else {
        // A premium of another currency than the strike's cannot join it: it ends as it would without worth.
        const closing = { kind: 'expiry', event, day, amount: ZERO, currency, isLong: units >= 0n } as const;
        this.lots.realised.push(realisedGain(taken, closing));
      }
    });
    if (left !== 0n) this.lots.warn('overexpired', settlement, left);
    if (way === 'receive') this.lots.trade({ ...trade, amount: add(trade.amount, premium) }, 1);
    else this.lots.trade({ ...trade, amount: subtract(trade.amount, premium) }, -1);
  }

  /** Takes lots of a side (either one when undefined) that end. @returns the units that were not there. */
  #end(
    { account, instrument }: LotEvent,
    quantity: Decimal,
    side: 'long' | 'short' | undefined,
    each: (taken: Taken) => void
  ): Decimal {
    const holding = this.lots.known(account, instrument);
    const isLong = holding !== undefined && holding.quantity > 0n;
    if (!holding || holding.quantity === 0n || (side !== undefined && isLong !== (side === 'long'))) return quantity;
    let left = quantity;
    while (left > 0n && holding.quantity !== 0n) {
      const taken = holding.take(left, undefined);
      if (!taken) break;
      left = subtract(left, taken.units);
      each(taken);
    }
    for (let lot = holding.bare; lot; lot = holding.bare) each(holding.takeOff(lot, ZERO));
    return left;
  }
}
