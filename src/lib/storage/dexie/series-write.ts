import { beats, valueOrigins, type ValueOrigin } from '$lib/domain/market';
import { SeriesMismatchError } from './errors';
import { IMPORTED, originAt, originCode } from './origins';
import type { Revision } from './market-rows';
import { addRevisions, revisionOf } from './revisions';
import type { VaultDatabase } from './schema';
import {
  bareHeader,
  emptyRun,
  grownExtent,
  isSound,
  readExtent,
  seriesRows,
  type Identity,
  type Incoming,
  type SeriesHeader,
  type SeriesKey,
  type SeriesRows,
  type SeriesStore
} from './series-store';
import { checkedRun, joinedParts, mergedRun, pointsOn, yearsIn, type Run, type YearPart } from './year-parts';

/** How series are written. */
export interface SeriesWriteOptions {
  /** The given series take the place of the stored ones as a whole. */
  readonly replace?: boolean | undefined;
  /** Where values come from that do not say so themselves; 'imported' unless given. */
  readonly origin?: ValueOrigin | undefined;
  /** Milliseconds since 1970, for the revisions. */
  readonly recordedAt: number;
  /** Series of another kind than the stored ones are left out and told, instead of being refused with all others. */
  readonly skipMismatched?: boolean | undefined;
  /** True when what changes is to be told value by value. */
  readonly keepWrites?: boolean | undefined;
  /** False when what is written brings its revisions along. */
  readonly keepRevisions?: boolean | undefined;
}

/** A series that was not written, because it is of another kind than the stored one. */
export interface SeriesMismatch {
  readonly key: string;
  readonly stored: string;
  readonly given: string;
}

/** What a write changed in one series. Origins are codes, one for each day. */
export interface SeriesWrite {
  readonly key: string;
  readonly header?: SeriesHeader;
  readonly made: SeriesHeader;
  readonly days: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly beforeOrigins: Uint8Array;
  readonly afterOrigins: Uint8Array;
}

/** What came of a write. */
export interface SeriesWrites {
  /** What changed in each series, for the batch that can be undone; empty where there is none. */
  readonly writes: SeriesWrite[];
  /** Series that were written. */
  series: number;
  /** Values that are new or other ones; one that only got another origin is none. */
  values: number;
  /** Values that were left out, because a value of a stronger origin stands on their day and is another one. */
  kept: number;
  readonly mismatched: SeriesMismatch[];
}

/** As many series as are read and written together. */
const CHUNK = 64;

/**
 * Writes series within the caller's transaction: merged by day, the new value wins unless the stored one is of a stronger
 * origin; `replace` drops what was there, but for values of a stronger origin.
 * @throws SeriesMismatchError, RangeError for a run that is none.
 */
export async function writeSeries<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  series: readonly Incoming<H>[],
  options: SeriesWriteOptions
): Promise<SeriesWrites> {
  const outcome: SeriesWrites = { writes: [], series: 0, values: 0, kept: 0, mismatched: [] };
  let chunk = new Map<string, Incoming<H>>();
  for (const one of series) {
    const key = store.keyText(one.identity);
    // A second run of one series is merged into what the first has written.
    if (chunk.has(key) || chunk.size === CHUNK) {
      await writeChunk(db, store, [...chunk.values()], options, outcome);
      chunk = new Map();
    }
    chunk.set(key, one);
  }
  await writeChunk(db, store, [...chunk.values()], options, outcome);
  return outcome;
}

/** A write that is decided: what is there now, and what is to be. */
interface Planned<H> {
  readonly incoming: Incoming<H>;
  readonly header: H | undefined;
  readonly before: Run;
  readonly after: Run;
  readonly damaged: boolean;
}

async function writeChunk<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  series: readonly Incoming<H>[],
  options: SeriesWriteOptions,
  outcome: SeriesWrites
): Promise<void> {
  const headers = await store.headers(db).bulkGet(series.map(({ identity }) => store.key(identity)));
  const touched = series.map(({ run, identity }, at) => {
    const years = yearsIn(checkedRun(run, store.keyText(identity)).days);
    const header = headers[at];
    return header ? (options.replace ? header.years : years.filter((year) => header.years.includes(year))) : [];
  });
  const keys = series.flatMap(({ identity }, at) => (touched[at] ?? []).map((year) => store.partKey(identity, year)));
  const parts = keys.length > 0 ? await store.parts(db).bulkGet(keys) : [];
  const rows: SeriesRows<H>[] = [];
  const gone: unknown[] = [];
  const ended: K[] = [];
  const revisions: (Revision | undefined)[] = [];
  let from = 0;
  for (const [at, incoming] of series.entries()) {
    const years = touched[at] ?? [];
    const own = parts.slice(from, (from += years.length));
    const planned = plan(store, incoming, headers[at], own, options, outcome);
    const write = planned && writeOf(store, planned, options);
    if (!write) continue;
    if (options.keepWrites) outcome.writes.push(write);
    outcome.series += 1;
    outcome.values += valueCount([write]);
    const kept = options.replace ? [] : (planned.header?.years ?? []).filter((year) => !years.includes(year));
    const { identity } = incoming;
    const run = planned.after;
    // Nothing but the database may be awaited here: else the transaction ends.
    const extent =
      planned.damaged && kept.length > 0
        ? await readExtent(db, store, { identity, run }, kept)
        : grownExtent(planned.header, planned.before, run, kept);
    const revision = Math.max(planned.header ? planned.header.revision + 1 : 1, incoming.revision);
    const made = seriesRows(store, { identity, revision, run }, { years: kept, extent });
    rows.push(made);
    if (!made.header) ended.push(store.key(identity));
    if (planned.header && options.replace) gone.push(...years.map((year) => store.partKey(identity, year)));
    if (options.keepRevisions !== false)
      revisions.push(revisionOfWrite(store, planned, write, made.header === undefined, options));
  }
  await store.parts(db).bulkDelete(gone);
  await store.parts(db).bulkPut(rows.flatMap((one) => one.parts));
  await store.headers(db).bulkPut(rows.flatMap(({ header }) => header ?? []));
  await store.headers(db).bulkDelete(ended);
  await addRevisions(db, revisions);
}

function plan<H extends SeriesHeader, K extends SeriesKey>(
  store: SeriesStore<H, K>,
  incoming: Incoming<H>,
  header: H | undefined,
  parts: readonly (YearPart | undefined)[],
  options: SeriesWriteOptions,
  outcome: SeriesWrites
): Planned<H> | undefined {
  const { identity, run } = incoming;
  const origin = options.origin ?? 'imported';
  const given: Run = run.origins ? run : { ...run, origins: Uint8Array.of(originCode(origin)) };
  const before = parts.length > 0 ? joinedParts(parts.filter(isSound)) : emptyRun;
  const isOther = header !== undefined && store.kindText(header) !== store.kindText(identity);
  const stronger = options.replace ? strongerValues(before, origin) : before;
  // A person may replace what they typed before by a series of another kind; a source may not.
  if (isOther && (!options.replace || (origin === 'fetched' && stronger.days.length > 0))) {
    const told = [store.keyText(identity), store.kindText(header), store.kindText(identity)] as const;
    if (!options.skipMismatched) throw new SeriesMismatchError(...told);
    outcome.mismatched.push({ key: told[0], stored: told[1], given: told[2] });
    return undefined;
  }
  const after = mergedRun(isOther ? emptyRun : stronger, given);
  outcome.kept += keptValues(before, given);
  const damaged = parts.some((part) => !isSound(part));
  return { incoming, header, before, after, damaged };
}

/** What a plan changes, undefined when nothing. */
function writeOf<H extends SeriesHeader, K extends SeriesKey>(
  store: SeriesStore<H, K>,
  { incoming, header, before, after, damaged }: Planned<H>,
  { replace }: SeriesWriteOptions
): SeriesWrite | undefined {
  const { identity, run } = incoming;
  const change = changedPoints(replace ? mergedRun(before, run).days : run.days, before, after);
  const isSame = header !== undefined && store.wordsText(header) === store.wordsText(identity);
  if (change.days.length === 0 && isSame && !damaged) return undefined;
  const made = bareHeader<SeriesHeader>(identity as Identity<SeriesHeader>);
  return { key: store.keyText(identity), ...(header ? { header } : {}), made, ...change };
}

function revisionOfWrite<H extends SeriesHeader, K extends SeriesKey>(
  store: SeriesStore<H, K>,
  { incoming: { identity }, header, after }: Planned<H>,
  write: SeriesWrite,
  isGone: boolean,
  { recordedAt }: SeriesWriteOptions
): Revision | undefined {
  const isOther = header !== undefined && (isGone || store.kindText(header) !== store.kindText(identity));
  const about = { kind: store.kind, source: identity.source, recordedAt, was: isOther ? header : undefined };
  return revisionOf(write, after, about);
}

/** How many values some changes wrote; one that only got another origin is none. */
export function valueCount(changes: readonly Pick<SeriesWrite, 'before' | 'after'>[]): number {
  let count = 0;
  for (const { before, after } of changes)
    for (let at = 0; at < before.length; at++) if (!Object.is(before[at], after[at])) count += 1;
  return count;
}

/** The values that nothing of an origin may take the place of. */
function strongerValues(run: Run, origin: ValueOrigin): Run {
  const isStronger = (_: number, at: number): boolean => {
    const stored = valueOrigins[originAt(run, at)] ?? 'imported';
    return stored !== origin && beats(stored, origin);
  };
  const origins = Uint8Array.from(run.days, (_, at) => originAt(run, at)).filter(isStronger);
  return { days: run.days.filter(isStronger), values: run.values.filter(isStronger), origins };
}

function keptValues(before: Run, given: Run): number {
  if (before.days.length === 0) return 0;
  const stored = pointsOn(before, given.days);
  let kept = 0;
  for (let at = 0; at < given.days.length; at++) {
    const value = stored.values[at] ?? NaN;
    if (Number.isNaN(value) || Object.is(value, given.values[at])) continue;
    if ((stored.origins[at] ?? 0) > originAt(given, at)) kept += 1;
  }
  return kept;
}

type ChangedPoints = Pick<SeriesWrite, 'days' | 'before' | 'after' | 'beforeOrigins' | 'afterOrigins'>;

/** The change of a series that was not there. */
function freshPoints(run: Run): ChangedPoints {
  const { days, values, origins = Uint8Array.of(IMPORTED) } = run;
  return {
    ...{ days, before: new Float64Array(days.length).fill(NaN), after: values },
    beforeOrigins: new Uint8Array(days.length).fill(IMPORTED),
    afterOrigins: origins.length === 1 ? new Uint8Array(days.length).fill(origins[0] ?? IMPORTED) : origins
  };
}

/** Days whose value or its origin is another one, with both. */
export function changedPoints(days: Int32Array, before: Run, after: Run): ChangedPoints {
  if (before.days.length === 0 && days.length === after.days.length) return freshPoints(after);
  const old = pointsOn(before, days);
  const now = pointsOn(after, days);
  const isChanged = (_: number, at: number): boolean =>
    !Object.is(old.values[at], now.values[at]) || old.origins[at] !== now.origins[at];
  return {
    days: days.filter(isChanged),
    before: old.values.filter(isChanged),
    after: now.values.filter(isChanged),
    beforeOrigins: old.origins.filter(isChanged),
    afterOrigins: now.origins.filter(isChanged)
  };
}
