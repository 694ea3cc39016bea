import { strToU8, zipSync } from 'fflate';
import { GENESIS_HASH } from '$lib/domain/ledger';
import { vaultContents, type Vault, type VaultContents } from '$lib/storage/dexie';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, digest, segmentsOf, type Manifest } from './manifest';
import { putMarket } from './market-files';
import { seriesCsv } from './series-csv';
import { storedJson } from '$lib/storage/values';
import { parquetTables } from './tables';

// The earliest date that a zip can say: the same contents give the same bytes whenever they are exported.
const mtime = new Date(1980, 0, 1);

/** How an archive is made. */
export interface ExportOptions {
  readonly appVersion: string;
  /** Further tables for other programs, by path; a restore does not read them. */
  readonly tables?: ((contents: VaultContents) => Readonly<Record<string, string>>) | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** An archive and where its journal stands. */
export interface MadeArchive {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: number;
  readonly head: string;
}

/** Everything the user owns as one zip of open formats; the same contents give the same bytes. */
export async function exportVault(vault: Vault, options: ExportOptions): Promise<Uint8Array<ArrayBuffer>> {
  return (await madeArchive(vault, options)).bytes;
}

/** {@link exportVault}, with what it holds of the journal. */
export async function madeArchive(vault: Vault, options: ExportOptions): Promise<MadeArchive> {
  const { appVersion, tables, onProgress } = options;
  const { contents, problems } = await vaultContents(vault);
  onProgress?.(0.2);
  const files = archiveFiles(contents);
  onProgress?.(0.45);
  Object.assign(files, parquetTables(contents));
  for (const [path, text] of Object.entries(tables?.(contents) ?? {})) files[path] = utf8(text);
  onProgress?.(0.6);
  const manifest: Manifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    appVersion,
    journal: segmentsOf(contents.entries),
    omitted: problems.map(({ text }) => text),
    files: Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, digest(bytes)]))
  };
  onProgress?.(0.75);
  const first = { 'manifest.json': utf8(`${JSON.stringify(manifest, null, 1)}\n`) };
  const bytes = zipSync({ ...first, ...files }, { mtime, level: 6 }) as Uint8Array<ArrayBuffer>;
  onProgress?.(1);
  return { bytes, entries: contents.entries.length, head: contents.entries.at(-1)?.hash ?? GENESIS_HASH };
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => strToU8(text) as Uint8Array<ArrayBuffer>;

function archiveFiles(contents: VaultContents): Record<string, Uint8Array<ArrayBuffer>> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  const put = (path: string, text: string): void => void (files[path] = utf8(text));
  const putJson = (path: string, value: unknown): void => put(path, `${JSON.stringify(storedJson(value), null, 1)}\n`);

  put('journal.jsonl', contents.entries.map(({ bytes }) => `${bytes}\n`).join(''));
  putJson('batches.json', contents.batches);
  putJson('changes.json', contents.changes);
  putJson('accounts.json', contents.accounts);
  putJson('instruments.json', contents.instruments);
  putJson('settings.json', contents.settings);
  putJson('mappings.json', contents.mappings);
  putJson('results.json', contents.results);
  const putSeries = <S extends StoredRun>(
    folder: string,
    series: readonly S[],
    column: string,
    name: (one: S) => string
  ): void =>
    putJson(
      `${folder}/index.json`,
      series.map(({ days, values, origins, ...header }, at) => {
        const file = `${folder}/${name(series[at] as S)}.csv`;
        put(file, seriesCsv({ days, values, origins }, column));
        return { ...header, file };
      })
    );
  putSeries('prices', contents.prices, 'close', (one) => encodeURIComponent(one.instrument));
  putSeries('rates', contents.rates, 'rate', (one) => `${one.base}-${one.quote}`);
  putSeries('macro', contents.macro, 'value', (one) => encodeURIComponent(one.id));
  putMarket(contents, { put, putJson });
  return files;
}

interface StoredRun {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly origins?: Uint8Array | undefined;
}
