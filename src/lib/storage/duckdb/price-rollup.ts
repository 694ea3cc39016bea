import type { Day } from '$lib/domain/calendar';
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

/** Closes of some instruments, or of all, rolled up; by instrument and time. */
export function priceRollup(
  tables: Tables,
  unit: RollupUnit,
  instruments: readonly InstrumentId[] = []
): Promise<PriceBar[]> {
  const wanted = instruments.length === 0 ? 'true' : `instrument IN (${instruments.map(() => '?').join(', ')})`;
  return tables.query<PriceBar>(
    `SELECT instrument, ${dayNumber(`CAST(date_trunc('${unit}', day) AS DATE)`)} AS start,
      ${dayNumber('max(day)')} AS day, arg_min(close, day) AS open, max(close) AS high, min(close) AS low,
      arg_max(close, day) AS close, CAST(count(*) AS INTEGER) AS count
    FROM prices WHERE ${wanted}
    GROUP BY instrument, date_trunc('${unit}', day) ORDER BY instrument, start`,
    instruments
  );
}
