import { replaceContents, type Vault, type VaultContents } from '$lib/storage/dexie';
import { ArchiveRefusal, type ArchiveProblem, type Manifest } from './manifest';
import { archiveContents } from './read';

/** What an archive holds, in numbers. */
export interface ArchiveSummary {
  readonly appVersion: string;
  readonly entries: number;
  readonly accounts: number;
  readonly instruments: number;
  readonly priceSeries: number;
  readonly rateSeries: number;
  readonly results: number;
  /** What could not be read when the archive was made. */
  readonly omitted: readonly string[];
}

/** Whether an archive can be restored, and what it holds. */
export type ArchiveVerdict =
  | { readonly status: 'readable'; readonly summary: ArchiveSummary }
  | { readonly status: 'refused'; readonly problem: ArchiveProblem };

/** What came of restoring an archive. */
export type ImportOutcome =
  | { readonly status: 'restored'; readonly summary: ArchiveSummary }
  | { readonly status: 'refused'; readonly problem: ArchiveProblem };

/** Verifies an archive and tells what it holds; writes nothing. */
export function inspectArchive(bytes: Uint8Array): ArchiveVerdict {
  const read = verified(bytes);
  return 'problem' in read
    ? { status: 'refused', problem: read.problem }
    : { status: 'readable', summary: summary(read.manifest, read.contents) };
}

/** Verifies an archive and then puts it in the place of all that the vault holds, in one transaction. */
export async function importVault(vault: Vault, bytes: Uint8Array): Promise<ImportOutcome> {
  const read = verified(bytes);
  if ('problem' in read) return { status: 'refused', problem: read.problem };
  await replaceContents(vault, read.contents);
  return { status: 'restored', summary: summary(read.manifest, read.contents) };
}

function verified(bytes: Uint8Array): ReturnType<typeof archiveContents> | { problem: ArchiveProblem } {
  try {
    return archiveContents(bytes);
  } catch (error) {
    if (error instanceof ArchiveRefusal) return { problem: error.problem };
    throw error;
  }
}

function summary(manifest: Manifest, contents: VaultContents): ArchiveSummary {
  const listed = (rows: readonly { readonly retiredBy?: unknown }[]): number =>
    rows.filter((row) => row.retiredBy === undefined).length;
  return {
    appVersion: manifest.appVersion,
    entries: contents.entries.length,
    accounts: listed(contents.accounts),
    instruments: listed(contents.instruments),
    priceSeries: contents.prices.length,
    rateSeries: contents.rates.length,
    results: contents.results.length,
    omitted: manifest.omitted
  };
}
