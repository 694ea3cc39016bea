import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import {
  GENESIS_HASH,
  JOURNAL_VERSION,
  journalEntry,
  type Account,
  type AccountId,
  type BatchId,
  type JournalAct,
  type JournalEntry
} from '$lib/domain/ledger';
import type { PriceBars, PriceSeries, RateSeries, ValueOrigin } from '$lib/domain/market';
import { putBars, stampBars } from './bars';
import { entryProblem } from './chain';
import { CorruptVaultError, HeadMovedError, written } from './errors';
import { putRecords, redo, retire, undo } from './records';
import type { BatchRecord, VaultDatabase } from './schema';
import { changesOf, putPrices, putRates, type WithOrigins } from './series';
import { valueCount } from './series-write';
import { announceChange, type Vault, type VaultPart } from './vault';

/** What belongs to one act of the user besides its journal acts. */
export interface AppendOptions {
  readonly batch: BatchId;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly title: string;
  readonly file?: string;
  readonly accounts?: readonly Account[];
  readonly instruments?: readonly Instrument[];
  /** Instruments to take from the list; none that the journal names, for its entries must stay readable. */
  readonly retires?: readonly InstrumentId[];
  readonly prices?: readonly WithOrigins<PriceSeries>[];
  readonly rates?: readonly WithOrigins<RateSeries>[];
  /** What is known beside the closes, which come with `prices`. */
  readonly bars?: readonly PriceBars[];
  /** Where prices and rates come from; 'imported' unless given. A weaker origin never takes the place of a stronger one. */
  readonly origin?: ValueOrigin;
  /** Given series take the place of stored ones as a whole, instead of being merged by day. */
  readonly replaceSeries?: boolean;
  /** Head on which the acts were decided; when the journal has moved on nothing is written. Acts that amend or void need it. */
  readonly expectedHead?: string;
  /** Batch that the acts undo: its prices, rates, accounts and instruments go back too. */
  readonly undoes?: BatchId;
  /** Undone batch that the acts do once more, with all it brought. */
  readonly redoes?: BatchId;
}

/** What was written. */
export interface AppendOutcome {
  readonly head: string;
  readonly entries: readonly JournalEntry[];
  readonly batch: BatchRecord;
}

/**
 * Writes acts and everything they bring in one transaction, all or nothing, on top of the head as it is then.
 * @throws HeadMovedError, StorageFullError, SeriesMismatchError, CorruptVaultError, InstrumentInUseError; nothing is written.
 */
export async function appendActs(
  vault: Vault,
  acts: readonly JournalAct[],
  options: AppendOptions
): Promise<AppendOutcome> {
  const { db } = vault;
  if (options.expectedHead === undefined && acts.some(({ act }) => act !== 'post'))
    throw new TypeError('acts that amend or void need the head they were decided on');
  const tables = [
    ...[db.journal, db.batches, db.changes, db.accounts, db.instruments],
    ...[db.series, db.prices, db.rateSeries, db.rates, db.revisions],
    ...[db.bars, db.settings]
  ];
  const outcome = await written(() => db.transaction('rw', tables, async () => append(db, acts, options)));
  announceChange(vault, partsOf(outcome.batch, options));
  return outcome;
}

async function append(db: VaultDatabase, acts: readonly JournalAct[], options: AppendOptions): Promise<AppendOutcome> {
  const { batch, recordedAt } = options;
  const last = await db.journal.orderBy('sequence').last();
  const head = last ? soundHash(last) : GENESIS_HASH;
  if (options.expectedHead !== undefined && options.expectedHead !== head)
    throw new HeadMovedError(options.expectedHead, head);

  // Hashing is synchronous: awaiting anything but the database would end the transaction.
  const entries: JournalEntry[] = [];
  let previous = head;
  let sequence = last?.sequence ?? 0;
  for (const act of acts) {
    const entry = journalEntry(previous, ++sequence, { version: JOURNAL_VERSION, recordedAt, batch, act });
    entries.push(entry);
    previous = entry.hash;
  }
  await db.journal.bulkAdd(entries);

  const accounts = await putRecords(db.accounts, options.accounts ?? []);
  const instruments = await putRecords(db.instruments, options.instruments ?? []);
  const retired = await retire(db, options.retires ?? [], batch);
  const write = { recordedAt, keepWrites: true, replace: options.replaceSeries, origin: options.origin };
  const prices = changesOf(batch, 'prices', await putPrices(db, options.prices ?? [], write));
  const rates = changesOf(batch, 'rates', await putRates(db, options.rates ?? [], write));
  await db.changes.bulkPut([...prices, ...rates]);
  const bars = options.bars ?? [];
  if (bars.length > 0) {
    await putBars(db, bars);
    await stampBars(db);
  }
  const reverted =
    options.undoes !== undefined
      ? await undo(db, options.undoes, { by: batch, recordedAt, last: last?.sequence ?? 0 })
      : options.redoes !== undefined
        ? await redo(db, options.redoes, recordedAt)
        : [];

  const record: BatchRecord = {
    id: batch,
    title: options.title,
    ...(options.file === undefined ? {} : { file: options.file }),
    recordedAt,
    posted: acts.filter((act) => act.act === 'post').length,
    amended: acts.filter((act) => act.act === 'amend').length,
    voided: acts.filter((act) => act.act === 'void').length,
    prices: valueCount([...prices, ...reverted.filter((change) => change.kind === 'prices')]),
    rates: valueCount([...rates, ...reverted.filter((change) => change.kind === 'rates')]),
    ...(bars.length > 0 ? { bars: bars.reduce((sum, { days }) => sum + days.length, 0) } : {}),
    firstSequence: (last?.sequence ?? 0) + 1,
    lastSequence: sequence,
    accounts: accounts.added,
    instruments: instruments.added,
    ...(accounts.edited.length + instruments.edited.length > 0
      ? { edited: { accounts: accounts.edited, instruments: instruments.edited } }
      : {}),
    ...(retired.length > 0 ? { retired } : {}),
    ...(options.undoes === undefined ? {} : { undoes: options.undoes }),
    ...(options.redoes === undefined ? {} : { redoes: options.redoes })
  };
  await db.batches.add(record);
  return { head: previous, entries, batch: record };
}

function soundHash(last: JournalEntry): string {
  const problem = entryProblem(last);
  if (problem !== undefined) throw new CorruptVaultError('journal', String(last.sequence), problem);
  return last.hash;
}

function partsOf(batch: BatchRecord, options: AppendOptions): VaultPart[] {
  const parts: VaultPart[] = ['batches'];
  if (batch.lastSequence >= batch.firstSequence) parts.push('journal');
  if (options.accounts?.length || options.undoes || options.redoes) parts.push('accounts');
  if (options.instruments?.length || options.retires?.length || options.undoes || options.redoes)
    parts.push('instruments');
  if (batch.prices > 0) parts.push('prices');
  if (batch.rates > 0) parts.push('rates');
  if (options.bars?.length) parts.push('market');
  return parts;
}

/** Writes accounts: new ones, or edits of their names. */
export async function saveAccounts(vault: Vault, accounts: readonly Account[]): Promise<AccountId[]> {
  const added = await written(() =>
    vault.db.transaction('rw', vault.db.accounts, async () => (await putRecords(vault.db.accounts, accounts)).added)
  );
  announceChange(vault, ['accounts']);
  return added;
}

/** Writes instruments: new ones, or edits of their names, identifiers and sectors. */
export async function saveInstruments(vault: Vault, instruments: readonly Instrument[]): Promise<InstrumentId[]> {
  const { db } = vault;
  const added = await written(() =>
    db.transaction('rw', db.instruments, async () => (await putRecords(db.instruments, instruments)).added)
  );
  announceChange(vault, ['instruments']);
  return added;
}
