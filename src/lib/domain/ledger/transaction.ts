import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import type { CurrencyCode, Decimal, Money } from '../money';

declare const accountBrand: unique symbol;

/** Stable id of an account at a broker, a bank or a wallet. */
export type AccountId = string & { readonly [accountBrand]: true };

/** A place that holds cash in any currencies and positions. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** Currency in which cash amounts without one are read, and in which new orders settle. */
  readonly currency: CurrencyCode;
  readonly owner?: string;
  readonly institution?: string;
}

/** Where a transaction came from: enough to find the line again and to know it when it comes twice. */
export interface Origin {
  readonly file?: string;
  readonly line?: number;
  /** The broker's own id of the row. */
  readonly externalId?: string;
  /** Canonical content of the row with its ordinal among equal rows of its file. */
  readonly fingerprint?: string;
}

interface Dated {
  readonly account: AccountId;
  readonly tradeDay: Day;
  /** Day on which cash and securities change hands; the trade day when the source does not say. */
  readonly settlementDay: Day;
  readonly note?: string;
  readonly origin?: Origin;
}

/** Costs of a trade or an income, in the currency of the transaction, zero or positive. */
interface Charged {
  readonly fees: Decimal;
  readonly taxes: Decimal;
}

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
 * trade's currency: as the source states it, else computed and rounded to the minor unit.
 */
export interface Trade extends Dated, Charged {
  readonly verb: 'buy' | 'sell' | 'sell-short' | 'buy-to-cover';
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly gross: Money;
}

/**
 * Dividend in cash, gross of the withheld taxes; positive, negative when paid in lieu on a short position or taken back.
 */
export interface Dividend extends Dated, Charged {
  readonly verb: 'dividend';
  readonly instrument: InstrumentId;
  readonly gross: Money;
}

/** Interest received (positive) or charged (negative), gross of withheld taxes. */
export interface Interest extends Dated, Charged {
  readonly verb: 'interest';
  readonly gross: Money;
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
export interface SecurityTransfer extends Dated {
  readonly verb: 'transfer-securities';
  readonly to: AccountId;
  readonly instrument: InstrumentId;
  readonly quantity: Decimal;
}

/** `numerator` new units for every `denominator` old ones, on the morning of the trade day, in this account. */
export interface Split extends Dated {
  readonly verb: 'split';
  readonly instrument: InstrumentId;
  readonly numerator: number;
  readonly denominator: number;
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
  | OpeningPosition;

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
  'interest',
  'fee',
  'tax',
  'transfer-cash',
  'transfer-securities',
  'split',
  'exchange',
  'opening-cash',
  'opening-position'
];

/** Account id from text. @throws RangeError when it is empty. */
export function accountId(text: string): AccountId {
  if (text === '') throw new RangeError('an account id cannot be empty');
  return text as AccountId;
}
