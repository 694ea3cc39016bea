import type { Table } from 'dexie';
import type { Day } from '$lib/domain/calendar';
import { barProblem, stampBars } from './bars';
import { written } from './errors';
import type { BarYear, OpinionYear } from './market-rows';
import { announceChange, type Vault } from './vault';
import { partProblem } from './year-parts';

/** Setting that says from when on every revision is kept, in milliseconds since 1970. */
export const KEPT_FROM = 'market.revisionsKeptFrom';

/** What may go. Days are days since 1970, the other two milliseconds; absent keeps all. */
export interface Retention {
  readonly revisionsOlderThan?: number;
  readonly barsOlderThan?: Day;
  readonly opinionsOlderThan?: Day;
  readonly newsOlderThan?: number;
}

/** What went: revisions and news by the piece, bars by the day, second opinions by the value. */
export interface Retained {
  readonly revisions: number;
  readonly bars: number;
  readonly opinions: number;
  readonly news: number;
}

/**
 * Deletes what is older than a person wants to keep, in one transaction. Closes and rates, typed, imported or fetched, of
 * what is held or not, are never among it. Damaged rows stay, for the problems they are told by.
 */
export async function retain(vault: Vault, limits: Retention): Promise<Retained> {
  const { db } = vault;
  const { revisionsOlderThan, barsOlderThan, opinionsOlderThan, newsOlderThan } = limits;
  const tables = [db.revisions, db.bars, db.opinions, db.news, db.settings];
  const gone = await written(() =>
    db.transaction('rw', tables, async () => {
      const revisions =
        revisionsOlderThan === undefined
          ? 0
          : await db.revisions.filter(({ recordedAt }) => recordedAt < revisionsOlderThan).delete();
      if (revisionsOlderThan !== undefined && revisions > 0) {
        const known = Number((await db.settings.get(KEPT_FROM))?.value ?? -Infinity);
        await db.settings.put({ key: KEPT_FROM, value: Math.max(known, revisionsOlderThan) });
      }
      const bars = barsOlderThan === undefined ? 0 : await cutBefore(db.bars, barsOlderThan, cutBars);
      if (bars > 0) await stampBars(db);
      const opinions =
        opinionsOlderThan === undefined ? 0 : await cutBefore(db.opinions, opinionsOlderThan, cutOpinion);
      const news =
        newsOlderThan === undefined ? 0 : await db.news.filter(({ seenAt }) => seenAt < newsOlderThan).delete();
      return { revisions, bars, opinions, news };
    })
  );
  if (Object.values(gone).some((count) => count > 0)) announceChange(vault, ['market']);
  return gone;
}

interface OfYear {
  readonly year: number;
  readonly days: Int32Array;
}

/** Cuts the days before a day out of rows of years; how many went. `from` is where the kept days begin. */
async function cutBefore<T extends OfYear, K>(
  table: Table<T, K>,
  day: Day,
  cut: (row: T, from: number) => T | undefined
): Promise<number> {
  let count = 0;
  await table.toCollection().modify((row, place) => {
    if (!(row.days instanceof Int32Array) || !((row.days[0] ?? Infinity) < day)) return;
    const from = row.days.filter((one) => one < day).length;
    const rest = cut(row, from);
    if (rest === undefined) return;
    count += from;
    if (from === row.days.length) delete (place as { value?: T }).value;
    else place.value = rest;
  });
  return count;
}

function cutBars(row: BarYear, from: number): BarYear | undefined {
  if (barProblem(row)) return undefined;
  const { days, open, high, low, volume } = row;
  return {
    ...row,
    days: days.slice(from),
    ...{ open: open.slice(from), high: high.slice(from), low: low.slice(from), volume: volume.slice(from) }
  };
}

function cutOpinion(row: OpinionYear, from: number): OpinionYear | undefined {
  if (partProblem(row)) return undefined;
  const { days, values, count } = row;
  return { ...row, count: count - from, days: days.slice(from), values: values.slice(from) };
}
