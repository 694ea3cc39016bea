import type { Instrument } from '$lib/domain/instruments';
import type { SplitRatio } from '$lib/domain/market';
import type { CheckedSeries, Opinion } from '$lib/quant/quality';
import type { BarYear, MacroHeader, OpinionYear, Vault } from '$lib/storage/dexie';
import { macroOf, type SeriesId } from './series-ids';

/** Days and values, ascending. */
export type Run = Pick<Opinion, 'days' | 'values'>;

const emptyRun: Run = { days: new Int32Array(0), values: new Float64Array(0) };

/** Parts of ascending years as one run. */
function joined(parts: readonly (Run | undefined)[]): Run {
  const sound = parts.filter((part) => part !== undefined);
  if (sound.length === 0) return emptyRun;
  const total = sound.reduce((sum, part) => sum + part.days.length, 0);
  const days = new Int32Array(total);
  const values = new Float64Array(total);
  let at = 0;
  for (const part of sound) {
    days.set(part.days, at);
    values.set(part.values, at);
    at += part.days.length;
  }
  return { days, values };
}

/** Values of a macro series. */
export async function macroRun({ db }: Vault, { id, years }: MacroHeader): Promise<Run> {
  return joined(await db.macro.bulkGet(years.map((year): [typeof id, number] => [id, year])));
}

/** Header of a macro series. */
export const macroHeader = ({ db }: Vault, series: SeriesId): Promise<MacroHeader | undefined> =>
  db.macroSeries.get(macroOf(series));

/** What other sources tell of some series, by the text of the series. */
export async function opinionsOf(
  { db }: Vault,
  wanted: readonly SeriesId[]
): Promise<(series: SeriesId) => readonly Opinion[]> {
  const asked = new Set(wanted.map(({ kind, key }) => `${kind} ${key}`));
  const keys = await db.opinions.toCollection().primaryKeys();
  const rows = await db.opinions.bulkGet(keys.filter(([kind, key]) => asked.has(`${kind} ${key}`)));
  const bySource = new Map<string, Map<string, OpinionYear[]>>();
  for (const row of rows) {
    if (!row) continue;
    const series = `${row.kind} ${row.key}`;
    const sources = bySource.get(series) ?? new Map<string, OpinionYear[]>();
    bySource.set(series, sources.set(row.source, [...(sources.get(row.source) ?? []), row]));
  }
  return ({ kind, key }) =>
    [...(bySource.get(`${kind} ${key}`) ?? [])].map(([source, years]) => ({
      source,
      ...joined(years.sort((a, b) => a.year - b.year))
    }));
}

/** Open, high and low on the days of the closes; NaN where there are none, undefined when there are none at all. */
export async function barsOn(
  { db }: Vault,
  instrument: Instrument['id'],
  years: readonly number[],
  days: Int32Array
): Promise<CheckedSeries['bars']> {
  const rows = await db.bars.bulkGet(years.map((year): [typeof instrument, number] => [instrument, year]));
  const found = rows.filter((row): row is BarYear => row !== undefined);
  if (found.length === 0) return undefined;
  const [open, high, low] = ['open', 'high', 'low'].map(() => new Float64Array(days.length).fill(NaN)) as [
    Float64Array,
    Float64Array,
    Float64Array
  ];
  let at = 0;
  for (const row of found)
    row.days.forEach((day, k) => {
      while (at < days.length && (days[at] ?? 0) < day) at++;
      if (days[at] !== day) return;
      open[at] = row.open[k] ?? NaN;
      high[at] = row.high[k] ?? NaN;
      low[at] = row.low[k] ?? NaN;
    });
  return { open, high, low };
}

/** Splits that sources or a person announced, by instrument. */
export async function announcedSplits(
  { db }: Vault,
  instruments: readonly Instrument['id'][]
): Promise<ReadonlyMap<Instrument['id'], readonly SplitRatio[]>> {
  const rows = await db.events.bulkGet([...instruments]);
  return new Map(rows.flatMap((row) => (row ? [[row.instrument, row.splits] as const] : [])));
}

/** How many values of each series stand mended: those of acts that were undone do not count. */
export async function repairCounts({ db }: Vault): Promise<ReadonlyMap<string, number>> {
  const [repairs, batches] = await Promise.all([db.repairs.toArray(), db.batches.toArray()]);
  const undone = new Set(batches.flatMap(({ id, undoneBy }) => (undoneBy === undefined ? [] : [id as string])));
  const counts = new Map<string, number>();
  for (const { id, kind, key } of repairs) {
    if (undone.has(repairBatch(id))) continue;
    counts.set(`${kind} ${key}`, (counts.get(`${kind} ${key}`) ?? 0) + 1);
  }
  return counts;
}

/** Id of a repair: the act that made it, and the day. */
export const repairId = (batch: string, day: number): string => `${batch}@${day}`;

const repairBatch = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('@')));
