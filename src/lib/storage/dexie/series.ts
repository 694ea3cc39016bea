import type { Table } from 'dexie';
import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { BatchId } from '$lib/domain/ledger';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { written } from './errors';
import { readableRows, remedies, type VaultProblem } from './problems';
import type { PriceHeader, RateHeader, SeriesChange, VaultDatabase } from './schema';
import { readRuns, repeatSeries, revertSeries, writeSeries, type SeriesStore } from './series-store';
import { announceChange, type Vault } from './vault';
import type { YearPart } from './year-parts';

export const priceStore: SeriesStore<PriceHeader, InstrumentId> = {
  kind: 'prices',
  headers: (db) => db.series,
  parts: (db) => db.prices as unknown as Table<YearPart, unknown>,
  key: (header) => header.instrument,
  keyText: (header) => header.instrument,
  partKey: (header, year) => [header.instrument, year],
  part: (header, part) => ({ instrument: header.instrument, ...part }),
  kindText: (header) => `${header.currency}, adjustment ${header.adjustment}, quoted in ${header.quoteUnit}`
};

export const rateStore: SeriesStore<RateHeader, [CurrencyCode, CurrencyCode]> = {
  kind: 'rates',
  headers: (db) => db.rateSeries,
  parts: (db) => db.rates as unknown as Table<YearPart, unknown>,
  key: (header) => [header.base, header.quote],
  keyText: (header) => `${header.base}/${header.quote}`,
  partKey: (header, year) => [header.base, header.quote, year],
  part: (header, part) => ({ base: header.base, quote: header.quote, ...part }),
  kindText: (header) => `${header.base}/${header.quote}`
};

/** Options of a write of series. */
export interface SeriesWriteOptions {
  /** The given series take the place of the stored ones as a whole. */
  readonly replace?: boolean | undefined;
  readonly batch?: BatchId | undefined;
}

/** Series that could be read, and what could not. */
export interface SeriesReading<S> {
  readonly series: S[];
  readonly problems: VaultProblem[];
}

interface Span {
  readonly start: Day;
  readonly end: Day;
}

/** Writes within the caller's transaction; the changes, for the batch's record and its undoing. */
export async function putPrices(db: VaultDatabase, series: readonly PriceSeries[], options: SeriesWriteOptions) {
  const changes: SeriesChange[] = [];
  for (const { days, values, revision, ...identity } of series) {
    const change = await writeSeries(db, priceStore, { identity, revision, run: { days, values } }, options);
    if (change) changes.push(change);
  }
  return changes;
}

/** Writes within the caller's transaction; the changes, for the batch's record and its undoing. */
export async function putRates(db: VaultDatabase, series: readonly RateSeries[], options: SeriesWriteOptions) {
  const changes: SeriesChange[] = [];
  for (const { days, values, ...identity } of series) {
    const change = await writeSeries(db, rateStore, { identity, revision: 1, run: { days, values } }, options);
    if (change) changes.push(change);
  }
  return changes;
}

/** Puts back what a batch changed, within the caller's transaction. */
export async function revertChanges(db: VaultDatabase, batch: BatchId): Promise<readonly SeriesChange[]> {
  const changes = await db.changes.where('batch').equals(batch).toArray();
  for (const change of changes) {
    if (change.kind === 'prices') {
      const header = await db.series.get(change.key as InstrumentId);
      if (header) await revertSeries(db, priceStore, header, change);
    } else {
      const header = await db.rateSeries.get(change.key.split('/') as [CurrencyCode, CurrencyCode]);
      if (header) await revertSeries(db, rateStore, header, change);
    }
  }
  return changes;
}

/** Writes what a batch changed once more, within the caller's transaction. */
export async function repeatChanges(db: VaultDatabase, batch: BatchId): Promise<readonly SeriesChange[]> {
  const changes = await db.changes.where('batch').equals(batch).toArray();
  for (const change of changes)
    await (change.kind === 'prices' ? repeatSeries(db, priceStore, change) : repeatSeries(db, rateStore, change));
  return changes;
}

/** How many values some changes wrote. */
export const valueCount = (changes: readonly SeriesChange[]): number =>
  changes.reduce((total, change) => total + change.days.length, 0);

/** Merges prices by day into the stored series; the new value wins and the revision grows. */
export async function savePrices(
  vault: Vault,
  series: readonly PriceSeries[],
  options: { replace?: boolean } = {}
): Promise<{ written: number }> {
  const { db } = vault;
  const changes = await written(() =>
    db.transaction('rw', [db.series, db.prices], async () => putPrices(db, series, options))
  );
  if (changes.length > 0) announceChange(vault, ['prices']);
  return { written: valueCount(changes) };
}

/** Merges exchange rates by day into the stored series; the new value wins. */
export async function saveRates(
  vault: Vault,
  series: readonly RateSeries[],
  options: { replace?: boolean } = {}
): Promise<{ written: number }> {
  const { db } = vault;
  const changes = await written(() =>
    db.transaction('rw', [db.rateSeries, db.rates], async () => putRates(db, series, options))
  );
  if (changes.length > 0) announceChange(vault, ['rates']);
  return { written: valueCount(changes) };
}

/** What prices there are, without reading them; by instrument. */
export function priceHeaders(vault: Vault): Promise<PriceHeader[]> {
  return vault.db.series.toArray();
}

/** What exchange rates there are, without reading them. */
export function rateHeaders(vault: Vault): Promise<RateHeader[]> {
  return vault.db.rateSeries.toArray();
}

/** Price series of some instruments, all when none are named, within a span of days. Series without values in it are left out. */
export async function loadPrices(
  vault: Vault,
  instruments?: readonly InstrumentId[],
  span?: Span
): Promise<SeriesReading<PriceSeries>> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.series, db.prices], async () => {
    const headers = await soundHeaders(db.series, instruments, 'series', problems);
    const runs = await readRuns(db, priceStore, headers, span, problems);
    const series = headers.map(({ instrument, currency, adjustment, quoteUnit, source, revision }, i) => ({
      ...{ instrument, currency, adjustment, quoteUnit, source, revision },
      days: runs[i]?.days ?? new Int32Array(0),
      values: runs[i]?.values ?? new Float64Array(0)
    }));
    return { series: series.filter((one) => one.days.length > 0), problems };
  });
}

/** Exchange rates of some pairs, all when none are named, within a span of days. */
export async function loadRates(
  vault: Vault,
  pairs?: readonly { readonly base: CurrencyCode; readonly quote: CurrencyCode }[],
  span?: Span
): Promise<SeriesReading<RateSeries>> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.rateSeries, db.rates], async () => {
    const keys = pairs?.map(({ base, quote }): [CurrencyCode, CurrencyCode] => [base, quote]);
    const headers = await soundHeaders(db.rateSeries, keys, 'rateSeries', problems);
    const runs = await readRuns(db, rateStore, headers, span, problems);
    const series = headers.map(({ base, quote, source }, i) => ({
      ...{ base, quote, source },
      days: runs[i]?.days ?? new Int32Array(0),
      values: runs[i]?.values ?? new Float64Array(0)
    }));
    return { series: series.filter((one) => one.days.length > 0), problems };
  });
}

async function soundHeaders<H extends PriceHeader | RateHeader, K>(
  table: Table<H, K>,
  keys: readonly K[] | undefined,
  name: string,
  problems: VaultProblem[]
): Promise<H[]> {
  const told = (key: unknown): void =>
    void problems.push({
      code: 'series-unreadable',
      table: name,
      key: String(key),
      text: `What is known of the series ${String(key)} cannot be read.`,
      remedy: remedies.prices
    });
  const rows: (H | undefined)[] = keys
    ? await table.bulkGet([...keys])
    : await readableRows(table.toCollection(), table, told);
  return rows.filter((row): row is H => {
    if (row === undefined) return false;
    const sound = Array.isArray(row.years) && typeof row.revision === 'number' && typeof row.count === 'number';
    if (!sound) told('instrument' in row ? row.instrument : `${row.base}/${row.quote}`);
    return sound;
  });
}
