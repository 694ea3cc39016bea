import { strToU8, zipSync } from 'fflate';
import {
  ghostfolioCsv,
  portfolioPerformanceCsv,
  transactionsCsv,
  type ExportedFiles,
  type ExportSource
} from '$lib/data/exporters';
import { liveTransactions } from '$lib/domain/ledger';
import { loadLedger, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

const formats = {
  sextant: (source: ExportSource): ExportedFiles => ({
    files: { 'transactions.csv': transactionsCsv(source.live, source.instruments, source.accounts) },
    written: source.live.length,
    leftOut: [],
    reworded: []
  }),
  ghostfolio: ghostfolioCsv,
  'portfolio-performance': portfolioPerformanceCsv
};

/** Whose columns an export has. */
export type ExportFormat = keyof typeof formats;

/** One file for another program, and what it does not say. */
export interface ExportedTransactions extends Omit<ExportedFiles, 'files'> {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The transactions of a vault for another program; several tables come in one zip. */
export async function exported({
  vault,
  format
}: {
  readonly vault: VaultName;
  readonly format: ExportFormat;
}): Promise<ExportedTransactions> {
  const { entries, accounts, instruments } = await loadLedger(await openedVault(vault));
  const { files, ...told } = formats[format]({ live: liveTransactions(entries), accounts, instruments });
  const named = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  const [only, ...more] = named;
  if (only && more.length === 0) return { ...told, name: only[0], bytes: only[1] as Uint8Array<ArrayBuffer> };
  const bytes = zipSync(Object.fromEntries(named)) as Uint8Array<ArrayBuffer>;
  return { ...told, name: `${format}.zip`, bytes };
}
