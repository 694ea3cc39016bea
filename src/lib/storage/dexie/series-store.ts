import type { Table } from 'dexie';
import type { BatchId } from '$lib/domain/ledger';
import { SeriesMismatchError } from './errors';
import { readableRows, remedies, type VaultProblem } from './problems';
import type { PriceHeader, RateHeader, SeriesChange, SeriesExtent, VaultDatabase } from './schema';
import {
  checkedRun,
  joinedParts,
  mergedRun,
  partProblem,
  valuesOn,
  yearOf,
  yearParts,
  type Run,
  type YearPart
} from './year-parts';

/** How one kind of series lies in its two tables. */
export interface SeriesStore<Header extends SeriesExtent & (PriceHeader | RateHeader), Key extends unknown[] | string> {
  readonly kind: SeriesChange['kind'];
  headers(db: VaultDatabase): Table<Header, Key>;
  parts(db: VaultDatabase): Table<YearPart, unknown>;
  key(header: Identity<Header>): Key;
  keyText(header: Identity<Header>): string;
  /** Key of one year's part. */
  partKey(header: Identity<Header>, year: number): unknown;
  /** The part with its key fields. */
  part(header: Identity<Header>, part: YearPart): YearPart;
  /** What must agree before two runs may be merged. */
  kindText(header: Identity<Header>): string;
}

/** A header without its extent. */
export type Identity<Header> = Omit<Header, Exclude<keyof SeriesExtent, 'source'>>;

/** A series to be written. */
export interface Incoming<Header> {
  readonly identity: Identity<Header>;
  readonly revision: number;
  readonly run: Run;
}

type AnyKey = unknown[] | string;
type AnyHeader = PriceHeader | RateHeader;

const emptyRun: Run = { days: new Int32Array(0), values: new Float64Array(0) };

/** Stored run of some years; damaged parts count as absent, so that importing again repairs them. */
async function storedRun<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  header: H,
  years: readonly number[]
): Promise<Run> {
  const parts = await store.parts(db).bulkGet(years.map((year) => store.partKey(header, year)));
  return joinedParts(parts.filter((part) => part !== undefined && partProblem(part) === undefined) as YearPart[]);
}

/**
 * Writes one series within the caller's transaction: merged by day, the new value wins; `replace` drops what was there.
 * @returns what changed, undefined when nothing did.
 */
export async function writeSeries<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  incoming: Incoming<H>,
  options: { replace?: boolean | undefined; batch?: BatchId | undefined }
): Promise<SeriesChange | undefined> {
  const { identity } = incoming;
  const given = checkedRun(incoming.run, store.keyText(identity));
  const header = await store.headers(db).get(store.key(identity));
  if (header && !options.replace && store.kindText(header) !== store.kindText(identity))
    throw new SeriesMismatchError(store.keyText(identity), store.kindText(header), store.kindText(identity));
  const givenYears = yearParts(given.days, given.values).map((part) => part.year);
  const before = header ? await storedRun(db, store, header, options.replace ? header.years : givenYears) : emptyRun;
  const after = options.replace ? given : mergedRun(before, given);
  const days = options.replace ? mergedRun(before, given).days : given.days;
  const change = changedValues(days, before, after);
  const kindSame = header !== undefined && store.kindText(header) === store.kindText(identity);
  const damaged = header !== undefined && (await lacksParts(db, store, header, givenYears));
  if (change.days.length === 0 && kindSame && !damaged) return undefined;
  if (header && options.replace) await deleteParts(db, store, header, header.years);
  const revision = Math.max(header ? header.revision + 1 : 1, incoming.revision);
  await putRun(db, store, { identity, revision, run: after }, options.replace ? [] : (header?.years ?? []));
  return {
    // Prices saved outside an import belong to no batch and are not undone.
    batch: options.batch ?? ('' as BatchId),
    kind: store.kind,
    key: store.keyText(identity),
    ...(header ? { header } : {}),
    made: madeHeader(identity),
    ...change
  };
}

/** A header that says what a series is and holds nothing yet. */
function madeHeader<H extends AnyHeader>(identity: Identity<H>): H {
  return { ...identity, revision: 0, years: [], first: 0, last: 0, count: 0 } as unknown as H;
}

/** Writes the values of a change once more after they were put back, where nothing else changed them since. */
export async function repeatSeries<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  change: SeriesChange
): Promise<void> {
  const made = change.made as H | undefined;
  if (made === undefined) return;
  const header = (await store.headers(db).get(store.key(made))) ?? made;
  const { before, after, ...rest } = change;
  await revertSeries(db, store, header, { ...rest, header: made, before: after, after: before });
}

/** Puts back the values a change replaced, where they are still the ones it wrote. */
export async function revertSeries<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  header: H,
  change: SeriesChange
): Promise<void> {
  const years = [...new Set(yearsOf(change.days))];
  const now = await storedRun(db, store, header, years);
  const current = valuesOn(now, change.days);
  const restored = change.before.map((value, i) =>
    Object.is(current[i], change.after[i]) ? value : (current[i] ?? NaN)
  );
  const run = mergedRun(now, { days: change.days, values: restored });
  await deleteParts(db, store, header, years);
  const identity = (change.header as H | undefined) ?? header;
  await putRun(
    db,
    store,
    { identity, revision: header.revision + 1, run },
    header.years.filter((year) => !years.includes(year))
  );
}

function* yearsOf(days: Int32Array): Generator<number> {
  for (const day of days) yield yearOf(day);
}

async function lacksParts<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  header: H,
  years: readonly number[]
): Promise<boolean> {
  const known = years.filter((year) => header.years.includes(year));
  const parts = await store.parts(db).bulkGet(known.map((year) => store.partKey(header, year)));
  return known.length < years.length || parts.some((part) => part === undefined || partProblem(part) !== undefined);
}

async function deleteParts<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  header: H,
  years: readonly number[]
): Promise<void> {
  await store.parts(db).bulkDelete(years.map((year) => store.partKey(header, year)));
}

/** Writes the parts of a run and the header over them and the years kept; a series without values goes. */
async function putRun<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  { identity, revision, run }: Incoming<H>,
  keptYears: readonly number[]
): Promise<void> {
  const parts = yearParts(run.days, run.values);
  await store.parts(db).bulkPut(parts.map((part) => store.part(identity, part)));
  const years = [...new Set([...keptYears, ...parts.map((part) => part.year)])].sort((a, b) => a - b);
  const written = new Map(parts.map((part) => [part.year, part]));
  const kept = years.filter((year) => !written.has(year));
  for (const part of await store.parts(db).bulkGet(kept.map((year) => store.partKey(identity, year))))
    if (part && partProblem(part) === undefined) written.set(part.year, part);
  const sound = years.flatMap((year) => written.get(year) ?? []);
  if (years.length === 0) return void (await store.headers(db).delete(store.key(identity)));
  const extent: SeriesExtent = {
    source: identity.source,
    revision,
    years,
    first: sound[0]?.days[0] ?? 0,
    last: sound.at(-1)?.days.at(-1) ?? 0,
    count: sound.reduce((total, part) => total + part.count, 0)
  };
  await store.headers(db).put({ ...identity, ...extent } as unknown as H);
}

function changedValues(days: Int32Array, before: Run, after: Run): Pick<SeriesChange, 'days' | 'before' | 'after'> {
  const old = valuesOn(before, days);
  const now = valuesOn(after, days);
  const changed = days.map((_, i) => (Object.is(old[i], now[i]) ? 0 : 1));
  const kept = (_: number, i: number): boolean => changed[i] === 1;
  return { days: days.filter(kept), before: old.filter(kept), after: now.filter(kept) };
}

/** The run of a header read and checked; what is damaged is told and left out. */
export async function readRuns<H extends AnyHeader, K extends AnyKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  headers: readonly H[],
  span: { start: number; end: number } | undefined,
  problems: VaultProblem[]
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const header of headers) {
    const wanted = span
      ? header.years.filter((year) => year >= yearOf(span.start) && year <= yearOf(span.end))
      : header.years;
    const keys = wanted.map((year) => store.partKey(header, year));
    const unreadable = new Set<unknown>();
    const parts = await readableRows(
      { toArray: () => store.parts(db).bulkGet(keys), primaryKeys: () => Promise.resolve(keys) },
      store.parts(db),
      (key) => unreadable.add(key)
    );
    const sound: YearPart[] = [];
    for (const year of wanted) {
      const part = parts.find((one) => one?.year === year);
      const reason = part ? partProblem(part) : 'missing';
      if (part && reason === undefined) sound.push(part);
      else problems.push(seriesProblem(store.kind, store.keyText(header), year, part ? (reason ?? '') : 'missing'));
    }
    runs.push(joinedParts(sound, span));
  }
  return runs;
}

function seriesProblem(table: string, series: string, year: number, reason: string): VaultProblem {
  const code =
    reason === 'missing' ? 'series-missing' : reason === 'no typed arrays' ? 'series-unreadable' : 'series-truncated';
  return {
    code,
    table,
    key: `${series} ${year}`,
    text: `The ${table} of ${series} for ${year} cannot be read: ${reason}.`,
    remedy: remedies.prices
  };
}
