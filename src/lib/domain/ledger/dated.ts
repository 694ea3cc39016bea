import type { Day } from '../calendar';
import type { CurrencyCode, Decimal } from '../money';

declare const accountBrand: unique symbol;

/** Stable id of an account at a broker, a bank or a wallet. */
export type AccountId = string & { readonly [accountBrand]: true };

/** What an account is for. A loan holds cash below zero; a private account holds what is valued by hand. */
export type AccountKind = 'brokerage' | 'bank' | 'wallet' | 'loan' | 'private';

/**
 * Which lots a sale closes when it picks none: first in first out, last in first out, dearest first, least tax first
 * (losses, then long-term before short-term gains), or every lot at the average cost of all.
 */
export type LotMethod = 'fifo' | 'lifo' | 'hifo' | 'lowest-tax' | 'average';

/** How an account is taxed: each year as money is made, only when money is taken out, or never. */
export type TaxTreatment = 'taxable' | 'deferred' | 'exempt';

/** A place that holds cash in any currencies and positions. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** Currency in which cash amounts without one are read, and in which new orders settle. */
  readonly currency: CurrencyCode;
  readonly owner?: string;
  readonly institution?: string;
  readonly kind?: AccountKind;
  /** First in first out when absent. */
  readonly lotMethod?: LotMethod;
  /** Taxable when absent. */
  readonly taxTreatment?: TaxTreatment;
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

/** What every transaction says. */
export interface Dated {
  readonly account: AccountId;
  readonly tradeDay: Day;
  /** Day on which cash and securities change hands; the trade day when the source does not say. */
  readonly settlementDay: Day;
  readonly note?: string;
  readonly origin?: Origin;
}

/** Costs of a trade or an income, in the currency of the transaction, zero or positive. */
export interface Charged {
  readonly fees: Decimal;
  readonly taxes: Decimal;
}

/** Units of one lot, by the id of the lot at that moment; quantity positive. */
export interface LotPick {
  readonly lot: string;
  readonly quantity: Decimal;
}

/** Units that leave may be picked lot by lot; what is not picked goes by the account's lot method. */
export interface Picking {
  readonly lots?: readonly LotPick[];
}

/** Account id from text. @throws RangeError when it is empty. */
export function accountId(text: string): AccountId {
  if (text === '') throw new RangeError('an account id cannot be empty');
  return text as AccountId;
}
