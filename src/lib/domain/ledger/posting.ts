import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import type { CurrencyCode, Decimal } from '../money';
import type { EventId } from './journal';
import type { AccountId, Transaction } from './transaction';

/** What a posting counts: units of a currency or units of an instrument. */
export type Commodity =
  | { readonly kind: 'currency'; readonly code: CurrencyCode }
  | { readonly kind: 'instrument'; readonly id: InstrumentId };

/**
 * The side of the books a posting belongs to. 'cash' and 'position' are what is owned; 'conversion' is the counterpart
 * through which one commodity becomes another; the rest are where value comes from or goes to.
 */
export type BookSide =
  'cash' | 'position' | 'conversion' | 'outside' | 'opening' | 'dividend' | 'interest' | 'fee' | 'tax';

/**
 * One leg of a transaction in double entry; debit positive. The legs of a transaction add up to zero in each commodity.
 */
export interface Posting {
  readonly event: EventId;
  readonly account: AccountId;
  readonly side: BookSide;
  readonly commodity: Commodity;
  readonly quantity: Decimal;
  readonly tradeDay: Day;
  readonly settlementDay: Day;
  /** Instrument an income, fee or tax belongs to, or whose trade a conversion is. */
  readonly about?: InstrumentId;
}

/** Units an account holds of an instrument just before a transaction. */
export type HeldQuantity = (account: AccountId, instrument: InstrumentId) => Decimal;

/** Writer of the legs of one transaction. Legs of zero are left out. */
export interface Legs {
  money(side: BookSide, currency: CurrencyCode, quantity: Decimal, options?: LegOptions): void;
  units(side: BookSide, instrument: InstrumentId, quantity: Decimal, options?: LegOptions): void;
}

/** The instrument that money is about; the account when it is not the transaction's own. */
export interface LegOptions {
  readonly about?: InstrumentId;
  readonly account?: AccountId;
}

/** Writer that appends the legs of an event to a list. */
export function legsInto(postings: Posting[], event: EventId, transaction: Transaction): Legs {
  const { tradeDay, settlementDay } = transaction;
  const write = (side: BookSide, commodity: Commodity, quantity: Decimal, options: LegOptions): void => {
    if (quantity === 0n) return;
    const account = options.account ?? transaction.account;
    const { about } = options;
    // Written out: a spread for each leg is what a long ledger spends its time on.
    postings.push(
      about === undefined
        ? { event, account, side, commodity, quantity, tradeDay, settlementDay }
        : { event, account, side, commodity, quantity, tradeDay, settlementDay, about }
    );
  };
  return {
    money: (side, code, quantity, options = {}) => write(side, { kind: 'currency', code }, quantity, options),
    units: (side, id, quantity, options = {}) =>
      write(
        side,
        { kind: 'instrument', id },
        quantity,
        options.about === undefined ? { ...options, about: id } : options
      )
  };
}
