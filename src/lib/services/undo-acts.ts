import { actsRedoing, actsUndoing, batchId, eventsChangedSince, type BatchId } from '$lib/domain/ledger';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import type { BatchRecord } from '$lib/storage/dexie';
import { storage, vaultNamed, type VaultName } from './vaults';

export type { BatchRecord };

/** What an undo took back. */
export interface Undone {
  readonly record: BatchRecord;
  /** Transactions of it that were edited later; these edits went with it. */
  readonly editedSince: number;
}

const ATTEMPTS = 3;
const DEMO_BATCH = 'demo';

/** Takes an act of a person back as a whole: what it posted, changed, voided, and the prices it brought. */
export async function undoneAct(name: VaultName, batch: BatchId): Promise<Undone | undefined> {
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  for (let attempt = 1; ; attempt++) {
    const [record, ledger] = await Promise.all([dexie.loadBatch(vault, batch), dexie.loadLedger(vault)]);
    if (!record || record.undoneBy !== undefined) return undefined;
    const editedSince = eventsChangedSince(ledger.entries, batch).length;
    try {
      await dexie.appendActs(vault, actsUndoing(ledger.entries, batch), {
        batch: batchId(randomId()),
        recordedAt: now(),
        title: record.title,
        undoes: batch,
        expectedHead: ledger.head
      });
      return { record, editedSince };
    } catch (reason) {
      if (!(reason instanceof dexie.HeadMovedError) || attempt === ATTEMPTS) throw reason;
    }
  }
}

/** Takes the last act back that still stands; undefined when there is none. */
export async function undoneLastAct(name: VaultName): Promise<Undone | undefined> {
  const [last] = (await acts(name)).filter((one) => one.undoneBy === undefined);
  return last && undoneAct(name, last.id);
}

/**
 * Does the act once more that was undone last; undefined when there is none, or when something else was done since: what
 * was undone before that is no longer on the way to what is now.
 */
export async function redoneLastAct(name: VaultName): Promise<BatchRecord | undefined> {
  const record = await lastUndone(name);
  return record && redoneAct(name, record.id);
}

/** Does an undone act once more, with all it brought; undefined when it stands. */
export async function redoneAct(name: VaultName, batch: BatchId): Promise<BatchRecord | undefined> {
  const [dexie, vault] = await Promise.all([storage(), vaultNamed(name)]);
  for (let attempt = 1; ; attempt++) {
    const [record, ledger] = await Promise.all([dexie.loadBatch(vault, batch), dexie.loadLedger(vault)]);
    if (record?.undoneBy === undefined) return undefined;
    try {
      await dexie.appendActs(vault, actsRedoing(ledger.entries, batch), {
        batch: batchId(randomId()),
        recordedAt: now(),
        title: record.title,
        redoes: batch,
        expectedHead: ledger.head
      });
      return record;
    } catch (reason) {
      if (!(reason instanceof dexie.HeadMovedError) || attempt === ATTEMPTS) throw reason;
    }
  }
}

async function lastUndone(name: VaultName): Promise<BatchRecord | undefined> {
  const [{ loadBatches }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const batches = await loadBatches(vault);
  const byId = new Map(batches.map((one) => [one.id, one]));
  for (const one of batches) {
    if (one.redoes !== undefined) continue;
    if (one.undoes === undefined) return undefined;
    const target = byId.get(one.undoes);
    if (target?.undoneBy === one.id) return target;
  }
  return undefined;
}

/** Every import of a vault, newest first, the ones undone among them. */
export async function pastImports(name: VaultName): Promise<BatchRecord[]> {
  return (await acts(name)).filter((one) => one.file !== undefined && one.posted + one.prices > 0);
}

async function acts(name: VaultName): Promise<BatchRecord[]> {
  const [{ loadBatches }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  return (await loadBatches(vault)).filter(
    (one) => one.undoes === undefined && one.redoes === undefined && one.id !== DEMO_BATCH
  );
}
