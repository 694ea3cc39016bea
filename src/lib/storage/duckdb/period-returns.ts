import { arrowTable } from './columns';
import type { Tables } from './connection';
import { dayOf } from './fill';

/** An index of wealth by day, such as a portfolio's time-weighted index: positive, days ascending. */
export interface IndexRun {
  readonly days: Int32Array;
  readonly index: Float64Array;
}

/** Return of a calendar month or year, as a fraction. The first one begins at the first day of the index. */
export interface PeriodReturn {
  readonly year: number;
  /** 1 to 12; null for a year. */
  readonly month: number | null;
  readonly value: number;
}

/** Returns of an index by month and by year, in order of time. */
export async function periodReturns(
  tables: Tables,
  run: IndexRun
): Promise<{ months: PeriodReturn[]; years: PeriodReturn[] }> {
  await tables.fill('index_rows', arrowTable({ day: run.days, value: run.index }));
  const by = (unit: 'month' | 'year'): Promise<PeriodReturn[]> =>
    tables.query<PeriodReturn>(`
      WITH dated AS (SELECT ${dayOf('day')} AS day, value FROM index_rows),
      ends AS (
        SELECT date_trunc('${unit}', day) AS span, arg_max(value, day) AS last, arg_min(value, day) AS first, count(*) AS n
        FROM dated GROUP BY ALL
      ),
      chained AS (SELECT *, lag(last) OVER (ORDER BY span) AS previous FROM ends)
      SELECT CAST(year(span) AS INTEGER) AS year,
        ${unit === 'month' ? 'CAST(month(span) AS INTEGER)' : 'CAST(NULL AS INTEGER)'} AS month,
        last / coalesce(previous, first) - 1 AS value
      FROM chained WHERE previous IS NOT NULL OR n > 1 ORDER BY span`);
  return { months: await by('month'), years: await by('year') };
}
