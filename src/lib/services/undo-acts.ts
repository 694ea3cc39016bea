import { actsUndoing, batchId, eventsChangedSince, type BatchId } from '$lib/domain/ledger';
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

/** Every import of a vault, newest first, the ones undone among them. */
export async function pastImports(name: VaultName): Promise<BatchRecord[]> {
  return (await acts(name)).filter((one) => one.file !== undefined && one.posted + one.prices > 0);
}

async function acts(name: VaultName): Promise<BatchRecord[]> {
  const [{ loadBatches }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  return (await loadBatches(vault)).filter((one) => one.undoes === undefined && one.id !== DEMO_BATCH);
}
