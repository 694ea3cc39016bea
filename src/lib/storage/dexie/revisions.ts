import type { Revision } from './market-rows';
import type { VaultDatabase } from './schema';
import { yearOf, type Run } from './year-parts';

/** What a write did to one series. */
interface Written {
  readonly key: string;
  readonly days: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * The revision that a write makes: values that were other ones before, and runs of days that had none. `run` is the series
 * after it in the years that it touched. Undefined when no value changed.
 */
export function revisionOf(
  { key, days, before, after }: Written,
  run: Run,
  { was, ...about }: Pick<Revision, 'kind' | 'source' | 'recordedAt' | 'was'>
): Revision | undefined {
  const fresh = new Int32Array(days.length);
  const old = new Int32Array(days.length);
  const values = new Float64Array(days.length);
  let [added, replaced] = [0, 0];
  for (let at = 0; at < days.length; at++) {
    const [day = 0, from = NaN, to = NaN] = [days[at], before[at], after[at]];
    if (Number.isNaN(from)) {
      if (!Number.isNaN(to)) fresh[added++] = day;
    } else if (!Object.is(from, to)) {
      values[replaced] = from;
      old[replaced++] = day;
    }
  }
  if (added === 0 && replaced === 0 && was === undefined) return undefined;
  return {
    ...{ ...about, key, days: old.slice(0, replaced), before: values.slice(0, replaced) },
    added: addedRuns(fresh.subarray(0, added), run.days),
    ...(was ? { was } : {})
  };
}

/** First and last days of runs of fresh days among those of a series; a run ends before a day that was known, or a year left out. */
function addedRuns(fresh: Int32Array, all: Int32Array): Int32Array {
  const pairs: number[] = [];
  let at = 0;
  let previous: number | undefined;
  for (const day of fresh) {
    const before = at;
    while (at < all.length && (all[at] ?? 0) < day) at++;
    const isFar = previous !== undefined && day - previous > 365 && yearOf(day) - yearOf(previous) > 1;
    const goesOn = previous !== undefined && at === before && !isFar;
    if (goesOn) pairs[pairs.length - 1] = day;
    else pairs.push(day, day);
    previous = day;
    at += 1;
  }
  return Int32Array.from(pairs);
}

/** Writes revisions within the caller's transaction. */
export async function addRevisions(db: VaultDatabase, made: readonly (Revision | undefined)[]): Promise<void> {
  const rows = made.filter((one) => one !== undefined);
  if (rows.length === 0) return;
  // Numbered here and not by the database: a sealed row is bound to its key, which it must have before it is written.
  const last = await db.revisions.orderBy('number').lastKey();
  const first = typeof last === 'number' ? last + 1 : 1;
  await db.revisions.bulkAdd(rows.map((row, at) => ({ ...row, number: first + at })));
}
