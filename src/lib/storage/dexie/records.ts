import type { InstrumentId } from '$lib/domain/instruments';
import type { BatchId, JournalEntry } from '$lib/domain/ledger';
import { InstrumentInUseError } from './errors';
import { dropBars, stampBars } from './bars';
import type { BatchRecord, Retirable, SeriesChange, VaultDatabase } from './schema';
import { repeatChanges, revertChanges } from './series';

interface RecordTable<T, K> {
  bulkGet(keys: K[]): PromiseLike<(Retirable<T> | undefined)[]>;
  bulkPut(rows: T[]): PromiseLike<unknown>;
}

/** What writing records did: ids that were not listed before, and records that were there and are other ones now. */
interface RecordsPut<T, K> {
  readonly added: K[];
  readonly edited: { readonly before: T; readonly after: T }[];
}

/** Writes records within the caller's transaction. */
export async function putRecords<T extends { readonly id: K }, K extends string>(
  table: RecordTable<T, K>,
  rows: readonly T[]
): Promise<RecordsPut<T, K>> {
  const stored = await table.bulkGet(rows.map((row) => row.id));
  await table.bulkPut([...rows]);
  const listed = (at: number): Retirable<T> | undefined =>
    stored[at]?.retiredBy === undefined ? stored[at] : undefined;
  return {
    added: rows.flatMap((row, at) => (listed(at) ? [] : [row.id])),
    edited: rows.flatMap((after, at) => {
      const before = listed(at);
      return before && !sameRecord(before, after) ? [{ before, after }] : [];
    })
  };
}

function sameRecord(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether an entry of the journal, voided or not, names an id. */
const names = ({ bytes }: JournalEntry, id: string): boolean => bytes.includes(JSON.stringify(id));

/**
 * Takes instruments from the list; those that were on it. The journal may name none of them: an entry that is brought back
 * needs its instrument. @throws InstrumentInUseError.
 */
export async function retire(
  db: VaultDatabase,
  wanted: readonly InstrumentId[],
  by: BatchId
): Promise<readonly InstrumentId[]> {
  if (wanted.length === 0) return [];
  const used = await db.journal.filter((entry) => wanted.some((id) => names(entry, id))).first();
  if (used) throw new InstrumentInUseError(wanted.find((id) => names(used, id)) ?? '');
  const rows = await db.instruments.bulkGet([...wanted]);
  const listed = rows.flatMap((row) => (row && row.retiredBy === undefined ? [row.id] : []));
  await db.instruments.where('id').anyOf(listed).modify({ retiredBy: by });
  return listed;
}

/** Takes back the series and records of a batch, and retires the accounts and instruments that nothing else needs. */
export async function undo(
  db: VaultDatabase,
  undone: BatchId,
  { by, recordedAt, last }: { readonly by: BatchId; readonly recordedAt: number; readonly last: number }
): Promise<readonly SeriesChange[]> {
  const reverted = await revertChanges(db, undone, recordedAt);
  const record = await db.batches.get(undone);
  if (!record) return reverted;
  await restoreEdits(db, record, 'before');
  if (record.bars !== undefined) {
    for (const { kind, key, days } of reverted) if (kind === 'prices') await dropBars(db, key as InstrumentId, days);
    await stampBars(db);
  }
  const others = await db.journal
    .filter(({ sequence }) => (sequence < record.firstSequence || sequence > record.lastSequence) && sequence <= last)
    .toArray();
  const kept = (id: string): boolean => others.some((entry) => names(entry, id));
  const accounts = record.accounts.filter((id) => !kept(id));
  const instruments: InstrumentId[] = [];
  for (const id of record.instruments) if (!kept(id) && !(await db.series.get(id))) instruments.push(id);
  await db.accounts.where('id').anyOf(accounts).modify({ retiredBy: by });
  await db.instruments.where('id').anyOf(instruments).modify({ retiredBy: by });
  await listAgain(db, record.retired ?? [], undone);
  await db.batches.put({ ...record, undoneBy: by });
  return reverted;
}

/** Brings the series and records of an undone batch again; it counts as standing from now on. */
export async function redo(db: VaultDatabase, redone: BatchId, recordedAt: number): Promise<readonly SeriesChange[]> {
  const repeated = await repeatChanges(db, redone, recordedAt);
  const record = await db.batches.get(redone);
  if (!record) return repeated;
  const { undoneBy, ...standing } = record;
  if (undoneBy !== undefined) {
    await db.accounts
      .where('id')
      .anyOf([...record.accounts])
      .modify(listedAgain(undoneBy));
    await listAgain(db, record.instruments, undoneBy);
  }
  await restoreEdits(db, record, 'after');
  await retire(db, record.retired ?? [], redone);
  await db.batches.put(standing);
  return repeated;
}

const listedAgain =
  (by: BatchId) =>
  (row: Retirable<object>): void => {
    if (row.retiredBy === by) delete (row as { retiredBy?: BatchId }).retiredBy;
  };

/** Lists instruments again that a batch took from the list. */
async function listAgain(db: VaultDatabase, instruments: readonly InstrumentId[], by: BatchId): Promise<void> {
  await db.instruments
    .where('id')
    .anyOf([...instruments])
    .modify(listedAgain(by));
}

/** Gives edited records back, where nothing else has edited them since. */
async function restoreEdits(db: VaultDatabase, { edited }: BatchRecord, moment: 'before' | 'after'): Promise<void> {
  const other = moment === 'before' ? 'after' : 'before';
  for (const edit of edited?.accounts ?? []) {
    const now = await db.accounts.get(edit[moment].id);
    if (sameRecord(now, edit[other])) await db.accounts.put(edit[moment]);
  }
  for (const edit of edited?.instruments ?? []) {
    const now = await db.instruments.get(edit[moment].id);
    if (sameRecord(now, edit[other])) await db.instruments.put(edit[moment]);
  }
}
