import { readableRows, remedies, type VaultProblem } from './problems';
import type { VaultDatabase } from './schema';
import type { SeriesHeader, SeriesKey, SeriesStore } from './series-store';
import { joinedParts, partProblem, yearOf, type Run, type YearPart } from './year-parts';

interface Span {
  readonly start: number;
  readonly end: number;
}

// Above this many parts the whole table is read at once: one long answer is quicker than thousands of short ones.
const MANY_PARTS = 500;

/** The runs of some headers read and checked; what is damaged is told and left out. */
export async function readRuns<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  headers: readonly H[],
  span: Span | undefined,
  problems: VaultProblem[]
): Promise<Run[]> {
  const wanted = headers.map((header) =>
    span ? header.years.filter((year) => year >= yearOf(span.start) && year <= yearOf(span.end)) : header.years
  );
  const total = wanted.reduce((sum, years) => sum + years.length, 0);
  const whole = total > MANY_PARTS && span === undefined ? await everyPart(db, store, total) : undefined;
  const runs: Run[] = [];
  for (const [at, header] of headers.entries()) {
    const years = wanted[at] ?? [];
    const keys = years.map((year) => store.partKey(header, year));
    const parts =
      whole?.get(store.keyText(header)) ??
      (await readableRows(
        { toArray: () => store.parts(db).bulkGet(keys), primaryKeys: () => Promise.resolve(keys) },
        store.parts(db),
        () => undefined
      ));
    whole?.delete(store.keyText(header));
    const byYear = new Map(parts.flatMap((part) => (part ? [[part.year, part] as const] : [])));
    const sound: YearPart[] = [];
    for (const year of years) {
      const part = byYear.get(year);
      const reason = part ? partProblem(part) : 'missing';
      if (part && reason === undefined) sound.push(part);
      else problems.push(seriesProblem(store.kind, store.keyText(header), year, reason ?? 'missing'));
    }
    runs.push(joinedParts(sound, span));
  }
  return runs;
}

/** Every part of a kind by its series; undefined when the table holds many that nobody asked for, or one cannot be read. */
async function everyPart<H extends SeriesHeader, K extends SeriesKey>(
  db: VaultDatabase,
  store: SeriesStore<H, K>,
  wanted: number
): Promise<Map<string, YearPart[]> | undefined> {
  const table = store.parts(db);
  if ((await table.count()) > 2 * wanted) return undefined;
  const bySeries = new Map<string, YearPart[]>();
  try {
    for (const part of await table.toArray()) {
      const owner = store.ownerText(part);
      const own = bySeries.get(owner);
      if (own) own.push(part);
      else bySeries.set(owner, [part]);
    }
  } catch {
    // One row cannot be read: asked for one by one, the others can.
    return undefined;
  }
  return bySeries;
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
