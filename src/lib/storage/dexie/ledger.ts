import type { Instrument } from '$lib/domain/instruments';
import { GENESIS_HASH, type Account, type BatchId, type JournalEntry } from '$lib/domain/ledger';
import { soundEntries, usableEntries } from './chain';
import { hasFields, readableRows, remedies, type VaultProblem } from './problems';
import type { BatchRecord, Retirable } from './schema';
import type { Vault } from './vault';

/** Everything the ledger is built from, and what of it cannot be read. */
export interface LedgerReading {
  readonly entries: JournalEntry[];
  readonly accounts: Account[];
  readonly instruments: Instrument[];
  /** Hash of the last entry: give it back as `expectedHead` with the acts decided on it. */
  readonly head: string;
  readonly problems: VaultProblem[];
}

/** The ledger as of one moment: entries by sequence, accounts and instruments by id. */
export async function loadLedger(vault: Vault): Promise<LedgerReading> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.journal, db.accounts, db.instruments], async () => {
    const rows = await readableRows(db.journal.orderBy('sequence'), db.journal, () => undefined);
    const accounts = await readableRows(db.accounts.toCollection(), db.accounts, (id) =>
      problems.push(unreadable('account-unreadable', 'accounts', id))
    );
    const instruments = await readableRows(db.instruments.toCollection(), db.instruments, (id) =>
      problems.push(unreadable('instrument-unreadable', 'instruments', id))
    );
    const entries = usableEntries(soundEntries(rows, problems), problems);
    return {
      entries,
      accounts: listed(accounts).filter((account) => {
        const sound = hasFields(account, { id: 'string', name: 'string', currency: 'string' });
        if (!sound) problems.push(unreadable('account-unreadable', 'accounts', account.id));
        return sound;
      }),
      instruments: listed(instruments).filter((instrument) => {
        const sound =
          hasFields(instrument, { id: 'string', name: 'string', currency: 'string', kind: 'string' }) &&
          Array.isArray(instrument.identifiers);
        if (!sound) problems.push(unreadable('instrument-unreadable', 'instruments', instrument.id));
        return sound;
      }),
      head: rows.at(-1)?.hash ?? GENESIS_HASH,
      problems
    };
  });
}

/** Hash of the last entry, read without reading the ledger. */
export async function loadHead(vault: Vault): Promise<string> {
  const last = await vault.db.journal.orderBy('sequence').last();
  return last?.hash ?? GENESIS_HASH;
}

/** The acts of the user, newest first. */
export async function loadBatches(vault: Vault): Promise<BatchRecord[]> {
  const rows = await vault.db.batches.toArray();
  return rows.sort((a, b) => b.recordedAt - a.recordedAt || b.lastSequence - a.lastSequence);
}

/** One act of the user. */
export function loadBatch(vault: Vault, id: BatchId): Promise<BatchRecord | undefined> {
  return vault.db.batches.get(id);
}

function listed<T>(rows: readonly Retirable<T>[]): T[] {
  return rows.filter((row) => row.retiredBy === undefined);
}

function unreadable(code: VaultProblem['code'], table: string, id: string): VaultProblem {
  return { code, table, key: id, text: `The record ${id} of ${table} cannot be read.`, remedy: remedies.ledger };
}
