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

/**
 * The ledger as of one moment: entries by sequence, accounts and instruments by id. What was read `before` is not read
 * again: where the journal still holds its last entry, only those after it are, and `entries` is the same array when
 * there are none.
 */
export async function loadLedger(vault: Vault, before?: LedgerReading): Promise<LedgerReading> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.journal, db.accounts, db.instruments], async () => {
    const known = before && (await stillLast(vault, before));
    const after = known?.sequence ?? 0;
    const added = await readableRows(db.journal.where('sequence').above(after), db.journal, () => undefined);
    const accounts = await readableRows(db.accounts.toCollection(), db.accounts, (id) =>
      problems.push(unreadable('account-unreadable', 'accounts', id))
    );
    const instruments = await readableRows(db.instruments.toCollection(), db.instruments, (id) =>
      problems.push(unreadable('instrument-unreadable', 'instruments', id))
    );
    return {
      entries: known && added.length === 0 ? before.entries : joined(before, known, added, problems),
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
      head: added.at(-1)?.hash ?? known?.hash ?? GENESIS_HASH,
      problems
    };
  });
}

/** The last entry of a reading, when the journal still holds it and nothing of that reading was wrong. */
async function stillLast(vault: Vault, { entries, head, problems }: LedgerReading): Promise<JournalEntry | undefined> {
  const last = entries.at(-1);
  if (!last || last.hash !== head || problems.some(({ table }) => table === 'journal')) return undefined;
  const stored = await vault.db.journal.get(last.sequence).catch(() => undefined);
  return stored?.hash === last.hash ? last : undefined;
}

function joined(
  before: LedgerReading | undefined,
  known: JournalEntry | undefined,
  added: readonly JournalEntry[],
  problems: VaultProblem[]
): JournalEntry[] {
  const sound = soundEntries(added, problems, known);
  return usableEntries(before && known ? [...before.entries, ...sound] : sound, problems);
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
