import type { Instrument } from '$lib/domain/instruments';
import type { PriceSeries, SplitRatio } from '$lib/domain/market';
import type { CheckedSeries, Opinion } from '$lib/quant/quality';
import { loadBars, loadEvents, loadOpinions, loadPrices, loadRepairs, type Vault } from '$lib/storage/dexie';
import { seriesText, type SeriesId } from './series-ids';

/** Days and values, ascending. */
export type Run = Pick<Opinion, 'days' | 'values'>;

/** Closes with what was kept beside them. */
export type QuotedSeries = Omit<PriceSeries, 'revision'> & Pick<CheckedSeries, 'bars'>;

/** Closes of some instruments, each read once, with open, high and low where there are any. */
export async function quotedPrices(vault: Vault, instruments: readonly Instrument['id'][]): Promise<QuotedSeries[]> {
  const { bars } = await loadBars(vault, instruments);
  const barred = new Set(bars.map(({ instrument }) => instrument));
  const rest = instruments.filter((one) => !barred.has(one));
  const { series } = rest.length > 0 ? await loadPrices(vault, rest) : { series: [] };
  const full = bars.map(({ close: values, open, high, low, volume: _, ...identity }): QuotedSeries => ({
    ...{ ...identity, values },
    bars: { open, high, low }
  }));
  const bySeries = new Map([...full, ...series].map((one) => [one.instrument, one]));
  return instruments.flatMap((one) => bySeries.get(one) ?? []);
}

/** What other sources tell of some series, by the text of the series. */
export async function opinionsOf(
  vault: Vault,
  wanted: readonly SeriesId[]
): Promise<(series: SeriesId) => readonly Opinion[]> {
  const told = new Map<string, readonly Opinion[]>();
  if ((await vault.db.opinions.count()) > 0)
    for (const series of wanted)
      if (series.kind !== 'macro') {
        const { opinions } = await loadOpinions(vault, { kind: series.kind, key: series.key });
        told.set(seriesText(series), opinions);
      }
  return (series) => told.get(seriesText(series)) ?? [];
}

/** Splits that sources or a person announced, by instrument. */
export async function announcedSplits(
  vault: Vault,
  instruments: readonly Instrument['id'][]
): Promise<ReadonlyMap<Instrument['id'], readonly SplitRatio[]>> {
  const { rows } = await loadEvents(vault, instruments);
  return new Map(rows.map(({ instrument, splits }) => [instrument, splits]));
}

/** How many values of each series stand mended: those of acts that were undone do not count. */
export async function repairCounts(vault: Vault): Promise<ReadonlyMap<string, number>> {
  const [{ rows }, batches] = await Promise.all([loadRepairs(vault), vault.db.batches.toArray()]);
  const undone = new Set(batches.flatMap(({ id, undoneBy }) => (undoneBy === undefined ? [] : [id as string])));
  const counts = new Map<string, number>();
  for (const { id, kind, key } of rows) {
    if (undone.has(repairBatch(id))) continue;
    counts.set(`${kind} ${key}`, (counts.get(`${kind} ${key}`) ?? 0) + 1);
  }
  return counts;
}

/** Id of a repair: the act that made it, and the day. */
export const repairId = (batch: string, day: number): string => `${batch}@${day}`;

const repairBatch = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('@')));
