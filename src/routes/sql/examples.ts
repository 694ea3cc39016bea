/** Queries that say something about any portfolio; all of them run on the demo. */
export const examples: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: 'Largest falls of what you hold',
    sql: `SELECT i.symbol, day, change
FROM returns JOIN holdings USING (instrument) JOIN instruments i USING (instrument)
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
  SELECT i.symbol, date_trunc('month', day) AS month, product(1 + change) - 1 AS change
  FROM returns JOIN holdings USING (instrument) JOIN instruments i USING (instrument)
  GROUP BY ALL
)
SELECT a.symbol AS one, b.symbol AS other, corr(a.change, b.change) AS correlation, count(*) AS months
FROM monthly a JOIN monthly b ON a.month = b.month AND a.symbol < b.symbol
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
    sql: `SELECT i.symbol, stddev_samp(ln(1 + change)) * sqrt(252) AS volatility, avg(ln(1 + change)) * 252 AS yearly_return
FROM returns JOIN holdings USING (instrument) JOIN instruments i USING (instrument)
WHERE day > (SELECT max(day) FROM returns) - INTERVAL 5 YEAR
GROUP BY ALL
ORDER BY volatility`
  }
];
