import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, Transaction } from '$lib/domain/ledger';

/** Instruments that a transaction names, the one it is about first. */
export function instrumentsIn(transaction: Transaction | Omit<Transaction, 'origin'>): InstrumentId[] {
  const found: InstrumentId[] = [];
  renamed(transaction as Transaction, {
    account: (id) => id,
    instrument: (id) => {
      found.push(id);
      return id;
    }
  });
  return found;
}

/** Accounts that a transaction names, its own first. */
export function accountsIn(transaction: Transaction | Omit<Transaction, 'origin'>): AccountId[] {
  const found: AccountId[] = [];
  renamed(transaction as Transaction, {
    instrument: (id) => id,
    account: (id) => {
      found.push(id);
      return id;
    }
  });
  return found;
}

interface Names {
  readonly account: (id: AccountId) => AccountId;
  readonly instrument: (id: InstrumentId) => InstrumentId;
}

/** A transaction with other ids of its accounts and instruments. */
export function renamed<T extends Transaction>(transaction: T, names: Names): T {
  const changed: Record<string, unknown> = { account: names.account(transaction.account) };
  if ('to' in transaction) changed['to'] = names.account(transaction.to);
  if ('instrument' in transaction && transaction.instrument !== undefined)
    changed['instrument'] = names.instrument(transaction.instrument);
  if ('payer' in transaction && transaction.payer !== undefined) changed['payer'] = names.instrument(transaction.payer);
  if ('underlying' in transaction) changed['underlying'] = names.instrument(transaction.underlying);
  if ('receives' in transaction)
    changed['receives'] = transaction.receives.map((one) => ({ ...one, instrument: names.instrument(one.instrument) }));
  return { ...transaction, ...changed };
}
