/** Queries that say something about any portfolio; all of them run on the demo. */
export const examples: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: 'Largest falls of what you hold',
    sql: `SELECT i.symbol, p.day, p.close / lag(p.close) OVER (PARTITION BY instrument ORDER BY p.day) - 1 AS change
FROM prices p
JOIN holdings h USING (instrument)
JOIN instruments i USING (instrument)
QUALIFY change IS NOT NULL
ORDER BY change
LIMIT 20`
  },
  {
    title: 'Dividends and interest by year and currency',
    sql: `SELECT CAST(year(day) AS VARCHAR) AS year, currency, sum(amount) AS received, count(*) AS payments
FROM transactions
WHERE verb IN ('dividend', 'interest')
GROUP BY ALL
ORDER BY year, currency`
  },
  {
    title: 'Correlation of monthly returns',
    sql: `WITH monthly AS (
  SELECT instrument, date_trunc('month', day) AS month, arg_max(close, day) AS close
  FROM prices JOIN holdings h USING (instrument)
  GROUP BY ALL
), returns AS (
  SELECT i.symbol, month, close / lag(close) OVER (PARTITION BY instrument ORDER BY month) - 1 AS change
  FROM monthly JOIN instruments i USING (instrument)
)
SELECT a.symbol AS one, b.symbol AS other, corr(a.change, b.change) AS correlation, count(*) AS months
FROM returns a JOIN returns b ON a.month = b.month AND a.symbol < b.symbol
WHERE a.change IS NOT NULL AND b.change IS NOT NULL
GROUP BY ALL
HAVING count(*) >= 24
ORDER BY correlation DESC`
  },
  {
    title: 'Worth at the end of each month',
    sql: `SELECT max(day) AS day, arg_max(value, day) AS value
FROM daily_values
GROUP BY date_trunc('month', day)
ORDER BY day`
  },
  {
    title: 'Return and worst fall of each year',
    sql: `SELECT CAST(year(day) AS VARCHAR) AS year,
  product(1 + coalesce(time_weighted_return, 0)) - 1 AS time_weighted,
  min(drawdown) AS deepest_below_peak,
  sum(flow) AS paid_in
FROM daily_values
GROUP BY ALL
ORDER BY year`
  },
  {
    title: 'What each sector is worth',
    sql: `SELECT coalesce(i.sector, i.kind) AS sector, sum(h.value) AS value, sum(h.weight) AS weight
FROM holdings h JOIN instruments i USING (instrument)
GROUP BY ALL
ORDER BY value DESC`
  },
  {
    title: 'Fees and taxes by year',
    sql: `SELECT CAST(year(day) AS VARCHAR) AS year, currency, sum(quantity) FILTER (side = 'fee') AS fees,
  sum(quantity) FILTER (side = 'tax') AS taxes
FROM postings
WHERE side IN ('fee', 'tax')
GROUP BY ALL
ORDER BY year, currency`
  },
  {
    title: 'How long open lots are held',
    sql: `SELECT i.symbol, l.opened, today() - l.opened AS days, l.quantity, l.cost, l.currency
FROM lots l JOIN instruments i USING (instrument)
ORDER BY l.opened`
  },
  {
    title: 'Return against risk, five years',
    sql: `WITH changes AS (
  SELECT instrument, day, ln(close / lag(close) OVER (PARTITION BY instrument ORDER BY day)) AS change
  FROM prices JOIN holdings h USING (instrument)
  WHERE day > (SELECT max(day) FROM prices) - INTERVAL 5 YEAR
)
SELECT i.symbol, stddev_samp(change) * sqrt(252) AS volatility, avg(change) * 252 AS yearly_return
FROM changes JOIN instruments i USING (instrument)
WHERE change IS NOT NULL
GROUP BY ALL
ORDER BY volatility`
  }
];
