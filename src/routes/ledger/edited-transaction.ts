import type { Transaction } from '$lib/domain/ledger';

/** Fields that an edit clears by leaving them empty. */
const clearable = ['note', 'acquired', 'instrument'];

/** What an edit makes of a transaction: fields that the form does not show stay, unless it says another verb. */
export function editedTransaction(before: Transaction, read: Transaction): Transaction {
  const { origin } = before;
  if (before.verb !== read.verb) return origin ? { ...read, origin } : read;
  const kept = Object.fromEntries(Object.entries(before).filter(([field]) => !clearable.includes(field)));
  const source = before.verb === 'income-in-kind' ? { source: before.source } : {};
  return { ...kept, ...read, ...source } as Transaction;
}
