import type { Table } from 'dexie';
import type { MacroHeader, PriceHeader, RateHeader, Revision, SeriesExtent } from './market-rows';
import type { VaultDatabase } from './schema';
import { joinedParts, partProblem, yearParts, type Run, type YearPart } from './year-parts';

/** What a series of any kind is known by. */
export type SeriesHeader = PriceHeader | RateHeader | MacroHeader;

export type SeriesKey = unknown[] | string;

/** How one kind of series lies in its two tables. */
export interface SeriesStore<Header extends SeriesHeader, Key extends SeriesKey> {
  readonly kind: Revision['kind'];
  headers(db: VaultDatabase): Table<Header, Key>;
  parts(db: VaultDatabase): Table<YearPart, unknown>;
  key(header: Identity<Header>): Key;
  keyText(header: Identity<Header>): string;
  /** Key of one year's part. */
  partKey(header: Identity<Header>, year: number): unknown;
  /** The text of {@link keyText} of the series that a part belongs to. */
  ownerText(part: YearPart): string;
  /** The part with its key fields. */
  part(header: Identity<Header>, part: YearPart): YearPart;
  /** What must agree before two runs may be merged. */
  kindText(header: Identity<Header>): string;
  /** All that is said of the series; when it changes the header is written anew. */
  wordsText(header: Identity<Header>): string;
}

/** A header without its extent. */
export type Identity<Header> = Omit<Header, Exclude<keyof SeriesExtent, 'source'>>;

/** A series to be written. */
export interface Incoming<Header> {
  readonly identity: Identity<Header>;
  readonly revision: number;
  readonly run: Run;
}

export const emptyRun: Run = { days: new Int32Array(0), values: new Float64Array(0) };

/** A header that says what a series is and holds nothing yet. */
export function bareHeader<H extends SeriesHeader>(identity: Identity<H>): H {
  return { ...identity, revision: 0, years: [], first: 0, last: 0, count: 0 } as unknown as H;
}

export const isSound = (part: YearPart | undefined): part is YearPart =>
  part !== undefined && partProblem(part) === undefined;

/** Stored run of some years; damaged parts count as absent, so that importing again repairs them. */
export async function storedRun<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  header: H,
  years: readonly number[]
): Promise<Run> {
  return joinedParts((await store.parts(db).bulkGet(years.map((year) => store.partKey(header, year)))).filter(isSound));
}

/** Rows that make up a series after a write: parts of the years it touched, and the header; none for a series without values. */
export interface SeriesRows<H> {
  readonly parts: readonly YearPart[];
  readonly header: H | undefined;
}

type Extent = Pick<SeriesExtent, 'first' | 'last' | 'count'>;

/** The rows of a run, beside years that are kept. */
export function seriesRows<H extends SeriesHeader, K extends SeriesKey>(
  store: SeriesStore<H, K>,
  { identity, revision, run }: Incoming<H>,
  kept: { readonly years: readonly number[]; readonly extent: Extent }
): SeriesRows<H> {
  const parts = yearParts(run).map((part) => store.part(identity, part));
  const years = [...new Set([...kept.years, ...parts.map((part) => part.year)])].sort((a, b) => a - b);
  if (years.length === 0) return { parts, header: undefined };
  const about: SeriesExtent = { source: identity.source, revision, years, ...kept.extent };
  return { parts, header: { ...identity, ...about } as unknown as H };
}

/** What a header says, grown by what is written in the place of the run before: the years that are kept are not read for it. */
export function grownExtent(header: SeriesExtent | undefined, before: Run, run: Run, kept: readonly number[]): Extent {
  const [first, last] = [run.days[0] ?? Infinity, run.days.at(-1) ?? -Infinity];
  if (!header || kept.length === 0) return { first, last, count: run.days.length };
  return {
    first: Math.min(header.first, first),
    last: Math.max(header.last, last),
    count: header.count - before.days.length + run.days.length
  };
}

/** The extent of a run and of the years kept, which are read for it. */
export async function readExtent<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  { identity, run }: Pick<Incoming<H>, 'identity' | 'run'>,
  kept: readonly number[]
): Promise<Extent> {
  const parts = yearParts(run);
  const stored =
    kept.length > 0 ? await store.parts(db).bulkGet(kept.map((year) => store.partKey(identity, year))) : [];
  const sound = [...parts, ...stored.filter(isSound)].sort((a, b) => a.year - b.year);
  return {
    first: sound[0]?.days[0] ?? 0,
    last: sound.at(-1)?.days.at(-1) ?? 0,
    count: sound.reduce((total, part) => total + part.count, 0)
  };
}
