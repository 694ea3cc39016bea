import type { Day } from '$lib/domain/calendar';
import type { Decimal } from '$lib/domain/money';
import type { Quote } from './quotes';

/** What can happen in Portfolio Performance; a purchase, sale or transfer is one thing, though it stands in two places. */
export type ClientVerb =
  | 'PURCHASE'
  | 'SALE'
  | 'INBOUND_DELIVERY'
  | 'OUTBOUND_DELIVERY'
  | 'SECURITY_TRANSFER'
  | 'CASH_TRANSFER'
  | 'DEPOSIT'
  | 'REMOVAL'
  | 'DIVIDEND'
  | 'INTEREST'
  | 'INTEREST_CHARGE'
  | 'TAX'
  | 'TAX_REFUND'
  | 'FEE'
  | 'FEE_REFUND';

/** An amount with its currency as the file writes it. */
export interface ClientMoney {
  readonly amount: Decimal;
  readonly currency: string;
}

/** A part of a transaction; `forex` is the amount in the currency of the security, `rate` what it was multiplied by. */
export interface ClientUnit extends ClientMoney {
  readonly type: 'GROSS_VALUE' | 'TAX' | 'FEE';
  readonly forex?: ClientMoney;
  readonly rate?: Decimal;
}

/** A security, an index (no currency) or an exchange rate (`target`: units of it for one of `currency`). */
export interface ClientSecurity {
  readonly line: number;
  readonly uuid: string;
  readonly name: string;
  readonly currency: string;
  readonly target: string;
  readonly isin: string;
  readonly ticker: string;
  readonly wkn: string;
  readonly feed: string;
  /** Days ascend strictly; the latest quote is the last. */
  readonly prices: readonly Quote[];
  readonly splits: readonly { readonly line: number; readonly day: Day; readonly ratio: string }[];
}

/** An account that holds cash of one currency. */
export interface ClientAccount {
  readonly uuid: string;
  readonly name: string;
  readonly currency: string;
}

/** A portfolio: it holds securities; its reference account is where its cash usually moves. */
export interface ClientPortfolio {
  readonly uuid: string;
  readonly name: string;
  /** Its uuid. */
  readonly reference: string;
}

/** A transaction; accounts, portfolios and the security by their uuids, '' when it has none. */
export interface ClientTransaction {
  readonly line: number;
  /** Line of the record on the other side. */
  readonly otherLine?: number;
  readonly uuid: string;
  readonly verb: ClientVerb;
  /** As written; the day is read from it when it is booked. */
  readonly date: string;
  /** What the cash account gains or loses, or what a delivery is worth; positive. */
  readonly amount: ClientMoney;
  /** What the other account gains by a transfer of cash. */
  readonly otherAmount?: ClientMoney;
  readonly shares: Decimal;
  readonly security: string;
  readonly account: string;
  readonly otherAccount: string;
  readonly portfolio: string;
  readonly otherPortfolio: string;
  readonly units: readonly ClientUnit[];
  readonly note: string;
}

/** A record whose other half is missing, or that the reader does not know. */
export interface ClientFault {
  readonly line: number;
  readonly code: 'half-missing' | 'row-kind-unknown';
  readonly text: string;
}

/** A file of Portfolio Performance, whatever its form. */
export interface Client {
  readonly version: number;
  readonly baseCurrency: string;
  readonly securities: readonly ClientSecurity[];
  readonly accounts: readonly ClientAccount[];
  readonly portfolios: readonly ClientPortfolio[];
  readonly transactions: readonly ClientTransaction[];
  readonly plans: readonly { readonly line: number; readonly name: string }[];
  readonly faults: readonly ClientFault[];
}
