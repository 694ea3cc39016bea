import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { dayFromNumber, plusMonths } from '$lib/domain/calendar';
import { batchId, type BatchId } from '$lib/domain/ledger';
import { now, today } from '$lib/platform/clock';
import { readFile, saveFile } from '$lib/platform/files';
import { randomId } from '$lib/platform/ids';
import type { VaultName } from './vaults';

export type ParquetKind = InputOf<'vault', 'marketParquet'>['kind'];
export type KeptParquet = OutputOf<'vault', 'keepParquet'>;
export type Retained = OutputOf<'vault', 'retainMarket'>;

/** Saves all series of one kind as a Parquet file; its name. */
export async function parquetSaved(vault: VaultName, kind: ParquetKind): Promise<string> {
  const bytes = await run('vault', 'marketParquet', { vault, kind });
  const name = `sextant-${kind}.parquet`;
  saveFile(bytes, name, 'application/vnd.apache.parquet');
  return name;
}

/** Keeps the series of a Parquet file; prices and rates are an act that can be undone. */
export async function parquetKept(
  vault: VaultName,
  file: File,
  title: string
): Promise<{ readonly kept: KeptParquet; readonly batch: BatchId }> {
  const batch = batchId(randomId());
  const bytes = await readFile(file);
  const kept = await run(
    'vault',
    'keepParquet',
    { vault, name: file.name, bytes, batch, title, recordedAt: now() },
    { transfer: [bytes.buffer] }
  );
  return { kept, batch };
}

/** Years that a person wants to keep of what is not closes or rates; undefined keeps all. */
export interface YearsKept {
  readonly revisions?: number | undefined;
  readonly bars?: number | undefined;
  readonly opinions?: number | undefined;
  readonly news?: number | undefined;
}

/** Removes what is older. */
export function retained(vault: VaultName, years: YearsKept): Promise<Retained> {
  const day = (count: number | undefined) => (count === undefined ? undefined : plusMonths(today(), -12 * count));
  const moment = (count: number | undefined) => {
    const from = day(count);
    return from === undefined ? undefined : dayFromNumber(from) * 86_400_000;
  };
  const limits = Object.fromEntries(
    Object.entries({
      revisionsOlderThan: moment(years.revisions),
      barsOlderThan: day(years.bars),
      opinionsOlderThan: day(years.opinions),
      newsOlderThan: moment(years.news)
    }).filter(([, value]) => value !== undefined)
  );
  return run('vault', 'retainMarket', { vault, limits });
}
