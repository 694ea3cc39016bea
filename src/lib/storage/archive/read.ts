import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import { entryHash, NewerDataError, readEntry, type JournalEntry } from '$lib/domain/ledger';
import type { VaultContents } from '$lib/storage/dexie';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, ArchiveRefusal, digest, refuse, type Manifest } from './manifest';
import { marketFrom, noMarket } from './market-files';
import { seriesFromCsv } from './series-csv';
import { fromStoredJson, type Json } from '$lib/storage/values';

type Files = Readonly<Record<string, Uint8Array>>;

const manifestShape = v.object({
  format: v.literal(ARCHIVE_FORMAT),
  version: v.number(),
  appVersion: v.string(),
  journal: v.array(
    v.object({ firstSequence: v.number(), count: v.number(), previousHash: v.string(), head: v.string() })
  ),
  omitted: v.array(v.string()),
  files: v.record(v.string(), v.object({ bytes: v.number(), sha256: v.string() }))
});

const identified = v.looseObject({ id: v.string() });
const account = v.looseObject({ id: v.string(), name: v.string(), currency: v.string() });
const instrument = v.looseObject({ ...account.entries, kind: v.string(), identifiers: v.array(v.unknown()) });
const change = v.looseObject({
  ...{ batch: v.string(), kind: v.picklist(['prices', 'rates']), key: v.string() },
  ...{ days: v.instance(Int32Array), before: v.instance(Float64Array), after: v.instance(Float64Array) }
});
const result = v.looseObject({ id: v.string(), kind: v.string(), createdAt: v.number() });
const priceHeader = v.looseObject({
  ...{
    instrument: v.string(),
    currency: v.string(),
    adjustment: v.picklist(['none', 'splits', 'dividends', 'total-return'])
  },
  ...{ quoteUnit: v.picklist(['currency', 'hundredth', 'percent-of-par']), source: v.string(), revision: v.number() },
  file: v.string()
});
const macroHeader = v.looseObject({
  ...{ id: v.string(), title: v.string(), topic: v.string(), unit: v.string(), frequency: v.string() },
  ...{ source: v.string(), revision: v.number(), file: v.string() }
});
const rateHeader = v.looseObject({
  ...{ base: v.string(), quote: v.string(), source: v.string(), revision: v.number(), file: v.string() }
});

/** Version from which on archives hold market data beside closes and rates. */
const MARKET_SINCE = 3;

/** What an archive holds, verified: files by their hashes, the journal by its chain. @throws ArchiveRefusal */
export function archiveContents(bytes: Uint8Array): { manifest: Manifest; contents: VaultContents } {
  const files = unzipped(bytes);
  const manifest = readManifest(files);
  verifyFiles(files, manifest);
  // The rows as they were written, not as the shapes give them back: a restored vault must export the same bytes.
  const rows = (path: string, shape: v.GenericSchema): unknown[] => {
    const raw = json(files, path);
    const read = v.safeParse(v.array(shape), raw);
    if (read.success) return raw as unknown[];
    const [issue] = read.issues;
    return refuse('damaged', `${path}: ${issue.message} at ${v.getDotPath(issue) ?? 'its start'}`, path);
  };
  const withRuns = (path: string, shape: v.GenericSchema): unknown[] =>
    (rows(path, shape) as { file: string }[]).map(({ file, ...header }) => ({
      ...header,
      ...seriesFromCsv(text(files, file), file)
    }));
  // The shapes above check what the program relies on; the hashes vouch for the rest being as it was written.
  const contents = {
    entries: journal(text(files, 'journal.jsonl'), manifest),
    batches: rows('batches.json', identified),
    changes: rows('changes.json', change),
    accounts: rows('accounts.json', account),
    instruments: rows('instruments.json', instrument),
    prices: withRuns('prices/index.json', priceHeader),
    rates: withRuns('rates/index.json', rateHeader),
    settings: rows('settings.json', v.looseObject({ key: v.string() })),
    mappings: rows('mappings.json', identified),
    results: rows('results.json', result),
    ...(manifest.version < MARKET_SINCE
      ? noMarket
      : {
          macro: withRuns('macro/index.json', macroHeader),
          ...marketFrom({ rows, text: (path) => text(files, path) })
        })
  } as unknown as VaultContents;
  return { manifest, contents };
}

/** Most that the files of an archive may hold together, unpacked: a small zip can claim to hold anything. */
const MOST_BYTES = 2 ** 30;

function unzipped(bytes: Uint8Array): Files {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > MOST_BYTES) refuse('too-large', `The files of this zip hold more than ${MOST_BYTES / 2 ** 20} MB.`);
        return true;
      }
    });
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw error;
    return refuse('not-an-archive', `This file is no archive of Sextant, or it is cut off (${String(error)}).`);
  }
}

function readManifest(files: Files): Manifest {
  if (!files['manifest.json'])
    return refuse('not-an-archive', 'This zip has no manifest.json, so Sextant did not write it.');
  const raw = json(files, 'manifest.json');
  const version: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'version') : undefined;
  if (typeof version === 'number' && version > ARCHIVE_VERSION)
    refuse('newer-archive', `The archive is of version ${version}; this program reads up to ${ARCHIVE_VERSION}.`);
  const read = v.safeParse(manifestShape, raw);
  if (!read.success) return refuse('not-an-archive', `manifest.json: ${read.issues[0].message}`, 'manifest.json');
  return read.output;
}

function verifyFiles(files: Files, manifest: Manifest): void {
  for (const [path, expected] of Object.entries(manifest.files)) {
    const bytes = files[path];
    if (!bytes) refuse('incomplete', `The archive lacks its file ${path}.`, path);
    else if (digest(bytes).sha256 !== expected.sha256)
      refuse('damaged', `The file ${path} is not what was exported: its hash does not fit.`, path);
  }
}

function text(files: Files, path: string): string {
  const bytes = files[path];
  return bytes ? strFromU8(bytes) : refuse('incomplete', `The archive lacks its file ${path}.`, path);
}

function json(files: Files, path: string): unknown {
  try {
    return fromStoredJson(JSON.parse(text(files, path)) as Json);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      return refuse('damaged', `${path}: ${error.message}`, path);
    throw error;
  }
}

function journal(lines: string, manifest: Manifest): JournalEntry[] {
  const bytes = lines.split('\n').filter(Boolean);
  const entries: JournalEntry[] = [];
  for (const { firstSequence, count, previousHash, head } of manifest.journal) {
    let previous = previousHash;
    for (let sequence = firstSequence; sequence < firstSequence + count; sequence++) {
      const line = bytes[entries.length];
      const place = `journal.jsonl:${entries.length + 1}`;
      if (line === undefined) return refuse('chain-broken', `The journal ends before entry ${sequence}.`, place);
      const entry = { sequence, bytes: line, previousHash: previous, hash: entryHash(previous, line) };
      verifyReadable(entry, place);
      entries.push(entry);
      previous = entry.hash;
    }
    if (previous !== head)
      refuse(
        'chain-broken',
        `The journal up to entry ${firstSequence + count - 1} is not what was exported.`,
        'journal.jsonl'
      );
  }
  if (entries.length !== bytes.length)
    refuse('chain-broken', 'The journal has more entries than were exported.', 'journal.jsonl');
  return entries;
}

function verifyReadable(entry: JournalEntry, place: string): void {
  try {
    readEntry(entry);
  } catch (error) {
    if (error instanceof NewerDataError) refuse('newer-archive', `The journal has an ${error.message}.`, place);
    refuse('damaged', `The journal cannot be read: ${String(error)}`, place);
  }
}
