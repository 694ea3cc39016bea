import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import type { Decimal, Money } from '../money';
import type { AccountId, Charged, Dated, Picking } from './dated';
import type {
  CapitalCall,
  CashAssertion,
  DeliveryIn,
  DeliveryOut,
  Distribution,
  Expiry,
  IncomeInKind,
  OptionSettlement,
  PositionAssertion,
  Reorganisation,
  ReturnOfCapital
} from './events';

export { accountId } from './dated';
export type { Account, AccountId, AccountKind, LotMethod, LotPick, TaxTreatment, Origin } from './dated';

/** Cash from outside into the account, amount positive. */
export interface Deposit extends Dated {
  readonly verb: 'deposit';
  readonly cash: Money;
}

/** Cash out of the account to outside, amount positive. */
export interface Withdrawal extends Dated {
  readonly verb: 'withdrawal';
  readonly cash: Money;
}

/**
 * A trade. Quantity and price positive whatever the direction. `gross` is quantity times price before costs in the
 * trade's currency, times the instrument's multiplier: as the source states it, else computed and rounded to the minor
 * unit. `lots` are those a closing trade takes.
 */
export interface Trade extends Dated, Charged, Picking {
  readonly verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly gross: Money;
  /** Interest of a bond since its last coupon, paid on top by the buyer: interest, no part of the cost. */
  readonly accrued?: Decimal;
}

/** How a dividend is taxed, as far as the source says: ordinary when absent. */
export type DividendKind = 'ordinary' | 'qualified' | 'short-term-gain' | 'long-term-gain' | 'interest';

/**
 * Dividend in cash, gross of the withheld taxes; positive, negative when paid in lieu on a short position or taken back.
 */
export interface Dividend extends Dated, Charged {
  readonly verb: 'dividend';
  readonly instrument: InstrumentId;
  readonly gross: Money;
  readonly kind?: DividendKind;
}

/** Interest received (positive) or charged (negative), gross of withheld taxes; a coupon names its bond. */
export interface Interest extends Dated, Charged {
  readonly verb: 'interest';
  readonly gross: Money;
  readonly instrument?: InstrumentId;
}

/** A fee of the account, or of one instrument; positive is paid, negative a rebate. */
export interface Fee extends Dated {
  readonly verb: 'fee';
  readonly cash: Money;
  readonly instrument?: InstrumentId;
}

/** A tax of the account, or of one instrument; positive is paid, negative a refund. */
export interface Tax extends Dated {
  readonly verb: 'tax';
  readonly cash: Money;
  readonly instrument?: InstrumentId;
}

/** Cash moved from `account` to another account of the owner; amount positive. */
export interface CashTransfer extends Dated {
  readonly verb: 'transfer-cash';
  readonly to: AccountId;
  readonly cash: Money;
}

/** Securities moved with their lots from `account` to another account of the owner; quantity positive. */
export interface SecurityTransfer extends Dated, Picking {
  readonly verb: 'transfer-securities';
  readonly to: AccountId;
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
}

/**
 * `numerator` new units for every `denominator` old ones, on the morning of the trade day, in this account. A stock
 * dividend of 5 % is 21 for 20. With `lieu`, what is not a whole unit is sold for that cash.
 */
export interface Split extends Dated {
  readonly verb: 'split';
  readonly instrument: InstrumentId;
  readonly numerator: number;
  readonly denominator: number;
  readonly lieu?: Money;
}

/** One currency sold for another within the account; both amounts positive; fees in the currency sold. */
export interface CurrencyExchange extends Dated, Charged {
  readonly verb: 'exchange';
  readonly sold: Money;
  readonly bought: Money;
}

/** Cash held when the record begins; may be negative. */
export interface OpeningCash extends Dated {
  readonly verb: 'opening-cash';
  readonly cash: Money;
}

/** A position held when the record begins, negative when short, with the total cost of its lot (same sign as the quantity). */
export interface OpeningPosition extends Dated {
  readonly verb: 'opening-position';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly cost: Money;
  /** Day the lot was bought, when known to be before the record begins. */
  readonly acquired?: Day;
}

/** Everything that can happen in an account: a closed set. */
export type Transaction =
  | Deposit
  | Withdrawal
  | Trade
  | Dividend
  | Interest
  | Fee
  | Tax
  | CashTransfer
  | SecurityTransfer
  | Split
  | CurrencyExchange
  | OpeningCash
  | OpeningPosition
  | DeliveryIn
  | DeliveryOut
  | IncomeInKind
  | ReturnOfCapital
  | Reorganisation
  | Expiry
  | OptionSettlement
  | CapitalCall
  | Distribution
  | CashAssertion
  | PositionAssertion;

/** Name of a kind of transaction. */
export type Verb = Transaction['verb'];

/** Every verb, in the order in which a screen lists them. */
export const verbs: readonly Verb[] = [
  'deposit',
  'withdrawal',
  'buy',
  'sell',
  'sell-short',
  'buy-to-cover',
  'dividend',
  'income-in-kind',
  'return-of-capital',
  'interest',
  'fee',
  'tax',
  'transfer-cash',
  'transfer-securities',
  'delivery-in',
  'delivery-out',
  'split',
  'reorganisation',
  'exchange',
  'expiry',
  'exercise',
  'assignment',
  'capital-call',
  'distribution',
  'opening-cash',
  'opening-position',
  'assert-cash',
  'assert-position'
];
