import { GENESIS_HASH, readEntry } from '$lib/domain/ledger';
import { replaceContents, vaultContents, type Vault, type VaultContents } from '$lib/storage/dexie';
import { restoreDifference, type RestoreDifference } from './difference';
import { ArchiveRefusal, type ArchiveProblem, type Manifest } from './manifest';
import { archiveContents } from './read';

/** What an archive holds, in numbers. */
export interface ArchiveSummary {
  readonly version: number;
  readonly appVersion: string;
  readonly entries: number;
  readonly head: string;
  /** When its last ledger entry was recorded, in milliseconds since 1970. */
  readonly lastRecordedAt?: number;
  readonly accounts: number;
  readonly instruments: number;
  readonly priceSeries: number;
  readonly rateSeries: number;
  readonly results: number;
  /** What could not be read when the archive was made. */
  readonly omitted: readonly string[];
}

/** An archive, verified. */
export interface OpenedArchive {
  readonly summary: ArchiveSummary;
  readonly contents: VaultContents;
}

/** Whether an archive can be restored, and what it holds. */
export type ArchiveVerdict =
  | { readonly status: 'readable'; readonly summary: ArchiveSummary }
  | { readonly status: 'refused'; readonly problem: ArchiveProblem };

/** What came of restoring an archive. */
export type ImportOutcome =
  | { readonly status: 'restored'; readonly summary: ArchiveSummary }
  | { readonly status: 'refused'; readonly problem: ArchiveProblem };

/** How a restore treats what is there. */
export interface RestoreOptions {
  /** Head of the journal that the person saw; nothing is written when it has moved. */
  readonly expectedHead?: string;
}

/** An archive verified and read; writes nothing. */
export function openedArchive(
  bytes: Uint8Array
):
  | { readonly status: 'readable'; readonly archive: OpenedArchive }
  | { readonly status: 'refused'; readonly problem: ArchiveProblem } {
  try {
    const { manifest, contents } = archiveContents(bytes);
    return { status: 'readable', archive: { summary: summary(manifest, contents), contents } };
  } catch (error) {
    if (error instanceof ArchiveRefusal) return { status: 'refused', problem: error.problem };
    throw error;
  }
}

/** Verifies an archive and tells what it holds; writes nothing. */
export function inspectArchive(bytes: Uint8Array): ArchiveVerdict {
  const opened = openedArchive(bytes);
  return opened.status === 'refused' ? opened : { status: 'readable', summary: opened.archive.summary };
}

/** What restoring an opened archive would do to a vault; writes nothing. */
export async function plannedRestore(vault: Vault, { contents }: OpenedArchive): Promise<RestoreDifference> {
  return restoreDifference((await vaultContents(vault)).contents, contents);
}

/**
 * Puts an opened archive in the place of all that the vault holds, in one transaction.
 * @throws HeadMovedError, StorageFullError; nothing is written.
 */
export async function restoreArchive(
  vault: Vault,
  { contents }: OpenedArchive,
  { expectedHead }: RestoreOptions = {}
): Promise<void> {
  await replaceContents(vault, contents, { expectedHead });
}

/** Verifies an archive and then puts it in the place of all that the vault holds, in one transaction. */
export async function importVault(vault: Vault, bytes: Uint8Array): Promise<ImportOutcome> {
  const opened = openedArchive(bytes);
  if (opened.status === 'refused') return opened;
  await restoreArchive(vault, opened.archive);
  return { status: 'restored', summary: opened.archive.summary };
}

function summary(manifest: Manifest, contents: VaultContents): ArchiveSummary {
  const listed = (rows: readonly { readonly retiredBy?: unknown }[]): number =>
    rows.filter((row) => row.retiredBy === undefined).length;
  const last = contents.entries.at(-1);
  return {
    version: manifest.version,
    appVersion: manifest.appVersion,
    entries: contents.entries.length,
    head: last?.hash ?? GENESIS_HASH,
    ...(last ? { lastRecordedAt: readEntry(last).recordedAt } : {}),
    accounts: listed(contents.accounts),
    instruments: listed(contents.instruments),
    priceSeries: contents.prices.length,
    rateSeries: contents.rates.length,
    results: contents.results.length,
    omitted: manifest.omitted
  };
}
