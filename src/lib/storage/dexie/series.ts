import type { Table } from 'dexie';
import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { BatchId } from '$lib/domain/ledger';
import type { PriceSeries, RateSeries, ValueOrigin } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { written } from './errors';
import type { SeriesChange, VaultDatabase } from './schema';
import { priceStore, rateStore } from './series-kinds';
import { writeSeries, type SeriesMismatch, type SeriesWriteOptions, type SeriesWrites } from './series-write';
import type { PriceHeader, RateHeader } from './market-rows';
import { repeatSeries, revertSeries } from './series-undo';
import { announceChange, type Vault } from './vault';

/** A series that may say where each of its values comes from: codes of origin, one for each value or one for all. */
export type WithOrigins<S> = S & { readonly origins?: Uint8Array | undefined };

/** How a program writes series outside an act. */
export interface SaveSeriesOptions {
  /** The given series take the place of the stored ones as a whole. */
  readonly replace?: boolean;
  /** Where the values come from; 'imported' unless given. A weaker origin never takes the place of a stronger one. */
  readonly origin?: ValueOrigin;
  /** Milliseconds since 1970; now unless given. */
  readonly recordedAt?: number;
  /** Series of another kind than the stored ones are left out and told, instead of being refused with all others. */
  readonly skipMismatched?: boolean;
}

/** What came of a write. */
export interface SaveOutcome {
  /** Values that are new or other ones. */
  readonly written: number;
  /** Values left out, because a value of a stronger origin stands on their day and is another one. */
  readonly kept: number;
  /** Series left out, because the stored ones are of another kind. */
  readonly mismatched: readonly SeriesMismatch[];
}

/** Writes within the caller's transaction. */
export function putPrices(
  db: VaultDatabase,
  series: readonly WithOrigins<PriceSeries>[],
  options: SeriesWriteOptions
): Promise<SeriesWrites> {
  const incoming = series.map(({ instrument, currency, adjustment, quoteUnit, source, revision, ...run }) => ({
    ...{ identity: { instrument, currency, adjustment, quoteUnit, source }, revision },
    run: { days: run.days, values: run.values, origins: run.origins }
  }));
  return writeSeries(db, priceStore, incoming, options);
}

/** Writes within the caller's transaction. */
export function putRates(
  db: VaultDatabase,
  series: readonly WithOrigins<RateSeries>[],
  options: SeriesWriteOptions
): Promise<SeriesWrites> {
  const incoming = series.map(({ base, quote, source, days, values, origins }) => ({
    ...{ identity: { base, quote, source }, revision: 1 },
    run: { days, values, origins }
  }));
  return writeSeries(db, rateStore, incoming, options);
}

/** The changes of a batch, for its record and its undoing. */
export function changesOf(batch: BatchId, kind: SeriesChange['kind'], { writes }: SeriesWrites): SeriesChange[] {
  return writes.map(({ header, made, ...write }) => ({
    ...{ batch, kind, ...write, made: made as PriceHeader | RateHeader },
    ...(header ? { header: header as PriceHeader | RateHeader } : {})
  }));
}

/** Puts back what a batch changed, within the caller's transaction. */
export async function revertChanges(
  db: VaultDatabase,
  batch: BatchId,
  recordedAt: number
): Promise<readonly SeriesChange[]> {
  const changes = await db.changes.where('batch').equals(batch).toArray();
  for (const change of changes) {
    if (change.kind === 'prices') {
      // A series that the batch took away as a whole has none: what it was made for says whose it is.
      const header = (await db.series.get(change.key as InstrumentId)) ?? (change.made as PriceHeader | undefined);
      if (header) await revertSeries(db, priceStore, header, change, recordedAt);
    } else {
      const header =
        (await db.rateSeries.get(change.key.split('/') as [CurrencyCode, CurrencyCode])) ??
        (change.made as RateHeader | undefined);
      if (header) await revertSeries(db, rateStore, header, change, recordedAt);
    }
  }
  return changes;
}

/** Writes what a batch changed once more, within the caller's transaction. */
export async function repeatChanges(
  db: VaultDatabase,
  batch: BatchId,
  recordedAt: number
): Promise<readonly SeriesChange[]> {
  const changes = await db.changes.where('batch').equals(batch).toArray();
  for (const change of changes)
    await (change.kind === 'prices'
      ? repeatSeries(db, priceStore, change, recordedAt)
      : repeatSeries(db, rateStore, change, recordedAt));
  return changes;
}

/** Merges prices by day into the stored series; the new value wins unless the stored one is of a stronger origin. */
export async function savePrices(
  vault: Vault,
  series: readonly WithOrigins<PriceSeries>[],
  options: SaveSeriesOptions = {}
): Promise<SaveOutcome> {
  const { db } = vault;
  return saved(vault, 'prices', [db.series, db.prices, db.revisions], () => putPrices(db, series, dated(options)));
}

/** Merges exchange rates by day into the stored series; the new value wins unless the stored one is of a stronger origin. */
export async function saveRates(
  vault: Vault,
  series: readonly WithOrigins<RateSeries>[],
  options: SaveSeriesOptions = {}
): Promise<SaveOutcome> {
  const { db } = vault;
  return saved(vault, 'rates', [db.rateSeries, db.rates, db.revisions], () => putRates(db, series, dated(options)));
}

/** Options of a write with the moment of it. */
export function dated<O extends SaveSeriesOptions>(options: O): O & { recordedAt: number } {
  return { ...options, recordedAt: options.recordedAt ?? Date.now() };
}

/** Writes in one transaction and tells of it. */
export async function saved(
  vault: Vault,
  part: 'prices' | 'rates' | 'macro',
  tables: readonly Table[],
  put: () => Promise<SeriesWrites>
): Promise<SaveOutcome> {
  const { series, values, kept, mismatched } = await written(() =>
    vault.db.transaction('rw', [...tables], async () => put())
  );
  if (series > 0) announceChange(vault, [part]);
  return { written: values, kept, mismatched };
}

interface Span {
  readonly start: Day;
  readonly end: Day;
}

export type { Span };
