import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { batchId } from '$lib/domain/ledger';
import { now } from '$lib/platform/clock';
import { readFile } from '$lib/platform/files';
import { randomId } from '$lib/platform/ids';
import type { VaultName } from './vaults';

/** What a file of series says. */
export type SeriesReading = OutputOf<'import', 'readSeries'>;
export type ReadSeries = Extract<SeriesReading, { status: 'read' }>;
export type SeriesChoice = NonNullable<InputOf<'import', 'readSeries'>['choice']>;
export type KeptSeries = OutputOf<'import', 'keepSeries'>;

interface Control {
  readonly signal?: AbortSignal;
}

/** Reads a file of prices, rates, series of the economy or factors. Nothing is written. @throws FileTooLargeError, JobError, the reason of the signal. */
export async function readSeriesFrom(
  file: File | string,
  choice: SeriesChoice,
  { signal }: Control = {}
): Promise<SeriesReading> {
  const { name, source } = await contentOf(file);
  return run('import', 'readSeries', { name, source, choice }, { signal });
}

/** Keeps the rates or the series of the economy of a file. Rates are an act that can be undone by its batch. */
export async function seriesKept(
  vault: VaultName,
  file: File | string,
  choice: SeriesChoice & { readonly base?: string },
  title: string
): Promise<{ readonly kept: KeptSeries; readonly batch: ReturnType<typeof batchId> }> {
  const { base, ...rest } = choice;
  const batch = batchId(randomId());
  const { name, source } = await contentOf(file);
  const kept = await run('import', 'keepSeries', {
    ...{ vault, name, source, choice: rest, batch, title, recordedAt: now() },
    ...(base === undefined ? {} : { base })
  });
  return { kept, batch };
}

async function contentOf(file: File | string): Promise<{ name: string; source: Uint8Array | string }> {
  return typeof file === 'string'
    ? { name: 'pasted', source: file }
    : { name: file.name, source: await readFile(file) };
}
