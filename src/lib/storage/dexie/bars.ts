import type { InstrumentId } from '$lib/domain/instruments';
import type { PriceBars } from '$lib/domain/market';
import { written } from './errors';
import type { BarYear, PriceHeader } from './market-rows';
import { rowProblem, type VaultProblem } from './problems';
import type { VaultDatabase } from './schema';
import { dated, putPrices, type SaveOutcome, type SaveSeriesOptions, type Span } from './series';
import { loadPrices } from './series-load';
import { announceChange, type Vault } from './vault';
import { yearOf, yearParts } from './year-parts';

/** Setting that is another one after every write of bars. */
const STAMP = 'market.barsStamp';

/** A text that is another one after every write of bars. */
export async function barsStamp(vault: Vault): Promise<string> {
  return String((await vault.db.settings.get(STAMP))?.value ?? '');
}

/** Notes within the caller's transaction that bars were written. */
export async function stampBars({ settings }: Pick<VaultDatabase, 'settings'>): Promise<void> {
  await settings.put({ key: STAMP, value: crypto.randomUUID() });
}

const columns = ['open', 'high', 'low', 'volume'] as const;

type BarColumns = Pick<BarYear, 'days' | (typeof columns)[number]>;

/** Keeps bars: their closes join the series of prices as {@link savePrices} does, the rest is kept beside it. */
export async function saveBars(
  vault: Vault,
  bars: readonly PriceBars[],
  options: SaveSeriesOptions = {}
): Promise<SaveOutcome> {
  const { db } = vault;
  const tables = [db.series, db.prices, db.revisions, db.bars, db.settings];
  const series = bars.map(({ open: _, high: __, low: ___, volume: ____, close, ...identity }) => ({
    ...{ ...identity, revision: 1, values: close }
  }));
  const outcome = await written(() =>
    db.transaction('rw', tables, async () => {
      const prices = await putPrices(db, series, dated(options));
      const refused = new Set(prices.mismatched.map(({ key }) => key));
      await putBars(
        db,
        bars.filter(({ instrument }) => !refused.has(instrument))
      );
      await stampBars(db);
      return prices;
    })
  );
  announceChange(vault, outcome.series > 0 ? ['prices', 'market'] : ['market']);
  return { written: outcome.values, kept: outcome.kept, mismatched: outcome.mismatched };
}

/** Keeps what bars say beside their closes, within the caller's transaction. */
export async function putBars(db: VaultDatabase, bars: readonly PriceBars[]): Promise<void> {
  const given = bars.flatMap((one) => barYears(one));
  const stored = await db.bars.bulkGet(given.map(({ instrument, year }): [InstrumentId, number] => [instrument, year]));
  await db.bars.bulkPut(
    given.map((row, at) => {
      const before = stored[at];
      return before && !barProblem(before) && isOneKind(before, row) ? { ...row, ...mergedBars(before, row) } : row;
    })
  );
}

/** Forgets what was kept beside the closes of some days, within the caller's transaction. */
export async function dropBars(db: VaultDatabase, instrument: InstrumentId, days: Int32Array): Promise<void> {
  const gone = new Set(days);
  const years = [...new Set(Array.from(days, yearOf))];
  const rows = await db.bars.bulkGet(years.map((year): [InstrumentId, number] => [instrument, year]));
  for (const row of rows) {
    if (!row || barProblem(row)) continue;
    const isLeft = (_: number, at: number): boolean => !gone.has(row.days[at] ?? NaN);
    const [open, high, low, volume] = columns.map((name) => row[name].filter(isLeft));
    const left = row.days.filter(isLeft);
    if (left.length === 0 || !open || !high || !low || !volume) await db.bars.delete([instrument, row.year]);
    else if (left.length < row.days.length) await db.bars.put({ ...row, days: left, open, high, low, volume });
  }
}

function barYears(bars: PriceBars): BarYear[] {
  const { instrument, currency, adjustment, quoteUnit, source } = bars;
  let from = 0;
  return yearParts({ days: bars.days, values: bars.close }).map(({ year, count, days }) => {
    const to = from + count;
    const cut = (name: (typeof columns)[number]): Float64Array => bars[name].slice(from, to);
    const row = { open: cut('open'), high: cut('high'), low: cut('low'), volume: cut('volume') };
    from = to;
    return { instrument, year, currency, adjustment, quoteUnit, source, days, ...row };
  });
}

const isOneKind = (
  one: Pick<BarYear, 'currency' | 'adjustment' | 'quoteUnit'>,
  other: Pick<PriceHeader, 'currency' | 'adjustment' | 'quoteUnit'>
): boolean =>
  one.currency === other.currency && one.adjustment === other.adjustment && one.quoteUnit === other.quoteUnit;

/** Bars merged by day; the second's figures stand where both have the day. */
function mergedBars(base: BarColumns, over: BarColumns): BarColumns {
  const at = new Map<number, [BarColumns, number]>();
  for (const one of [base, over]) one.days.forEach((day, i) => at.set(day, [one, i]));
  const days = Int32Array.from(at.keys()).sort();
  const column = (name: (typeof columns)[number]): Float64Array =>
    Float64Array.from(days, (day) => {
      const [from, i] = at.get(day) ?? [over, -1];
      return from[name][i] ?? NaN;
    });
  return { days, open: column('open'), high: column('high'), low: column('low'), volume: column('volume') };
}

/** What is wrong with a stored year of bars, undefined when nothing is. */
export function barProblem(row: BarYear): string | undefined {
  if (!(row.days instanceof Int32Array) || columns.some((name) => !(row[name] instanceof Float64Array)))
    return 'no typed arrays';
  if (columns.some((name) => row[name].length !== row.days.length)) return 'columns of other lengths than its days';
  return row.days.some((day, i) => i > 0 && day <= (row.days[i - 1] ?? 0)) ? 'days that do not ascend' : undefined;
}

/**
 * Bars of some instruments within a span, all when none are named: every stored close, with what was kept beside it; NaN
 * where nothing was. Instruments without any bars are left out.
 */
export async function loadBars(
  vault: Vault,
  instruments?: readonly InstrumentId[],
  span?: Span
): Promise<{ bars: PriceBars[]; problems: VaultProblem[] }> {
  const { db } = vault;
  return db.transaction('r', [db.series, db.prices, db.bars], async () => {
    const keys = (await db.bars.toCollection().primaryKeys()) as unknown as [InstrumentId, number][];
    const wanted = instruments && new Set(instruments);
    const found = keys.filter(
      ([instrument, year]) =>
        (!wanted || wanted.has(instrument)) && (!span || (year >= yearOf(span.start) && year <= yearOf(span.end)))
    );
    const { series, problems } = await loadPrices(vault, [...new Set(found.map(([instrument]) => instrument))], span);
    const bars: PriceBars[] = [];
    for (const { values: close, revision: _, ...identity } of series) {
      const rows = await db.bars.bulkGet(found.filter(([instrument]) => instrument === identity.instrument));
      const blank = (): Float64Array => new Float64Array(close.length).fill(NaN);
      const own = { ...identity, close, open: blank(), high: blank(), low: blank(), volume: blank() };
      for (const row of rows) {
        const problem = row && barProblem(row);
        if (row && problem) problems.push(rowProblem('bars', `${row.instrument} ${row.year}`, problem));
        else if (row && isOneKind(row, identity)) placeBars(own, row);
      }
      bars.push(own);
    }
    return { bars, problems };
  });
}

function placeBars(bars: PriceBars, row: BarYear): void {
  let at = 0;
  row.days.forEach((day, i) => {
    while (at < bars.days.length && (bars.days[at] ?? 0) < day) at++;
    if (bars.days[at] !== day) return;
    for (const name of columns) bars[name][at] = row[name][i] ?? NaN;
  });
}
