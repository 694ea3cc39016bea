import { strToU8, zipSync } from 'fflate';
import { vaultContents, type Vault } from '$lib/storage/dexie';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, digest, segmentsOf, type Manifest } from './manifest';
import { seriesCsv } from './series-csv';
import { storedJson } from './stored-json';

// The earliest date that a zip can say: the same contents give the same bytes whenever they are exported.
const mtime = new Date(1980, 0, 1);

/** Everything the user owns as one zip of open formats; the same contents give the same bytes. */
export async function exportVault(
  vault: Vault,
  { appVersion }: { appVersion: string }
): Promise<Uint8Array<ArrayBuffer>> {
  const { contents, problems } = await vaultContents(vault);
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  const put = (path: string, text: string): void => void (files[path] = strToU8(text) as Uint8Array<ArrayBuffer>);
  const putJson = (path: string, value: unknown): void => put(path, `${JSON.stringify(storedJson(value), null, 1)}\n`);

  put('journal.jsonl', contents.entries.map(({ bytes }) => `${bytes}\n`).join(''));
  putJson('batches.json', contents.batches);
  putJson('changes.json', contents.changes);
  putJson('accounts.json', contents.accounts);
  putJson('instruments.json', contents.instruments);
  putJson('settings.json', contents.settings);
  putJson('mappings.json', contents.mappings);
  putJson('results.json', contents.results);
  putJson(
    'prices/index.json',
    contents.prices.map(({ days, values, ...header }) => {
      const file = `prices/${encodeURIComponent(header.instrument)}.csv`;
      put(file, seriesCsv({ days, values }, 'close'));
      return { ...header, file };
    })
  );
  putJson(
    'rates/index.json',
    contents.rates.map(({ days, values, ...header }) => {
      const file = `rates/${header.base}-${header.quote}.csv`;
      put(file, seriesCsv({ days, values }, 'rate'));
      return { ...header, file };
    })
  );

  const manifest: Manifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    appVersion,
    journal: segmentsOf(contents.entries),
    omitted: problems.map(({ text }) => text),
    files: Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, digest(bytes)]))
  };
  const first = { 'manifest.json': strToU8(`${JSON.stringify(manifest, null, 1)}\n`) };
  return zipSync({ ...first, ...files }, { mtime, level: 6 }) as Uint8Array<ArrayBuffer>;
}
