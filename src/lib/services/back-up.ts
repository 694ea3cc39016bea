import { today } from '$lib/platform/clock';
import { readFile, saveFile } from '$lib/platform/files';
import { dayText } from '$lib/domain/calendar';
import type { ArchiveProblem, ArchiveSummary } from '$lib/storage/archive';
import { APP_VERSION } from './app-version';
import { storage, vaultNamed, type VaultName } from './vaults';

export type { ArchiveProblem, ArchiveSummary };

/** A file that may be restored: what it holds, and its bytes. */
export type InspectedFile =
  | { readonly status: 'readable'; readonly name: string; readonly summary: ArchiveSummary; readonly bytes: Uint8Array }
  | { readonly status: 'refused'; readonly name: string; readonly problem: ArchiveProblem };

const archive = () => import('$lib/storage/archive');

/** Saves all that a vault holds to one file of open formats. Answers its size in bytes. */
export async function saveBackUp(name: VaultName): Promise<number> {
  const [{ exportVault }, vault] = await Promise.all([archive(), vaultNamed(name)]);
  const bytes = await exportVault(vault, { appVersion: APP_VERSION });
  saveFile(bytes, `sextant-${name === 'demo' ? 'demo-' : ''}${dayText(today())}.zip`, 'application/zip');
  return bytes.length;
}

/** Reads and verifies a file; writes nothing. @throws FileTooLargeError and what the browser says of an unreadable file. */
export async function inspectedFile(file: File): Promise<InspectedFile> {
  const [{ inspectArchive }, bytes] = await Promise.all([archive(), readFile(file)]);
  const verdict = inspectArchive(bytes);
  const { name } = file;
  return verdict.status === 'readable'
    ? { status: 'readable', name, summary: verdict.summary, bytes }
    : { status: 'refused', name, problem: verdict.problem };
}

/** Puts a file in the place of all that a vault holds, whole or not at all. */
export async function restoreBackUp(
  name: VaultName,
  bytes: Uint8Array
): Promise<{ readonly status: 'restored' } | { readonly status: 'refused'; readonly problem: ArchiveProblem }> {
  const [{ importVault }, vault] = await Promise.all([archive(), vaultNamed(name)]);
  const outcome = await importVault(vault, bytes);
  return outcome.status === 'restored' ? { status: 'restored' } : outcome;
}

/** Transactions that a vault holds: whether anything would be lost. */
export async function entriesIn(name: VaultName): Promise<number> {
  const [{ loadLedger }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  return (await loadLedger(vault)).entries.length;
}

/** Erases all that a vault holds. */
export async function eraseVault(name: VaultName): Promise<void> {
  const [{ clearVault }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await clearVault(vault);
}
