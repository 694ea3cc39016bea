import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReturnMatrix } from '$lib/quant/moments';

interface Prices {
  readonly dates: string[];
  readonly values: number[][];
}

function pricesOf(name: string): Prices | undefined {
  const folder = process.env['SEXTANT_SHARED'];
  const file = folder && join(folder, 'data', name);
  if (!file || !existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const cells = lines.map((line) => line.split(','));
  return {
    dates: cells.map(([date = '']) => date),
    values: cells.map((row) => row.slice(1).map((cell) => (cell === '' ? NaN : Number(cell))))
  };
}

/** Changes from row to row, NaN unless both prices are there, as pandas' pct_change without filling. */
const changes = ({ values }: Prices): number[][] =>
  values.slice(1).map((row, t) => row.map((price, j) => price / (values[t]?.[j] ?? NaN) - 1));

/** Returns of PyPortfolioOpt's 20 stocks with NaN where missing, and of SPY on the same days; undefined without the files. */
export function pypfoptReturns(): { readonly returns: ReturnMatrix; readonly market: Float64Array } | undefined {
  const stocks = pricesOf('pypfopt_stock_prices.csv');
  const spy = pricesOf('pypfopt_spy_prices.csv');
  if (!stocks || !spy) return undefined;
  const rows = changes(stocks);
  const spyChanges = new Map(changes(spy).map(([change = NaN], t) => [spy.dates[t + 1], change]));
  return {
    returns: { values: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0]?.length ?? 0 },
    market: Float64Array.from(stocks.dates.slice(1), (date) => spyChanges.get(date) ?? NaN)
  };
}

/** The same returns with zero in place of what is missing: what PyPortfolioOpt's shrinkage makes of them. */
export const zeroFilled = (returns: ReturnMatrix): ReturnMatrix => ({
  ...returns,
  values: returns.values.map((value) => (Number.isNaN(value) ? 0 : value))
});
