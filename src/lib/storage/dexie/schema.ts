import Dexie, { type Table, type Transaction } from 'dexie';
import type { Account, AccountId, BatchId, JournalEntry } from '$lib/domain/ledger';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { Fundamentals, MacroSeriesId, MarketEvents, NewsItem, PriceSeries, RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import type {
  BarYear,
  FetchTask,
  KeptDocument,
  MacroHeader,
  MacroYear,
  OpinionYear,
  PriceHeader,
  RateHeader,
  RepairRecord,
  Revision,
  SeriesExtent
} from './market-rows';
import { yearParts, type YearPart } from './year-parts';

export type { PriceHeader, RateHeader, SeriesExtent };

/** Version of the tables below. Raise it with a step in `migrations`, never change a step that was released. */
export const SCHEMA_VERSION = 3;

export interface PriceYear extends YearPart {
  readonly instrument: InstrumentId;
}

export interface RateYear extends YearPart {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
}

/** One act of the user: what it wrote, so that it can be listed and undone. */
export interface BatchRecord {
  readonly id: BatchId;
  readonly title: string;
  readonly file?: string;
  readonly recordedAt: number;
  readonly posted: number;
  readonly amended: number;
  readonly voided: number;
  /** Price values that were new or different. */
  readonly prices: number;
  readonly rates: number;
  /** Days of which it brought more than the close; undoing it forgets that of the days whose closes go back. */
  readonly bars?: number;
  /** Sequence numbers of its entries; first > last when it wrote none. */
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly accounts: readonly AccountId[];
  readonly instruments: readonly InstrumentId[];
  readonly undoes?: BatchId;
  readonly undoneBy?: BatchId;
  /** Batch that this one did once more after it had been undone. */
  readonly redoes?: BatchId;
  /** Records that were there before and that the batch wrote anew, so that undoing gives them back. */
  readonly edited?: RecordEdits;
  /** Instruments that it took from the list, so that undoing lists them again. */
  readonly retired?: readonly InstrumentId[];
}

/** Records of accounts and instruments before and after an edit. */
export interface RecordEdits {
  readonly accounts: readonly { readonly before: Account; readonly after: Account }[];
  readonly instruments: readonly { readonly before: Instrument; readonly after: Instrument }[];
}

/** Values of a series before and after a batch; NaN where there was none. */
export interface SeriesChange {
  readonly batch: BatchId;
  readonly kind: 'prices' | 'rates';
  /** The instrument, or base and quote as "EUR/USD". */
  readonly key: string;
  /** Header before; absent when the batch brought the series. */
  readonly header?: PriceHeader | RateHeader;
  /** What the series was after it, so that it can be made again. */
  readonly made?: PriceHeader | RateHeader;
  readonly days: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Codes of origin of both; absent: imported. */
  readonly beforeOrigins?: Uint8Array;
  readonly afterOrigins?: Uint8Array;
}

/** A retired row stays for the journal's voided entries but is no longer listed. */
export type Retirable<T> = T & { readonly retiredBy?: BatchId };

export interface SavedMapping {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  /** Anything that can be cloned: plain objects, arrays, typed arrays, maps. */
  readonly content: unknown;
}

/** A saved run without its output. */
export interface ResultSummary {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly createdAt: number;
  readonly inputs: unknown;
  readonly seed?: number;
  readonly engineVersion: string;
  readonly dataHash: string;
}

export interface SavedResult extends ResultSummary {
  readonly output: unknown;
}

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

export interface OutputRow {
  readonly id: string;
  readonly output: unknown;
}

/** The tables of a vault. */
export interface VaultTables {
  readonly journal: Table<JournalEntry, number>;
  readonly batches: Table<BatchRecord, BatchId>;
  readonly changes: Table<SeriesChange, [BatchId, string, string]>;
  readonly accounts: Table<Retirable<Account>, AccountId>;
  readonly instruments: Table<Retirable<Instrument>, InstrumentId>;
  readonly series: Table<PriceHeader, InstrumentId>;
  readonly prices: Table<PriceYear, [InstrumentId, number]>;
  readonly rateSeries: Table<RateHeader, [CurrencyCode, CurrencyCode]>;
  readonly rates: Table<RateYear, [CurrencyCode, CurrencyCode, number]>;
  readonly settings: Table<SettingRow, string>;
  readonly mappings: Table<SavedMapping, string>;
  readonly results: Table<ResultSummary, string>;
  readonly outputs: Table<OutputRow, string>;
  readonly macroSeries: Table<MacroHeader, MacroSeriesId>;
  readonly macro: Table<MacroYear, [MacroSeriesId, number]>;
  readonly bars: Table<BarYear, [InstrumentId, number]>;
  readonly opinions: Table<OpinionYear, [string, string, string, number]>;
  readonly events: Table<MarketEvents, InstrumentId>;
  readonly fundamentals: Table<Fundamentals, InstrumentId>;
  readonly news: Table<NewsItem, string>;
  readonly revisions: Table<Revision, number>;
  readonly repairs: Table<RepairRecord, string>;
  readonly fetchTasks: Table<FetchTask, string>;
  readonly documents: Table<KeptDocument, string>;
}

export type VaultDatabase = Dexie & VaultTables;

/** Dexie database with every version of the schema declared. */
export function declaredDatabase(name: string): VaultDatabase {
  const db = new Dexie(name, { autoOpen: false, chromeTransactionDurability: 'strict' });
  db.version(1).stores({
    journal: 'sequence',
    batches: 'id, recordedAt',
    accounts: 'id',
    instruments: 'id',
    closes: 'instrument',
    crosses: '[base+quote]',
    settings: 'key',
    mappings: 'id',
    results: 'id, kind, createdAt'
  });
  db.version(2)
    .stores({
      closes: null,
      crosses: null,
      changes: '[batch+kind+key], batch',
      series: 'instrument',
      prices: '[instrument+year]',
      rateSeries: '[base+quote]',
      rates: '[base+quote+year]',
      outputs: 'id'
    })
    .upgrade(upgradedToYears);
  db.version(3).stores({
    macroSeries: 'id',
    macro: '[id+year]',
    bars: '[instrument+year]',
    opinions: '[kind+key+source+year]',
    events: 'instrument',
    fundamentals: 'instrument',
    news: 'id',
    revisions: '++number, [kind+key]',
    repairs: 'id, [kind+key]',
    fetchTasks: 'id',
    documents: 'id'
  });
  return db as VaultDatabase;
}

/** Version 1 kept a series in one record and a result with its output; version 2 splits both. */
async function upgradedToYears(transaction: Transaction): Promise<void> {
  const closes: PriceSeries[] = await transaction.table<PriceSeries>('closes').toArray();
  for (const { days, values, ...rest } of closes) {
    const parts = yearParts({ days, values });
    await transaction.table('series').put(headerOf(rest, parts, days));
    await transaction.table('prices').bulkPut(parts.map((part) => ({ instrument: rest.instrument, ...part })));
  }
  const crosses: RateSeries[] = await transaction.table<RateSeries>('crosses').toArray();
  for (const { days, values, ...rest } of crosses) {
    const parts = yearParts({ days, values });
    await transaction.table('rateSeries').put({ ...headerOf(rest, parts, days), revision: 1 });
    await transaction.table('rates').bulkPut(parts.map((part) => ({ base: rest.base, quote: rest.quote, ...part })));
  }
  const results: SavedResult[] = await transaction.table<SavedResult>('results').toArray();
  for (const { output, ...summary } of results) {
    await transaction.table('outputs').put({ id: summary.id, output });
    await transaction.table('results').put(summary);
  }
}

function headerOf<T extends object>(rest: T, parts: readonly YearPart[], days: Int32Array) {
  return {
    ...rest,
    years: parts.map((part) => part.year),
    first: days[0] ?? 0,
    last: days.at(-1) ?? 0,
    count: days.length
  };
}
