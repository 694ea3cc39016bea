import { GENESIS_HASH, type JournalEntry } from '$lib/domain/ledger';
import type { VaultContents } from '$lib/storage/dexie';
import { storedJson } from '$lib/storage/values';

/** Kinds of what a vault holds, in the order in which a screen lists them. */
export const contentKinds = [
  'entries',
  'accounts',
  'instruments',
  'prices',
  'rates',
  'macro',
  'market',
  'documents',
  'results',
  'mappings',
  'settings'
] as const;

export type ContentKind = (typeof contentKinds)[number];

/** One kind of what a vault holds: how much is here and in the file, and what a replacement does to it. */
export interface KindDifference {
  readonly kind: ContentKind;
  readonly here: number;
  readonly inFile: number;
  /** In the file only. */
  readonly added: number;
  /** In both, but not the same. */
  readonly changed: number;
  /** Here only: it would be gone. */
  readonly lost: number;
}

/** How the ledger of a file stands to the one that is here. */
export type LedgerRelation = 'same' | 'here-empty' | 'file-continues' | 'file-is-older' | 'apart';

/** What a restore would do to a vault. */
export interface RestoreDifference {
  readonly kinds: readonly KindDifference[];
  readonly relation: LedgerRelation;
  /** Entries that both journals begin with. */
  readonly common: number;
  readonly headHere: string;
  readonly headInFile: string;
  /** True when the vault holds nothing at all. */
  readonly empty: boolean;
}

/** What replacing some contents by others does, by kind. */
export function restoreDifference(here: VaultContents, inFile: VaultContents): RestoreDifference {
  const common = commonEntries(here.entries, inFile.entries);
  const kinds = contentKinds.map((kind): KindDifference => {
    const present = rowsOf(here, kind);
    const incoming = rowsOf(inFile, kind);
    let added = 0;
    let changed = 0;
    for (const [key, row] of incoming) {
      if (!present.has(key)) added += 1;
      else if (!sameRow(present.get(key), row)) changed += 1;
    }
    const lost = [...present.keys()].filter((key) => !incoming.has(key)).length;
    return { kind, here: present.size, inFile: incoming.size, added, changed, lost };
  });
  return {
    kinds,
    relation: relationOf(here.entries.length, inFile.entries.length, common),
    common,
    headHere: headOf(here.entries),
    headInFile: headOf(inFile.entries),
    empty: kinds.every((one) => one.here === 0)
  };
}

function headOf(entries: readonly JournalEntry[]): string {
  return entries.at(-1)?.hash ?? GENESIS_HASH;
}

function commonEntries(here: readonly JournalEntry[], inFile: readonly JournalEntry[]): number {
  let common = 0;
  while (common < here.length && common < inFile.length && here[common]?.hash === inFile[common]?.hash) common += 1;
  return common;
}

function relationOf(here: number, inFile: number, common: number): LedgerRelation {
  if (here === inFile && common === here) return 'same';
  if (here === 0) return 'here-empty';
  if (common === here) return 'file-continues';
  return common === inFile ? 'file-is-older' : 'apart';
}

type Row = object;

function rowsOf(contents: VaultContents, kind: ContentKind): Map<string, Row> {
  const listed = <T extends Row>(rows: readonly T[], key: (row: T) => string): Map<string, Row> =>
    new Map(rows.filter((row) => !('retiredBy' in row)).map((row) => [key(row), row]));
  switch (kind) {
    case 'entries':
      return listed(contents.entries, (row) => row.hash);
    case 'accounts':
      return listed(contents.accounts, (row) => row.id);
    case 'instruments':
      return listed(contents.instruments, (row) => row.id);
    case 'prices':
      return listed(contents.prices, (row) => row.instrument);
    case 'rates':
      return listed(contents.rates, (row) => `${row.base}/${row.quote}`);
    case 'macro':
      return listed(contents.macro, (row) => row.id);
    case 'market':
      return new Map(marketRows(contents));
    case 'documents':
      return listed(contents.documents, (row) => row.id);
    case 'results':
      return listed(contents.results, (row) => row.id);
    case 'mappings':
      return listed(contents.mappings, (row) => row.id);
    case 'settings':
      return listed(contents.settings, (row) => row.key);
  }
}

/** What sources told beside closes, and what became of it. */
function marketRows(contents: VaultContents): [string, Row][] {
  const { bars, opinions, events, fundamentals, news, revisions, repairs } = contents;
  return [
    ...bars.map((row): [string, Row] => [`bars ${row.instrument} ${row.year}`, row]),
    ...opinions.map((row): [string, Row] => [`opinion ${row.kind} ${row.key} ${row.source} ${row.year}`, row]),
    ...events.map((row): [string, Row] => [`events ${row.instrument}`, row]),
    ...fundamentals.map((row): [string, Row] => [`fundamentals ${row.instrument}`, row]),
    ...news.map((row): [string, Row] => [`news ${row.id}`, row]),
    ...revisions.map((row): [string, Row] => [`revision ${row.number ?? 0}`, row]),
    ...repairs.map((row): [string, Row] => [`repair ${row.id}`, row])
  ];
}

function sameRow(one: Row | undefined, other: Row): boolean {
  if (one === undefined) return false;
  const runs = [Reflect.get(one, 'values'), Reflect.get(other, 'values')] as unknown[];
  if (runs.every((values) => values instanceof Float64Array)) {
    const days = [Reflect.get(one, 'days'), Reflect.get(other, 'days')] as Int32Array[];
    return sameNumbers(days[0], days[1]) && sameNumbers(runs[0] as Float64Array, runs[1] as Float64Array);
  }
  return 'hash' in one || sortedText(one) === sortedText(other);
}

function sameNumbers(one: ArrayLike<number> | undefined, other: ArrayLike<number> | undefined): boolean {
  if (!one || !other || one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) return false;
  return true;
}

/** The order of the keys is an accident of who wrote the row. */
function sortedText(row: Row): string {
  return JSON.stringify(storedJson(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))));
}
