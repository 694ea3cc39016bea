import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { dayNumber } from './fill';
import type { Tables } from './connection';

/** How complete the prices of an instrument are. */
export interface PriceCoverage {
  readonly instrument: InstrumentId;
  readonly count: number;
  readonly first: Day;
  readonly last: Day;
  /** Days between first and last on which any instrument has a price and this one has none. */
  readonly missing: number;
  /** Share of those days that it has: 1 is complete. */
  readonly coverage: number;
  /** Longest stretch without a price between two prices, in days, and the day after which it begins. */
  readonly longestGap: number;
  readonly gapAfter: Day | null;
  /** Prices of zero or below. */
  readonly notPositive: number;
}

/** Coverage of every instrument that has prices, by instrument. */
export function priceCoverage(tables: Tables): Promise<PriceCoverage[]> {
  return tables.query<PriceCoverage>(`
    WITH calendar AS (
      SELECT day, CAST(row_number() OVER (ORDER BY day) AS INTEGER) AS position FROM (SELECT DISTINCT day FROM prices)
    ),
    spaced AS (
      SELECT instrument, day, close, position, lead(day) OVER (PARTITION BY instrument ORDER BY day) - day AS gap
      FROM prices JOIN calendar USING (day)
    )
    SELECT instrument, CAST(count(*) AS INTEGER) AS count,
      ${dayNumber('min(day)')} AS first, ${dayNumber('max(day)')} AS last,
      CAST(max(position) - min(position) + 1 - count(*) AS INTEGER) AS missing,
      CAST(count(*) AS DOUBLE) / (max(position) - min(position) + 1) AS coverage,
      CAST(coalesce(max(gap), 0) AS INTEGER) AS "longestGap",
      ${dayNumber('arg_max(day, gap)')} AS "gapAfter",
      CAST(count(*) FILTER (close <= 0) AS INTEGER) AS "notPositive"
    FROM spaced GROUP BY instrument ORDER BY instrument`);
}
