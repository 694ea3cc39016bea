import type { Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import { absolute, add, negate, scaledBy, subtract, ZERO, type CurrencyCode, type Decimal } from '../../money';
import type { Balance, LedgerWarning, Lot, RealisedGain } from '../book';
import type { EventId } from '../journal';
import type { AccountId } from '../transaction';
import type { Books, LotTrade, LotTransfer } from '../verbs';
import { HoldingLots } from './holding-lots';

interface OpenBalance extends Balance {
  amount: Decimal;
  revision: number;
}

/** Units meeting lots of the other sign, and the amount they go for. */
interface Meeting {
  readonly event: EventId;
  readonly day: Day;
  /** Units still to be met, positive. */
  readonly quantity: Decimal;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

const NOTHING_LEFT = { quantity: ZERO, amount: ZERO } as const;

/** Accounts while transactions are booked: cash, lots first in first out, realised gains, warnings. */
export class LedgerBooks implements Books {
  readonly holdings: HoldingLots[] = [];
  readonly balances: OpenBalance[] = [];
  readonly realised: RealisedGain[] = [];
  readonly warnings: LedgerWarning[] = [];
  readonly #holdings = new Map<AccountId, Map<InstrumentId, HoldingLots>>();
  readonly #balances = new Map<AccountId, Map<CurrencyCode, OpenBalance>>();
  readonly #currencies = new Map<InstrumentId, CurrencyCode>();

  holdingOf(account: AccountId, instrument: InstrumentId): HoldingLots | undefined {
    return this.#holdings.get(account)?.get(instrument);
  }

  balanceOf(account: AccountId, currency: CurrencyCode): Balance | undefined {
    return this.#balances.get(account)?.get(currency);
  }

  pay(account: AccountId, currency: CurrencyCode, amount: Decimal): void {
    let ofAccount = this.#balances.get(account);
    if (!ofAccount) this.#balances.set(account, (ofAccount = new Map<CurrencyCode, OpenBalance>()));
    let balance = ofAccount.get(currency);
    if (!balance) {
      balance = { account, currency, amount: ZERO, revision: 0 };
      ofAccount.set(currency, balance);
      this.balances.push(balance);
    }
    balance.amount = add(balance.amount, amount);
    balance.revision += 1;
  }

  acquire(trade: LotTrade): void {
    this.#trade(this.#holding(trade.account, trade.instrument), trade, 1);
  }

  dispose(trade: LotTrade): void {
    this.#trade(this.#holding(trade.account, trade.instrument), trade, -1);
  }

  /** Closes lots of the other sign, then opens one with what is left of units and amount. */
  #trade(holding: HoldingLots, trade: LotTrade, direction: 1 | -1): void {
    const { event, account, instrument, day, currency } = trade;
    this.#currencies.set(instrument, currency);
    const { quantity, amount } = this.#close(holding, trade, direction);
    if (quantity === 0n) return;
    if (trade.beyond) this.#warn(trade.beyond, trade, quantity);
    holding.open({
      id: event,
      event,
      account,
      instrument,
      opened: trade.opened ?? day,
      quantity: direction > 0 ? quantity : negate(quantity),
      cost: direction > 0 ? amount : negate(amount),
      currency
    });
  }

  /** Closes lots of the other sign, each for its share of the amount, and says what is left to be met. */
  #close(holding: HoldingLots, meeting: Meeting, direction: 1 | -1): Pick<Meeting, 'quantity' | 'amount'> {
    let { quantity, amount } = meeting;
    while (quantity > 0n && (direction > 0 ? holding.quantity < 0n : holding.quantity > 0n)) {
      const taken = takenFirst(holding, quantity);
      if (!taken) break;
      if (taken.units === quantity) {
        this.realised.push(realisedGain(taken, meeting, amount));
        return NOTHING_LEFT;
      }
      const share = scaledBy(amount, taken.units, quantity);
      this.realised.push(realisedGain(taken, meeting, share));
      quantity = subtract(quantity, taken.units);
      amount = subtract(amount, share);
    }
    return { quantity, amount };
  }

  transfer(transfer: LotTransfer): void {
    const { event, from, to, instrument, day } = transfer;
    const source = this.#holding(from, instrument);
    const target = this.#holding(to, instrument);
    let left = transfer.quantity;
    let part = 0;
    while (left > 0n && source.quantity > 0n) {
      const taken = takenFirst(source, left);
      if (!taken) break;
      const { lot, units: quantity, cost } = taken;
      left = subtract(left, quantity);
      part += 1;
      this.#deliver(target, { ...lot, id: `${event}.${part}`, account: to, quantity, cost }, event, day);
    }
    if (left === 0n) return;
    // Units that were not there leave at no cost, so that what is missing stays visible and nothing is made up.
    const missing = {
      event,
      instrument,
      day,
      quantity: left,
      amount: ZERO,
      currency: this.#currencyOf(from, instrument)
    };
    this.#trade(source, { ...missing, account: from, beyond: 'overtransferred' }, -1);
    this.#trade(target, { ...missing, account: to }, 1);
  }

  /** A lot arriving covers a short position at its cost, then is held. */
  #deliver(target: HoldingLots, arriving: Lot, event: EventId, day: Day): void {
    const { quantity, cost, currency } = arriving;
    const left = this.#close(target, { event, day, quantity, amount: cost, currency }, 1);
    if (left.quantity > 0n) target.open({ ...arriving, quantity: left.quantity, cost: left.amount });
  }

  scale(account: AccountId, instrument: InstrumentId, numerator: bigint, denominator: bigint): void {
    this.holdingOf(account, instrument)?.scale(numerator, denominator);
  }

  #holding(account: AccountId, instrument: InstrumentId): HoldingLots {
    let ofAccount = this.#holdings.get(account);
    if (!ofAccount) this.#holdings.set(account, (ofAccount = new Map<InstrumentId, HoldingLots>()));
    let holding = ofAccount.get(instrument);
    if (!holding) {
      holding = new HoldingLots(account, instrument);
      ofAccount.set(instrument, holding);
      this.holdings.push(holding);
    }
    return holding;
  }

  /** Currency for a cost of zero: the one the instrument was last traded in, else one of the account's. */
  #currencyOf(account: AccountId, instrument: InstrumentId): CurrencyCode {
    const ofAccount = this.#balances.get(account)?.keys().next().value;
    return this.#currencies.get(instrument) ?? ofAccount ?? this.balances[0]?.currency ?? ('USD' as CurrencyCode);
  }

  #warn(code: LedgerWarning['code'], { event, account, instrument, day }: LotTrade, quantity: Decimal): void {
    this.warnings.push({ code, event, account, instrument, day, quantity });
  }
}

/** Units taken off a lot. */
interface Taken {
  /** The lot as it was. */
  readonly lot: Lot;
  /** Positive. */
  readonly units: Decimal;
  /** Their share of the lot's cost, of the sign of the lot. */
  readonly cost: Decimal;
}

/** Takes up to so many units (positive) off the first lot; the share of the cost is rounded, the lot keeps the rest. */
function takenFirst(holding: HoldingLots, most: Decimal): Taken | undefined {
  const lot = holding.first;
  if (!lot) return undefined;
  const size = absolute(lot.quantity);
  if (size <= most) {
    holding.removeFirst(lot);
    return { lot, units: size, cost: lot.cost };
  }
  const cost = scaledBy(lot.cost, most, size);
  holding.reduceFirst(lot, lot.quantity < 0n ? negate(most) : most, cost);
  return { lot, units: most, cost };
}

/** Gain of a closing. A long lot is closed by proceeds, a short one by a cost. */
function realisedGain(
  { lot, units, cost: lotCost }: Taken,
  { event, day, currency }: Meeting,
  amount: Decimal
): RealisedGain {
  const long = lot.quantity > 0n;
  const cost = long ? lotCost : amount;
  const proceeds = long ? amount : negate(lotCost);
  return {
    event,
    lot: lot.id,
    account: lot.account,
    instrument: lot.instrument,
    opened: lot.opened,
    closed: day,
    quantity: long ? units : negate(units),
    cost,
    costCurrency: long ? lot.currency : currency,
    proceeds,
    currency: long ? currency : lot.currency,
    gain: lot.currency === currency ? subtract(proceeds, cost) : undefined
  };
}
