import {
  backupRecords,
  backupReminder,
  saveBackupReminder,
  usualReminder,
  type BackupRecord,
  type BackupReminder
} from '$lib/platform/backup-record';
import { now } from '$lib/platform/clock';
import { inWorker } from './in-worker';
import type { VaultName } from './vaults';

export { backupReminder, saveBackupReminder, usualReminder };
export type { BackupReminder };

/** How far a ledger has come. */
export interface Standing {
  readonly entries: number;
  readonly head: string;
  readonly since?: number;
}

/** A backup that is due: whole days since the last one or, without one, since the first entry; changes since then. */
export interface DueBackup {
  readonly days: number;
  readonly changes: number;
  readonly first: boolean;
}

const DAY = 86_400_000;

/** Whether a backup is due. Never when the ledger is empty or is as it was in the last backup. */
export function dueBackup(
  standing: Standing,
  last: BackupRecord | undefined,
  { on, days, changes }: BackupReminder,
  at: number
): DueBackup | undefined {
  if (!on || standing.entries === 0 || standing.head === last?.head) return undefined;
  const since = last?.at ?? standing.since ?? at;
  const due = {
    days: Math.max(0, Math.floor((at - since) / DAY)),
    // After an older state was restored the ledger may be shorter than its backup: it has changed all the same.
    changes: Math.max(1, standing.entries - (last?.entries ?? 0)),
    first: last === undefined
  };
  return due.days >= days || due.changes >= changes ? due : undefined;
}

/** The backup that is due now for a person's own data; the demo needs none. */
export async function backupDue(vault: VaultName): Promise<DueBackup | undefined> {
  if (vault !== 'mine') return undefined;
  const standing = await inWorker('value', 'standing', { vault });
  return dueBackup(standing, backupRecords()[0], backupReminder(), now());
}
