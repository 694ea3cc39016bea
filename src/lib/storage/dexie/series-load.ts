import type { Table } from 'dexie';
import type { InstrumentId } from '$lib/domain/instruments';
import type { MacroSeries, MacroSeriesId, PriceSeries, RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import type { MacroHeader, PriceHeader, RateHeader } from './market-rows';
import { IMPORTED } from './origins';
import { readableRows, remedies, type VaultProblem } from './problems';
import type { Span } from './series';
import { macroStore, priceStore, rateStore } from './series-kinds';
import { readRuns } from './series-read';
import { emptyRun, type SeriesHeader, type SeriesKey } from './series-store';
import type { Vault } from './vault';

/** Series that could be read, and what could not. */
export interface SeriesReading<S> {
  readonly series: S[];
  readonly problems: VaultProblem[];
}

/** What prices there are, without reading them; by instrument. */
export function priceHeaders(vault: Vault): Promise<PriceHeader[]> {
  return vault.db.series.toArray();
}

/** What exchange rates there are, without reading them. */
export function rateHeaders(vault: Vault): Promise<RateHeader[]> {
  return vault.db.rateSeries.toArray();
}

/** What macro series there are, without reading them. */
export function macroHeaders(vault: Vault): Promise<MacroHeader[]> {
  return vault.db.macroSeries.toArray();
}

/** Price series of some instruments, all when none are named, within a span of days. Series without values in it are left out. */
export async function loadPrices(
  vault: Vault,
  instruments?: readonly InstrumentId[],
  span?: Span
): Promise<SeriesReading<PriceSeries>> {
  const { series, problems } = await loadPricesWithOrigins(vault, instruments, span);
  return { series: series.map(({ origins: _, ...rest }) => rest), problems };
}

/** {@link loadPrices} with the origin of each value: one code for all, or one for each; its place among `valueOrigins`. */
export async function loadPricesWithOrigins(
  vault: Vault,
  instruments?: readonly InstrumentId[],
  span?: Span
): Promise<SeriesReading<PriceSeries & { readonly origins: Uint8Array }>> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.series, db.prices], async () => {
    const headers = await soundHeaders(db.series, instruments, 'series', problems);
    const runs = await readRuns(db, priceStore, headers, span, problems);
    const series = headers.map(({ instrument, currency, adjustment, quoteUnit, source, revision }, i) => {
      const { days, values, origins = Uint8Array.of(IMPORTED) } = runs[i] ?? emptyRun;
      return { instrument, currency, adjustment, quoteUnit, source, revision, days, values, origins };
    });
    return { series: series.filter((one) => one.days.length > 0), problems };
  });
}

/** Exchange rates of some pairs, all when none are named, within a span of days. */
export async function loadRates(
  vault: Vault,
  pairs?: readonly { readonly base: CurrencyCode; readonly quote: CurrencyCode }[],
  span?: Span
): Promise<SeriesReading<RateSeries>> {
  const { series, problems } = await loadRatesWithOrigins(vault, pairs, span);
  return { series: series.map(({ origins: _, ...rest }) => rest), problems };
}

/** {@link loadRates} with the origin of each value, as {@link loadPricesWithOrigins}. */
export async function loadRatesWithOrigins(
  vault: Vault,
  pairs?: readonly { readonly base: CurrencyCode; readonly quote: CurrencyCode }[],
  span?: Span
): Promise<SeriesReading<RateSeries & { readonly origins: Uint8Array }>> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.rateSeries, db.rates], async () => {
    const keys = pairs?.map(({ base, quote }): [CurrencyCode, CurrencyCode] => [base, quote]);
    const headers = await soundHeaders(db.rateSeries, keys, 'rateSeries', problems);
    const runs = await readRuns(db, rateStore, headers, span, problems);
    const series = headers.map(({ base, quote, source }, i) => {
      const { days, values, origins = Uint8Array.of(IMPORTED) } = runs[i] ?? emptyRun;
      return { base, quote, source, days, values, origins };
    });
    return { series: series.filter((one) => one.days.length > 0), problems };
  });
}

/** Macro series by their ids, all when none are named, within a span of days. */
export async function loadMacro(
  vault: Vault,
  ids?: readonly MacroSeriesId[],
  span?: Span
): Promise<SeriesReading<MacroSeries>> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', [db.macroSeries, db.macro], async () => {
    const headers = await soundHeaders(db.macroSeries, ids, 'macroSeries', problems);
    const runs = await readRuns(db, macroStore, headers, span, problems);
    const series = headers.map(({ revision: _, years: __, first: ___, last: ____, count: _____, ...words }, i) => {
      const { days, values } = runs[i] ?? emptyRun;
      return { ...words, days, values };
    });
    return { series: series.filter((one) => one.days.length > 0), problems };
  });
}

async function soundHeaders<H extends SeriesHeader, K extends SeriesKey>(
  table: Table<H, K>,
  keys: readonly K[] | undefined,
  name: string,
  problems: VaultProblem[]
): Promise<H[]> {
  const told = (key: unknown): void =>
    void problems.push({
      code: 'series-unreadable',
      table: name,
      key: String(key),
      text: `What is known of the series ${String(key)} cannot be read.`,
      remedy: remedies.prices
    });
  const rows: (H | undefined)[] = keys
    ? await table.bulkGet([...keys])
    : await readableRows(table.toCollection(), table, told);
  return rows.filter((row): row is H => {
    if (row === undefined) return false;
    const sound = Array.isArray(row.years) && typeof row.revision === 'number' && typeof row.count === 'number';
    if (!sound) told(nameOf(row));
    return sound;
  });
}

function nameOf(row: SeriesHeader): string {
  if ('instrument' in row) return row.instrument;
  return 'base' in row ? `${row.base}/${row.quote}` : row.id;
}
