import type { JobContext } from '$lib/compute/protocol';
import {
  openedArchive,
  plannedRestore,
  restoreArchive,
  type ArchiveProblem,
  type ArchiveSummary,
  type OpenedArchive,
  type RestoreDifference
} from '$lib/storage/archive';
import type { VaultName } from '$lib/storage/dexie';
import {
  decryptedFile,
  looksEncrypted,
  unbundled,
  unsealedWith,
  type EncryptionProblem,
  type FileOpener,
  type PasskeyBundle
} from '$lib/storage/encryption';
import { openedVault } from '../open-vault';

/** A backup file, and what opens it when it is encrypted. */
export interface OpenQuestion {
  readonly vault: VaultName;
  readonly bytes: Uint8Array;
  readonly passphrase?: string;
  /** The secret that a passkey gave out. */
  readonly secret?: string;
}

/** What a backup file is, before anything is written. */
export type OpenedBackup =
  | {
      readonly status: 'readable';
      readonly summary: ArchiveSummary;
      readonly difference: RestoreDifference;
      readonly encrypted: boolean;
    }
  /** Encrypted; `passkey` is the sealed secret when a passkey opens it too. */
  | { readonly status: 'locked'; readonly passkey?: Uint8Array }
  | { readonly status: 'refused'; readonly problem: ArchiveProblem | EncryptionProblem };

/** The archive last opened: what was shown is what is restored. */
let held: OpenedArchive | undefined;

/** Opens and verifies a backup and tells what restoring it would do. Writes nothing. */
export async function open(question: OpenQuestion, { progress }: JobContext): Promise<OpenedBackup> {
  held = undefined;
  const bundle = unbundled(question.bytes);
  if (bundle && !('backup' in bundle)) return { status: 'refused', problem: bundle };
  const file = bundle ? bundle.backup : question.bytes;
  const encrypted = looksEncrypted(file);
  let bytes = file;
  if (encrypted) {
    const opener = await openerOf(question, bundle);
    if (!opener) return { status: 'locked', ...(bundle ? { passkey: bundle.passkey } : {}) };
    const opened = await decryptedFile(file, opener, (fraction) => progress(0.5 * fraction));
    if (opened.status === 'refused') return opened;
    bytes = opened.bytes;
  }
  progress(0.5);
  const read = openedArchive(bytes);
  if (read.status === 'refused') return read;
  progress(0.8);
  const difference = await plannedRestore(await openedVault(question.vault), read.archive);
  held = read.archive;
  progress(1);
  return { status: 'readable', summary: read.archive.summary, difference, encrypted };
}

async function openerOf(
  { passphrase, secret }: OpenQuestion,
  bundle: PasskeyBundle | undefined
): Promise<FileOpener | undefined> {
  if (passphrase !== undefined) return { passphrase };
  return secret !== undefined && bundle ? { fileKey: await unsealedWith(secret, bundle.key) } : undefined;
}

/** Puts the opened backup in the place of all that the vault holds, whole or not at all. */
export async function restore({
  vault,
  expectedHead
}: {
  readonly vault: VaultName;
  /** Head that the person saw; another tab may have written since. */
  readonly expectedHead: string;
}): Promise<{ readonly head: string }> {
  const archive = held;
  if (!archive)
    throw Object.assign(new Error('The backup is not open any more. Choose it again.'), { code: 'file-gone' });
  await restoreArchive(await openedVault(vault), archive, { expectedHead });
  held = undefined;
  return { head: archive.summary.head };
}

/** Lets the opened backup go. */
export function close(): void {
  held = undefined;
}
