import type { Day } from '../../calendar';
import { identifierOf, type Instrument, type InstrumentId } from '../../instruments';
import { instrumentsOf } from '../names';
import type { Account, AccountId, Transaction, Verb } from '../transaction';

/** Which transactions are asked about; what is left out does not limit. */
export interface LedgerFilter {
  readonly accounts?: readonly AccountId[];
  readonly verbs?: readonly Verb[];
  readonly instruments?: readonly InstrumentId[];
  readonly years?: readonly number[];
  /** Trade days, both included. */
  readonly from?: Day;
  readonly to?: Day;
  /** Every word of it occurs in the words of the transaction. */
  readonly text?: string;
}

/** The words of a search, in lower case. */
export function searchedWords(text: string | undefined): string[] {
  return (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
}

/** Names by which accounts and instruments are found: that of an account, identifier and name of an instrument. */
export function searchedNames(
  accounts: readonly Account[],
  instruments: readonly Instrument[]
): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ...accounts.map(({ id, name }): [string, string] => [id, name]),
    ...instruments.map((one): [string, string] => [one.id, `${identifierOf(one)} ${one.name}`])
  ]);
}

/** All that a transaction is found by: its verb, ids, names, note and file, in lower case. */
export function transactionWords(transaction: Transaction, names: ReadonlyMap<string, string>): string {
  const { verb, account, note, origin } = transaction;
  const ids: string[] = [account, ...('to' in transaction ? [transaction.to] : []), ...instrumentsOf(transaction)];
  return [verb, ...ids, note, origin?.file, ...ids.map((id) => names.get(id))]
    .filter((word) => word !== undefined)
    .join(' ')
    .toLowerCase();
}
