import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import {
  instrumentsOf,
  ledgerFold,
  type AccountId,
  type Balance,
  type Holding,
  type LedgerFold,
  type LiveTransaction
} from '$lib/domain/ledger';
import { includesAccount, includesInstrument, type PortfolioFilter } from '$lib/domain/portfolio';
import { type MarketBook, pointPrice } from '../market';
import { WIDE_ZERO, wideAmount, widePlus, wideProduct, type Wide } from './wide';

/** Accounts of a portfolio moving through time, with the exact worth of what they hold. */
export class ValuedBook {
  readonly fold: LedgerFold;
  /** Holdings the filter takes in; only appended to. */
  readonly holdings: Holding[] = [];
  /** Balances the filter takes in; none when it names instruments. */
  readonly balances: Balance[] = [];
  /** Instruments whose holdings were touched since they were last taken; see {@link takeTouched}. */
  #touched = new Set<InstrumentId>();
  readonly #ofInstrument = new Map<InstrumentId, Holding[]>();
  readonly #byPlace = new Map<AccountId, Map<InstrumentId, Holding>>();
  #next = 0;
  #seenHoldings = 0;
  #seenBalances = 0;

  /** @param live in ledger order. */
  constructor(
    readonly live: readonly LiveTransaction[],
    readonly filter: PortfolioFilter,
    readonly market: MarketBook
  ) {
    this.fold = ledgerFold({ lotMethod: market.lotMethod });
  }

  /** Applies the transactions up to and including a day; `around` may look at the book before and after each. */
  advance(day: Day, around?: (one: LiveTransaction, apply: () => void) => void): void {
    for (let one = this.live[this.#next]; one && one.transaction.tradeDay <= day; one = this.live[this.#next]) {
      const current = one;
      this.#next += 1;
      if (around) around(current, () => this.#apply(current));
      else this.#apply(current);
    }
  }

  /** Instruments whose holdings may have changed since the last call. */
  takeTouched(): ReadonlySet<InstrumentId> {
    const touched = this.#touched;
    if (touched.size > 0) this.#touched = new Set();
    return touched;
  }

  /** Holdings of an instrument that the filter takes in. */
  holdingsOf(instrument: InstrumentId): readonly Holding[] {
    return this.#ofInstrument.get(instrument) ?? [];
  }

  #apply(one: LiveTransaction): void {
    this.fold.apply(one);
    for (const instrument of instrumentsOf(one.transaction)) this.#touched.add(instrument);
    const { holdings, balances } = this.fold;
    for (; this.#seenHoldings < holdings.length; this.#seenHoldings++) {
      const holding = holdings[this.#seenHoldings];
      if (holding && this.includes(holding)) this.#add(holding);
    }
    for (; this.#seenBalances < balances.length; this.#seenBalances++) {
      const balance = balances[this.#seenBalances];
      if (balance && this.filter.instruments === undefined && includesAccount(this.filter, balance.account))
        this.balances.push(balance);
    }
  }

  /** The holding of an instrument in an account, where the filter takes it in and it was ever touched. */
  holdingOf(account: AccountId, instrument: InstrumentId): Holding | undefined {
    return this.#byPlace.get(account)?.get(instrument);
  }

  #add(holding: Holding): void {
    this.holdings.push(holding);
    const alike = this.#ofInstrument.get(holding.instrument);
    if (alike) alike.push(holding);
    else this.#ofInstrument.set(holding.instrument, [holding]);
    let ofAccount = this.#byPlace.get(holding.account);
    if (!ofAccount) this.#byPlace.set(holding.account, (ofAccount = new Map<InstrumentId, Holding>()));
    ofAccount.set(holding.instrument, holding);
  }

  /** True when the filter takes in an instrument in an account. */
  includes({ account, instrument }: Pick<Holding, 'account' | 'instrument'>): boolean {
    return includesAccount(this.filter, account) && includesInstrument(this.filter, instrument);
  }

  /** Worth of a holding at the close of a day; at cost where no price is known. */
  holdingValue(holding: Holding, day: Day): Wide {
    const { quantity, instrument } = holding;
    if (quantity === 0n) return WIDE_ZERO;
    const point = this.market.pricesOf(instrument).point(day);
    if (!point) return this.#costOf(holding, day);
    if (point.source === 'trade') this.market.problems.note('trade-priced', { instrument }, day);
    return wideProduct(quantity, pointPrice(point), this.market.rates.rate(point.currency, day));
  }

  #costOf({ instrument, costs }: Holding, day: Day): Wide {
    this.market.problems.note('unpriced', { instrument }, day);
    let total = WIDE_ZERO;
    for (const [currency, cost] of costs)
      if (cost !== 0n) total = widePlus(total, wideAmount(cost, this.market.rates.rate(currency, day)));
    return total;
  }

  /** Worth of a balance at the close of a day. */
  balanceValue({ amount, currency }: Balance, day: Day): Wide {
    return amount === 0n ? WIDE_ZERO : wideAmount(amount, this.market.rates.rate(currency, day));
  }

  /** Worth of all cash at the close of a day. */
  cashValue(day: Day): Wide {
    return this.balances.reduce((total, balance) => widePlus(total, this.balanceValue(balance, day)), WIDE_ZERO);
  }

  /** Worth of all holdings at the close of a day. */
  holdingsValue(day: Day): Wide {
    return this.holdings.reduce((total, holding) => widePlus(total, this.holdingValue(holding, day)), WIDE_ZERO);
  }
}
