import { dayFromNumber, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { dayNumber } from './fill';
import type { Tables } from './connection';

/** Spans that closes are rolled up to. Weeks begin on Monday (ISO 8601). */
export type RollupUnit = 'day' | 'week' | 'month';

/** The closes of one span: first, highest, lowest and last of them. Intraday highs and lows are not known. */
export interface PriceBar {
  readonly instrument: InstrumentId;
  /** First day of the span by the calendar. */
  readonly start: Day;
  /** Day of the last close within it. */
  readonly day: Day;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly count: number;
}

/** Bars of many instruments by column, by instrument and time. */
export interface PriceRollup {
  readonly instruments: readonly InstrumentId[];
  /** Place of each bar's instrument in `instruments`. */
  readonly series: Int32Array;
  readonly start: Int32Array;
  readonly day: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly count: Int32Array;
}

// Numbers of spans in whole days, which are quicker to group by than dates; and the first day of a span. Weeks are counted
// from long before any day, because a quotient of integers is cut towards zero.
const EARLY = 7 * 200_000;
const spans: Readonly<Record<RollupUnit, { readonly number: string; readonly start: string }>> = {
  day: { number: dayNumber('day'), start: 'span' },
  week: { number: `(${dayNumber('day')} + ${EARLY + 3}) // 7`, start: `span * 7 - ${EARLY + 3}` },
  month: {
    number: 'CAST(year(day) * 12 + month(day) - 1 AS INTEGER)',
    start: dayNumber('make_date(span // 12, span % 12 + 1, 1)')
  }
};

/** Closes of some instruments, or of all, rolled up, as columns. */
export async function priceRollupColumns(
  tables: Tables,
  unit: RollupUnit,
  instruments: readonly InstrumentId[] = []
): Promise<PriceRollup> {
  const wanted =
    instruments.length === 0
      ? 'true'
      : `number IN (SELECT number FROM price_series WHERE instrument IN (${instruments.map(() => '?').join(', ')}))`;
  const { number, start } = spans[unit];
  // The rows lie in the order of series and day, and the database has one thread: first and last are those by day.
  const columns = await tables.columns(
    `SELECT number AS series, CAST(${start} AS INTEGER) AS start, ${dayNumber('day')} AS day, open, high, low, close, count
    FROM (
      SELECT number, ${number} AS span, last(day) AS day, first(close) AS open, max(close) AS high, min(close) AS low,
        last(close) AS close, CAST(count(*) AS INTEGER) AS count
      FROM price_rows WHERE ${wanted} GROUP BY number, span
    ) ORDER BY series, span`,
    instruments
  );
  const names = await tables.query<{ instrument: InstrumentId }>('SELECT instrument FROM price_series ORDER BY number');
  return {
    ...(columns as unknown as Omit<PriceRollup, 'instruments'>),
    instruments: names.map((one) => one.instrument)
  };
}

/** Closes of some instruments, or of all, rolled up; by instrument and time. */
export async function priceRollup(
  tables: Tables,
  unit: RollupUnit,
  instruments: readonly InstrumentId[] = []
): Promise<PriceBar[]> {
  const found = await priceRollupColumns(tables, unit, instruments);
  return Array.from(found.series, (series, at): PriceBar => {
    const of = (column: Int32Array | Float64Array): number => column[at] ?? NaN;
    return {
      instrument: found.instruments[series] as InstrumentId,
      ...{ start: dayFromNumber(of(found.start)), day: dayFromNumber(of(found.day)) },
      ...{ open: of(found.open), high: of(found.high), low: of(found.low), close: of(found.close) },
      count: of(found.count)
    };
  });
}
