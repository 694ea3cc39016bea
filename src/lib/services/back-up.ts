import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { dayText } from '$lib/domain/calendar';
import { backupRecords, keepBackupRecord, keptPasskey, type BackupRecord } from '$lib/platform/backup-record';
import { now, today } from '$lib/platform/clock';
import { readFile, saveFile } from '$lib/platform/files';
import { APP_VERSION } from './app-version';
import { bytesFromBase64 } from './passkey';
import { storage, vaultNamed, type VaultName } from './vaults';

export type { BackupRecord };
export { backupRecords };

/** What a backup file is, before anything is written. */
export type OpenedBackup = OutputOf<'vault', 'open'>;
/** A backup that can be restored. */
export type ReadableBackup = Extract<OpenedBackup, { status: 'readable' }>;
/** Why a file cannot be restored. */
export type BackupProblem = Extract<OpenedBackup, { status: 'refused' }>['problem'];
export type ExportFormat = InputOf<'vault', 'exported'>['format'];
export type ExportedTransactions = OutputOf<'vault', 'exported'>;

/** What opens a backup; nothing for one that is not encrypted. */
export interface BackupOpener {
  readonly passphrase?: string;
  /** The secret that a passkey gave out. */
  readonly secret?: string;
}

interface Control {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** The vault that is restored to: a person's own, never the demo. */
export const RESTORE_VAULT: VaultName = 'mine';

/** Saves all that a vault holds to one file, made in a worker; encrypted when there is a passphrase. */
export async function saveBackUp(
  vault: VaultName,
  { passphrase, withPasskey = false }: { readonly passphrase?: string; readonly withPasskey?: boolean } = {},
  control: Control = {}
): Promise<BackupRecord> {
  const passkey = withPasskey ? keptPasskey() : undefined;
  const made = await run(
    'vault',
    'make',
    {
      ...{ vault, appVersion: APP_VERSION },
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(passkey ? { passkey: { recipient: passkey.recipient, sealed: bytesFromBase64(passkey.sealed) } } : {})
    },
    control
  );
  const kind = passphrase === undefined ? 'plain' : passkey ? 'passkey' : 'passphrase';
  const ending = { plain: '.zip', passphrase: '.zip.age', passkey: '-encrypted.zip' }[kind];
  const name = `sextant-${vault === 'demo' ? 'demo-' : ''}${dayText(today())}${ending}`;
  saveFile(made.bytes, name, kind === 'passphrase' ? 'application/octet-stream' : 'application/zip');
  const record = { at: now(), name, bytes: made.bytes.length, entries: made.entries, head: made.head, kind } as const;
  if (vault === RESTORE_VAULT) keepBackupRecord(record);
  return record;
}

/** Bytes of a backup file. @throws FileTooLargeError and what the browser says of an unreadable file. */
export function bytesOfBackUp(file: File, control: Control = {}): Promise<Uint8Array> {
  return readFile(file, control);
}

/** Opens and verifies a backup in a worker and tells what restoring it would do; writes nothing. */
export function openedBackUp(bytes: Uint8Array, opener: BackupOpener, control: Control = {}): Promise<OpenedBackup> {
  return run('vault', 'open', { vault: RESTORE_VAULT, bytes, ...opener }, control);
}

/**
 * Puts the backup that was opened last in the place of all that is there, whole or not at all.
 * @throws JobError 'head-moved' when the ledger changed since it was shown, 'file-gone' when it must be opened again.
 */
export async function restoredBackUp(backup: ReadableBackup, name: string, bytes: number): Promise<void> {
  const { summary, difference } = backup;
  await run('vault', 'restore', { vault: RESTORE_VAULT, expectedHead: difference.headHere });
  const { entries, head } = summary;
  keepBackupRecord({ at: now(), name, bytes, entries, head, kind: 'restored' });
}

/** Lets the opened backup go. */
export function closeBackUp(): Promise<void> {
  return run('vault', 'close', undefined);
}

/** Saves the transactions in the columns of another program. Answers what it cannot say. */
export async function saveTransactionsFor(format: ExportFormat, vault: VaultName): Promise<ExportedTransactions> {
  const exported = await run('vault', 'exported', { vault, format });
  const type = exported.name.endsWith('.zip') ? 'application/zip' : 'text/csv';
  saveFile(exported.bytes, `sextant-${dayText(today())}-${exported.name}`, type);
  return exported;
}

/** Erases all that a vault holds; with a person's own data also what this device keeps beside it: sources, their keys, the log. */
export async function eraseVault(name: VaultName): Promise<void> {
  const [{ clearVault }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await clearVault(vault);
  if (name === RESTORE_VAULT) await (await import('./background-updates')).deviceErased();
}
