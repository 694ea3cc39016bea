import type { InstrumentId } from '../instruments';
import type { AccountId, Transaction } from './transaction';

/** Accounts a transaction names, its own first; each once. */
export function accountsOf(transaction: Transaction): AccountId[] {
  return 'to' in transaction && transaction.to !== transaction.account
    ? [transaction.account, transaction.to]
    : [transaction.account];
}

/** Instruments a transaction names: its own first, then its underlying, its payer and what is received; each once. */
export function instrumentsOf(transaction: Transaction): InstrumentId[] {
  const own = 'instrument' in transaction ? transaction.instrument : undefined;
  // Most transactions name one: no list and set are made for them.
  if (!('underlying' in transaction || 'payer' in transaction || 'receives' in transaction))
    return own === undefined ? [] : [own];
  const named: (InstrumentId | undefined)[] = [
    own,
    'underlying' in transaction ? transaction.underlying : undefined,
    'payer' in transaction ? transaction.payer : undefined,
    ...('receives' in transaction ? transaction.receives.map(({ instrument }) => instrument) : [])
  ];
  return [...new Set(named.filter((id) => id !== undefined))];
}

/** The transaction with other names for its accounts and instruments; all else as it is. */
export function withNames(
  transaction: Transaction,
  accountOf: (id: AccountId) => AccountId,
  instrumentOf: (id: InstrumentId) => InstrumentId
): Transaction {
  const renamed = {
    ...transaction,
    account: accountOf(transaction.account),
    ...('to' in transaction ? { to: accountOf(transaction.to) } : {}),
    ...('instrument' in transaction && transaction.instrument !== undefined
      ? { instrument: instrumentOf(transaction.instrument) }
      : {}),
    ...('underlying' in transaction ? { underlying: instrumentOf(transaction.underlying) } : {}),
    ...('payer' in transaction && transaction.payer !== undefined ? { payer: instrumentOf(transaction.payer) } : {}),
    ...('receives' in transaction
      ? { receives: transaction.receives.map((one) => ({ ...one, instrument: instrumentOf(one.instrument) })) }
      : {})
  };
  // Every member of the union keeps its verb and the types of its fields; the compiler sees them only one by one.
  return renamed as Transaction;
}
