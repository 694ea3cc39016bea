import { accountsOf, instrumentsOf, type AccountId, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { includesAccount, includesInstrument, type PortfolioFilter } from '$lib/domain/portfolio';

/** True when a transaction touches an account and, where the filter names some, an instrument of a portfolio. */
export function concerns(transaction: Transaction, filter: PortfolioFilter): boolean {
  const inAccount =
    includesAccount(filter, transaction.account) || ('to' in transaction && includesAccount(filter, transaction.to));
  if (!inAccount || filter.instruments === undefined) return inAccount;
  return instrumentsOf(transaction).some((instrument) => includesInstrument(filter, instrument));
}

/** Accounts that transactions touch and a filter takes in, in order of first touch. */
export function accountsWithin(live: readonly LiveTransaction[], filter: PortfolioFilter): AccountId[] {
  const accounts = new Set<AccountId>();
  for (const { transaction } of live)
    for (const account of accountsOf(transaction)) if (includesAccount(filter, account)) accounts.add(account);
  return [...accounts];
}
