import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';

/** Target weight of an instrument, a fraction of the total value. */
export interface TargetWeight {
  readonly instrument: InstrumentId;
  readonly weight: number;
}

/** Price at which an instrument trades now, in its currency, and the digits of its quantity: 0 for whole shares. */
export interface TradeQuote {
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly price: Decimal;
  readonly quantityDigits?: number;
}

/** Commission of a trade in the instrument's currency: the greater of `minimum` and fixed + rate x amount. */
export interface CommissionPlan {
  readonly fixed: Decimal;
  readonly rate: Decimal;
  readonly minimum: Decimal;
}

/** What a trade list is made from. Quantities and money exact; an instrument held without a target is sold. */
export interface TradeListRequest {
  readonly baseCurrency: CurrencyCode;
  /** Fractions of the total value, adding up to 1 at most; the rest is cash. */
  readonly targets: readonly TargetWeight[];
  readonly positions: readonly {
    readonly account: AccountId;
    readonly instrument: InstrumentId;
    readonly quantity: Decimal;
  }[];
  readonly cash: readonly { readonly account: AccountId; readonly currency: CurrencyCode; readonly amount: Decimal }[];
  readonly quotes: readonly TradeQuote[];
  /** Units of the base currency for one unit; the base itself may be left out. */
  readonly rates: readonly { readonly currency: CurrencyCode; readonly rate: Decimal }[];
  readonly commission: CommissionPlan;
  /** Full bid-ask spread as a fraction of the price; each trade pays half. */
  readonly spread: Decimal;
  /** Fraction of the money exchanged. */
  readonly exchangeCost: Decimal;
  /** Trades below this value in the base currency are left out. */
  readonly minimumTrade: Decimal;
  /** Fraction of the total value that buys leave in cash. */
  readonly minimumCash: Decimal;
}

/** A purchase or sale in one account: `cash` is the change of its balance, `cashAfter` what is then left of it. */
export interface SecurityTrade {
  readonly kind: 'buy' | 'sell';
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Quantity times price, rounded to the minor unit; costs, rounded up, come on top. */
  readonly gross: Decimal;
  readonly commission: Decimal;
  readonly spreadCost: Decimal;
  readonly cash: Decimal;
  readonly cashAfter: Decimal;
}

/** Money exchanged within an account. `rate` is units of `to` for one of `from`, before the cost, which is in `from`. */
export interface ExchangeTrade {
  readonly kind: 'exchange';
  readonly account: AccountId;
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly sold: Decimal;
  readonly bought: Decimal;
  readonly rate: Decimal;
  readonly cost: Decimal;
  readonly fromAfter: Decimal;
  readonly toAfter: Decimal;
}

/** A row of a trade list. */
export type Trade = SecurityTrade | ExchangeTrade;

/** Something the list could not or would not do; `value` in the base currency. */
export interface TradeNote {
  readonly code: 'below-minimum' | 'no-price' | 'no-rate' | 'not-enough-cash' | 'negative-cash';
  readonly instrument?: InstrumentId;
  readonly account?: AccountId;
  readonly currency?: CurrencyCode;
  readonly value?: Decimal;
}

/** The trades in order of execution, and what they lead to. */
export interface TradeList {
  readonly trades: readonly Trade[];
  readonly accounts: readonly {
    readonly account: AccountId;
    readonly cash: readonly { readonly currency: CurrencyCode; readonly before: Decimal; readonly after: Decimal }[];
  }[];
  readonly positions: readonly {
    readonly account: AccountId;
    readonly instrument: InstrumentId;
    readonly before: Decimal;
    readonly after: Decimal;
  }[];
  /** Fractions of the total value before and after; `difference` is after - target. */
  readonly weights: readonly {
    readonly instrument: InstrumentId;
    readonly target: number;
    readonly before: number;
    readonly after: number;
    readonly difference: number;
  }[];
  /**
   * Sum of all distances from the targets before costs, cash among them, as a fraction of the value before, and a bound that no
   * list of whole shares is below.
   */
  readonly tracking: { readonly deviation: number; readonly bound: number };
  readonly cashWeight: { readonly target: number; readonly before: number; readonly after: number };
  /** In the base currency. `rounding` is what rounding money to minor units gained (-) or lost. */
  readonly costs: {
    readonly commission: Decimal;
    readonly spread: Decimal;
    readonly exchange: Decimal;
    readonly rounding: Decimal;
    readonly total: Decimal;
  };
  readonly valueBefore: Decimal;
  readonly valueAfter: Decimal;
  /** One-way: half the amounts traded over the value before. */
  readonly turnover: number;
  readonly notes: readonly TradeNote[];
}
