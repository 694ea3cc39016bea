import type { Table } from 'apache-arrow';
import type { MacroSeries, PriceBars, PriceSeries, RateSeries } from '$lib/domain/market';
import { arrowTable, type Column } from './columns';
import type { Tables } from './connection';

interface Run {
  readonly days: Int32Array;
}

/** Rows that go over to the database at once. */
const CHUNK = 1 << 20;

/**
 * Fills `price_series`, a row for each series, numbered in the order of the instruments, and `price_rows` (number of the
 * series, day, close), ordered by both, and lays the view `prices` over them: instrument, day, close. A view, because names
 * repeated in millions of rows take longer to write than to look up.
 */
export async function fillPrices(tables: Tables, series: readonly PriceSeries[]): Promise<void> {
  const ordered = [...series].sort((a, b) => (a.instrument < b.instrument ? -1 : 1));
  const text = (of: (one: PriceSeries) => string): Column => ({ texts: ordered.map(of) });
  await fillRuns(tables, 'price', ordered, {
    words: {
      ...{ instrument: text((one) => one.instrument), currency: text((one) => one.currency) },
      ...{ adjustment: text((one) => one.adjustment), quote_unit: text((one) => one.quoteUnit) },
      source: text((one) => one.source)
    },
    values: { close: (one) => one.values }
  });
  await tables.query(`CREATE OR REPLACE VIEW prices AS
    SELECT instrument, day, close FROM price_rows JOIN price_series USING (number)`);
}

/** Fills `rate_series` and `rate_rows`, and lays the view `rates` over them: base, quote, day, rate. */
export async function fillRates(tables: Tables, series: readonly RateSeries[]): Promise<void> {
  const text = (of: (one: RateSeries) => string): Column => ({ texts: series.map(of) });
  await fillRuns(tables, 'rate', series, {
    words: { base: text((one) => one.base), quote: text((one) => one.quote), source: text((one) => one.source) },
    values: { rate: (one) => one.values }
  });
  await tables.query(`CREATE OR REPLACE VIEW rates AS
    SELECT base, quote, day, rate FROM rate_rows JOIN rate_series USING (number)`);
}

/** Fills `macro_series` (id, title, topic, unit, frequency, area, source) and `macro_rows`, and lays the view `macro` over them: id, day, value. */
export async function fillMacro(tables: Tables, series: readonly MacroSeries[]): Promise<void> {
  const text = (of: (one: MacroSeries) => string | undefined): Column => ({ texts: series.map(of) });
  await fillRuns(tables, 'macro', series, {
    words: {
      ...{ id: text((one) => one.id), title: text((one) => one.title), topic: text((one) => one.topic) },
      ...{ unit: text((one) => one.unit), frequency: text((one) => one.frequency) },
      ...{ area: text((one) => one.area), source: text((one) => one.source) }
    },
    values: { value: (one) => one.values }
  });
  await tables.query(`CREATE OR REPLACE VIEW macro AS
    SELECT id, day, value FROM macro_rows JOIN macro_series USING (number)`);
}

/** Fills `bar_series` and `bar_rows`, and lays the view `bars` over them: instrument, day, open, high, low, close, volume; null where not known. */
export async function fillBars(tables: Tables, bars: readonly PriceBars[]): Promise<void> {
  await fillRuns(tables, 'bar', bars, {
    words: {
      instrument: { texts: bars.map((one) => one.instrument) },
      source: { texts: bars.map((one) => one.source) }
    },
    values: {
      ...{ open: (one) => one.open, high: (one) => one.high, low: (one) => one.low, close: (one) => one.close },
      volume: (one) => one.volume
    }
  });
  const known = (name: string): string => `nullif(${name}, 'NaN'::DOUBLE) AS ${name}`;
  await tables.query(`CREATE OR REPLACE VIEW bars AS
    SELECT instrument, day, ${['open', 'high', 'low', 'close', 'volume'].map(known).join(', ')}
    FROM bar_rows JOIN bar_series USING (number)`);
}

interface Layout<S> {
  readonly words: Readonly<Record<string, Column>>;
  readonly values: Readonly<Record<string, (one: S) => Float64Array>>;
}

async function fillRuns<S extends Run>(
  tables: Tables,
  name: string,
  series: readonly S[],
  { words, values }: Layout<S>
): Promise<void> {
  const number = Int32Array.from(series, (_, i) => i);
  await tables.fill(`${name}_series`, arrowTable({ number, ...words }));
  await tables.fill(`${name}_rows`, runTables(series, values));
}

/** Values of series as tables of some million rows: number of the series, day, values; each series after the other. */
function* runTables<S extends Run>(series: readonly S[], values: Layout<S>['values']): Generator<Table> {
  const total = series.reduce((sum, one) => sum + one.days.length, 0);
  const names = Object.entries(values);
  let [at, inside] = [0, 0];
  for (let start = 0; start === 0 || start < total; start += CHUNK) {
    const length = Math.min(CHUNK, total - start);
    const number = new Int32Array(length);
    const days = new Int32Array(length);
    const columns = names.map(() => new Float64Array(length));
    for (let place = 0; place < length;) {
      const one = series[at];
      if (!one) break;
      const taken = Math.min(one.days.length - inside, length - place);
      number.fill(at, place, place + taken);
      days.set(one.days.subarray(inside, inside + taken), place);
      names.forEach(([, of], i) => columns[i]?.set(of(one).subarray(inside, inside + taken), place));
      place += taken;
      inside += taken;
      if (inside === one.days.length) [at, inside] = [at + 1, 0];
    }
    const named = Object.fromEntries(names.map(([name], i) => [name, columns[i] ?? new Float64Array(length)]));
    yield arrowTable({ number, day: { days }, ...named });
  }
}
