import type { JobContext } from '$lib/compute/protocol';
import { transactionsCsv } from '$lib/data/exporters';
import { liveTransactions } from '$lib/domain/ledger';
import { madeArchive } from '$lib/storage/archive';
import { usableEntries, type VaultContents, type VaultName } from '$lib/storage/dexie';
import { bundled, encryptedFile, fileKeyOf, paddedZip, sealedFor } from '$lib/storage/encryption';
import { openedVault } from '../open-vault';

/** A passkey that shall open a backup beside its passphrase. */
export interface PasskeyShare {
  /** The public side of the passkey's secret, "age1...". */
  readonly recipient: string;
  /** The secret, sealed by the passkey. */
  readonly sealed: Uint8Array;
}

/** Which backup to make. */
export interface MakeQuestion {
  readonly vault: VaultName;
  readonly appVersion: string;
  readonly passphrase?: string;
  /** Only beside a passphrase. */
  readonly passkey?: PasskeyShare;
}

/** A backup, and where the ledger in it stands. */
export interface MadeBackup {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: number;
  readonly head: string;
}

/** All that a vault holds as one file, encrypted when a passphrase is given. */
export async function make(question: MakeQuestion, { progress }: JobContext): Promise<MadeBackup> {
  const { appVersion, passphrase, passkey } = question;
  const vault = await openedVault(question.vault);
  const share = passphrase === undefined ? 1 : 0.5;
  const { bytes, entries, head } = await madeArchive(vault, {
    appVersion,
    tables: (contents) => ({ 'tables/transactions.csv': transactionTable(contents) }),
    onProgress: (fraction) => progress(share * fraction)
  });
  if (passphrase === undefined) return { bytes, entries, head };
  const onProgress = (fraction: number): void => progress(0.5 + 0.4 * fraction);
  const backup = await encryptedFile(paddedZip(bytes), passphrase, { onProgress });
  if (!passkey) return { bytes: backup, entries, head };
  const key = await sealedFor(passkey.recipient, await fileKeyOf(backup, passphrase));
  return { bytes: bundled({ backup, key, passkey: passkey.sealed }), entries, head };
}

function transactionTable({ entries, accounts, instruments }: VaultContents): string {
  return transactionsCsv(liveTransactions(usableEntries(entries, [])), instruments, accounts);
}
