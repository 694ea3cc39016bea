import type { Instrument } from '$lib/domain/instruments';
import { GENESIS_HASH, type Account, type JournalEntry } from '$lib/domain/ledger';
import type { Fundamentals, MarketEvents, NewsItem } from '$lib/domain/market';
import { soundEntries } from './chain';
import { HeadMovedError, written } from './errors';
import type { BarYear, KeptDocument, MacroHeader, OpinionYear, RepairRecord, Revision } from './market-rows';
import { readableRows, type VaultProblem } from './problems';
import type {
  BatchRecord,
  PriceHeader,
  RateHeader,
  Retirable,
  SavedMapping,
  SavedResult,
  SeriesChange,
  SettingRow,
  VaultDatabase
} from './schema';
import { macroStore, priceStore, rateStore } from './series-kinds';
import { readRuns } from './series-read';
import { emptyRun, type Identity, type SeriesHeader, type SeriesKey, type SeriesStore } from './series-store';
import { writeSeries } from './series-write';
import { announceChange, vaultParts, type Vault } from './vault';
import type { Run } from './year-parts';

/** A series with everything its header says but its extent. */
export type StoredSeries<Header> = Identity<Header> & { readonly revision: number } & Run;

/** Everything that a vault holds, but for what is still to be fetched: that belongs to this device and this hour. */
export interface VaultContents extends MarketContents {
  readonly entries: readonly JournalEntry[];
  readonly batches: readonly BatchRecord[];
  readonly changes: readonly SeriesChange[];
  readonly accounts: readonly Retirable<Account>[];
  readonly instruments: readonly Retirable<Instrument>[];
  readonly prices: readonly StoredSeries<PriceHeader>[];
  readonly rates: readonly StoredSeries<RateHeader>[];
  readonly settings: readonly SettingRow[];
  readonly mappings: readonly SavedMapping[];
  readonly results: readonly SavedResult[];
}

/** Market data beside closes and rates, and what a person keeps of their questions. */
export interface MarketContents {
  readonly macro: readonly StoredSeries<MacroHeader>[];
  readonly bars: readonly BarYear[];
  readonly opinions: readonly OpinionYear[];
  readonly events: readonly MarketEvents[];
  readonly fundamentals: readonly Fundamentals[];
  readonly news: readonly NewsItem[];
  readonly revisions: readonly Revision[];
  readonly repairs: readonly RepairRecord[];
  readonly documents: readonly KeptDocument[];
}

/** Tables whose rows are carried as they are. */
const plainTables = [
  ...['batches', 'changes', 'accounts', 'instruments', 'settings', 'mappings'],
  ...['bars', 'opinions', 'events', 'fundamentals', 'news', 'revisions', 'repairs', 'documents']
] as const;

/** Everything in a vault as of one moment, in the order of the keys; what cannot be read is told and left out. */
export async function vaultContents(vault: Vault): Promise<{ contents: VaultContents; problems: VaultProblem[] }> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', db.tables, async () => {
    const journal = await readableRows(db.journal.orderBy('sequence'), db.journal, () => undefined);
    const outputs = new Map((await db.outputs.toArray()).map(({ id, output }) => [id, output]));
    const contents: VaultContents = {
      entries: soundEntries(journal, problems),
      batches: await db.batches.toArray(),
      changes: await db.changes.toArray(),
      accounts: await db.accounts.toArray(),
      instruments: await db.instruments.toArray(),
      prices: await storedSeries(db, priceStore, problems),
      rates: await storedSeries(db, rateStore, problems),
      settings: await db.settings.toArray(),
      mappings: await db.mappings.toArray(),
      results: (await db.results.toArray()).map((summary) => ({ ...summary, output: outputs.get(summary.id) })),
      macro: await storedSeries(db, macroStore, problems),
      bars: await db.bars.toArray(),
      opinions: await db.opinions.toArray(),
      events: await db.events.toArray(),
      fundamentals: await db.fundamentals.toArray(),
      news: await db.news.toArray(),
      revisions: await db.revisions.toArray(),
      repairs: await db.repairs.toArray(),
      documents: await db.documents.toArray()
    };
    return { contents, problems };
  });
}

async function storedSeries<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  problems: VaultProblem[]
): Promise<StoredSeries<H>[]> {
  const headers = await store.headers(db).toArray();
  const runs = await readRuns(db, store, headers, undefined, problems);
  return headers.map(({ years: _, first: __, last: ___, count: ____, ...words }, at) => {
    const { days, values, origins } = runs[at] ?? emptyRun;
    return { ...words, days, values, ...(origins ? { origins } : {}) } as unknown as StoredSeries<H>;
  });
}

/**
 * Puts other contents in the place of all that a vault holds, in one transaction.
 * @throws HeadMovedError when `expectedHead` is given and the journal has another one by then.
 */
export async function replaceContents(
  vault: Vault,
  contents: VaultContents,
  { expectedHead }: { readonly expectedHead?: string | undefined } = {}
): Promise<void> {
  const { db } = vault;
  await written(() =>
    db.transaction('rw', db.tables, async () => {
      const head = (await db.journal.orderBy('sequence').last())?.hash ?? GENESIS_HASH;
      if (expectedHead !== undefined && expectedHead !== head) throw new HeadMovedError(expectedHead, head);
      for (const table of db.tables) await table.clear();
      await db.journal.bulkAdd([...contents.entries]);
      for (const name of plainTables) await db.table(name).bulkAdd([...contents[name]]);
      await putSeries(db, priceStore, contents.prices);
      await putSeries(db, rateStore, contents.rates);
      await putSeries(db, macroStore, contents.macro);
      await db.results.bulkAdd(contents.results.map(({ output: _, ...summary }) => summary));
      await db.outputs.bulkAdd(contents.results.map(({ id, output }) => ({ id, output })));
    })
  );
  announceChange(vault, vaultParts);
}

/** Series as they were, with the revisions that come along. */
async function putSeries<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  series: readonly StoredSeries<H>[]
): Promise<void> {
  const incoming = series.map(({ days, values, origins, revision, ...identity }) => ({
    ...{ identity: identity as unknown as Identity<H>, revision },
    run: { days, values, origins }
  }));
  await writeSeries(db, store, incoming, { recordedAt: 0, keepRevisions: false });
}
