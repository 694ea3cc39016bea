/** Rows that a check finds, by its code. */
export type Counts = Readonly<Record<string, number>>;

/** Weekdays before a day, so that the difference of two counts those between. */
const weekdays = (day: string): string => `(5 * ((${day} + 3) // 7) + least((${day} + 3) % 7, 5))`;

/** Tables that the checks share: sound rows with their steps, and robust scales. */
export const preparation = `
  CREATE OR REPLACE TEMP TABLE sound AS
    SELECT series, day, value, k, step, value = before AS unmoved,
      lead(step, 1) OVER w AS s1, lead(step, 2) OVER w AS s2, lead(step, 3) OVER w AS s3
    FROM (
      SELECT series, day, value, row_number() OVER v AS k, lag(value) OVER v AS before, ln(value / lag(value) OVER v) AS step
      FROM (
        SELECT series, day, value FROM closes WHERE isfinite(value) AND value > 0
        QUALIFY row_number() OVER (PARTITION BY series, day ORDER BY place DESC) = 1
      )
      WINDOW v AS (PARTITION BY series ORDER BY day)
    )
    WINDOW w AS (PARTITION BY series ORDER BY day);
  CREATE OR REPLACE TEMP TABLE scales AS
    SELECT series, median(step) AS middle, 1.4826 * mad(step) AS scale, count(step) AS steps,
      count(*) FILTER (unmoved) AS stills
    FROM sound GROUP BY series;`;

/** The same checks as the catalog's, each a query of one number. */
export const checksInSql: Readonly<Record<string, string>> = {
  'not-finite': `SELECT count(*) AS n FROM closes WHERE NOT isfinite(value)`,
  zero: `SELECT count(*) AS n FROM closes WHERE value = 0`,
  negative: `SELECT count(*) AS n FROM closes WHERE value < 0 AND isfinite(value)`,
  'wrong-order': `SELECT count(*) AS n FROM (SELECT day, max(day) OVER (PARTITION BY series ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest FROM closes) WHERE day < latest`,
  'duplicate-equal': `SELECT count(*) AS n FROM (SELECT value, lag(value) OVER (PARTITION BY series, day ORDER BY place) AS first FROM closes) WHERE value = first`,
  'duplicate-different': `SELECT count(*) AS n FROM (SELECT value, lag(value) OVER (PARTITION BY series, day ORDER BY place) AS first FROM closes) WHERE value <> first`,
  weekend: `SELECT count(*) AS n FROM sound WHERE (day + 3) % 7 >= 5`,
  gap: `SELECT coalesce(sum(missing), 0) AS n FROM (
      SELECT ${weekdays('day')} - ${weekdays('(lag(day) OVER (PARTITION BY series ORDER BY day) + 1)')} AS missing
      FROM sound WHERE (day + 3) % 7 < 5) WHERE missing >= 6`,
  'stale-run': `WITH runs AS (
      SELECT series, min(k) AS start, max(k) AS stop, count(*) AS length
      FROM (SELECT series, k, k - row_number() OVER (PARTITION BY series ORDER BY k) AS island FROM sound WHERE unmoved)
      GROUP BY series, island HAVING count(*) >= 5),
    near AS (
      SELECT r.series, r.start, any_value(r.length) AS length, any_value(c.steps) AS steps, any_value(c.stills) AS stills,
        count(*) AS seen, count(*) FILTER (s.unmoved) AS still
      FROM runs r JOIN scales c USING (series)
      JOIN sound s ON s.series = r.series AND s.k > 1 AND s.k BETWEEN r.start - 250 AND r.stop + 250
        AND NOT s.k BETWEEN r.start AND r.stop
      GROUP BY r.series, r.start),
    shares AS (
      SELECT *, greatest((stills - length) / greatest(1, steps - length), still / seen, 1 / steps) AS share FROM near)
    SELECT coalesce(sum(length), 0) AS n FROM shares WHERE share < 0.5 AND steps * (1 - share) * share ** length < 1e-3`,
  'bad-print': `WITH far AS (
      SELECT s.*, c.scale FROM sound s JOIN scales c USING (series) WHERE abs(step - middle) > 10 * scale AND abs(step) > 0.02),
    local AS (
      SELECT f.series, f.k, any_value(f.step) AS step, any_value(f.s1) AS s1, any_value(f.s2) AS s2, any_value(f.s3) AS s3,
        median(n.step) AS middle, greatest(any_value(f.scale), 1.4826 * mad(n.step)) AS unit
      FROM far f JOIN sound n ON n.series = f.series AND n.k BETWEEN f.k - 10 AND f.k + 10 AND n.k > 1
      GROUP BY f.series, f.k),
    leaps AS (
      SELECT series, k, step, step + s1 AS a1, step + s1 + s2 AS a2, step + s1 + s2 + s3 AS a3, abs(step) AS size, unit
      FROM local WHERE abs(step - middle) > 10 * unit),
    ends AS (
      SELECT series, k, CASE
        WHEN abs(a1) <= least(0.2 * size, 6 * unit * sqrt(2)) THEN 1
        WHEN a1 * sign(step) < 0.5 * size THEN 0
        WHEN abs(a2) <= least(0.2 * size, 6 * unit * sqrt(3)) THEN 2
        WHEN a2 * sign(step) < 0.5 * size THEN 0
        WHEN abs(a3) <= least(0.2 * size, 6 * unit * sqrt(4)) THEN 3
        ELSE 0 END AS length
      FROM leaps)
    SELECT coalesce(sum(length), 0) AS n FROM ends WHERE length > 0`
};
