import { IMPORTED } from './origins';
import { addRevisions, revisionOf } from './revisions';
import type { SeriesChange, VaultDatabase } from './schema';
import { readExtent, seriesRows, storedRun, type SeriesHeader, type SeriesKey, type SeriesStore } from './series-store';
import { changedPoints } from './series-write';
import { mergedRun, pointsOn, yearOf } from './year-parts';

/** Writes the values of a change once more after they were put back, where nothing else changed them since. */
export async function repeatSeries<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  change: SeriesChange,
  recordedAt: number
): Promise<void> {
  const made = change.made as H | undefined;
  if (made === undefined) return;
  const header = (await store.headers(db).get(store.key(made))) ?? made;
  const { before, after, beforeOrigins, afterOrigins, ...rest } = change;
  const turned = {
    ...{ ...rest, header: change.made, before: after, after: before },
    ...(beforeOrigins ? { afterOrigins: beforeOrigins } : {}),
    ...(afterOrigins ? { beforeOrigins: afterOrigins } : {})
  };
  await revertSeries(db, store, header, turned, recordedAt);
}

/** Puts back the values a change replaced and their origins, where they are still the ones it wrote. */
export async function revertSeries<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  header: H,
  change: SeriesChange,
  recordedAt: number
): Promise<void> {
  const years = [...new Set(Array.from(change.days, yearOf))];
  const now = await storedRun(db, store, header, years);
  const current = pointsOn(now, change.days);
  const isAsWritten = (at: number): boolean =>
    Object.is(current.values[at], change.after[at]) &&
    (Number.isNaN(current.values[at]) || current.origins[at] === (change.afterOrigins?.[at] ?? IMPORTED));
  const values = current.values.map((value, at) => (isAsWritten(at) ? (change.before[at] ?? NaN) : value));
  const origins = current.origins.map((origin, at) =>
    isAsWritten(at) ? (change.beforeOrigins?.[at] ?? IMPORTED) : origin
  );
  const run = mergedRun(now, { days: change.days, values, origins }, 'force');
  await store.parts(db).bulkDelete(years.map((year) => store.partKey(header, year)));
  const identity = (change.header as H | undefined) ?? header;
  const kept = header.years.filter((year) => !years.includes(year));
  const extent = await readExtent(db, store, { identity, run }, kept);
  const rows = seriesRows(store, { identity, revision: header.revision + 1, run }, { years: kept, extent });
  await store.parts(db).bulkPut([...rows.parts]);
  await (rows.header ? store.headers(db).put(rows.header) : store.headers(db).delete(store.key(identity)));
  const isGone = run.days.length === 0 && kept.length === 0;
  const isOther = isGone || store.kindText(identity) !== store.kindText(header);
  const about = { kind: store.kind, source: identity.source, recordedAt, was: isOther ? header : undefined };
  const write = { key: change.key, ...changedPoints(change.days, now, run) };
  await addRevisions(db, [revisionOf(write, run, about)]);
}
