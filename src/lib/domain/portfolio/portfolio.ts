import type { AccountId } from '../ledger';
import type { InstrumentId } from '../instruments';

/** A portfolio is a saved question: which accounts, and if given which instruments. Empty means all. */
export interface PortfolioFilter {
  readonly accounts?: readonly AccountId[];
  readonly instruments?: readonly InstrumentId[];
}

/** True when the filter takes in an account. */
export function includesAccount(filter: PortfolioFilter, account: AccountId): boolean {
  return filter.accounts === undefined || filter.accounts.includes(account);
}

/** True when the filter takes in an instrument. */
export function includesInstrument(filter: PortfolioFilter, instrument: InstrumentId): boolean {
  return filter.instruments === undefined || filter.instruments.includes(instrument);
}
