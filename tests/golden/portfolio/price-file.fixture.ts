import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReturnMatrix } from '$lib/quant/moments';

/** Simple returns of columns of a price file in the shared folder; undefined without it. `since` is the first day of prices. */
export function fileReturns(name: string, columns?: readonly string[], since = ''): ReturnMatrix | undefined {
  const folder = process.env['SEXTANT_SHARED'];
  const file = folder && join(folder, 'data', name);
  if (!file || !existsSync(file)) return undefined;
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',').slice(1);
  const places = (columns ?? names).map((column) => names.indexOf(column));
  const prices = lines
    .filter((line) => line >= since)
    .map((line) => {
      const cells = line.split(',').slice(1);
      return places.map((place) => (cells[place] ? Number(cells[place]) : NaN));
    });
  const values = prices.slice(1).flatMap((row, t) => row.map((price, j) => price / prices[t][j] - 1));
  return { values: Float64Array.from(values), rows: prices.length - 1, columns: places.length };
}

/** The last rows of a matrix of returns. */
export function lastRows({ values, rows, columns }: ReturnMatrix, count: number): ReturnMatrix {
  return { values: values.slice((rows - count) * columns), rows: count, columns };
}
