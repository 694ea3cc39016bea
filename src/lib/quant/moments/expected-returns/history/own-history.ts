import { expm1, log1p } from '$lib/math/elementary';
import { requireRows, type ReturnMatrix } from '../../return-matrix';

/** What a series' own rows say: their count, mean, and variance (divisor count - 1; NaN for one row). */
export interface OwnHistory {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Returns of a column that are there. @throws RangeError when it has none. */
function present({ values, rows, columns }: ReturnMatrix, column: number): Float64Array {
  const own = new Float64Array(rows);
  let count = 0;
  for (let t = 0; t < rows; t++) {
    const value = values[t * columns + column];
    if (!Number.isNaN(value)) own[count++] = value;
  }
  if (count === 0) throw new RangeError(`series ${column} has no returns`);
  return own.subarray(0, count);
}

/** Mean and variance of each series over its own rows. @throws RangeError naming a series without any return. */
export function ownHistories(returns: ReturnMatrix): OwnHistory[] {
  requireRows(returns, 1);
  return Array.from({ length: returns.columns }, (_, j) => {
    const own = present(returns, j);
    const mean = own.reduce((total, value) => total + value, 0) / own.length;
    const squares = own.reduce((total, value) => total + (value - mean) ** 2, 0);
    return { count: own.length, mean, variance: squares / (own.length - 1) };
  });
}

/** Compounded annual growth of each series over its own rows. @throws RangeError naming a series without any return. */
export function ownGrowth(returns: ReturnMatrix, periodsPerYear: number): Float64Array {
  requireRows(returns, 1);
  return Float64Array.from({ length: returns.columns }, (_, j) => {
    const own = present(returns, j);
    const logs = own.reduce((total, value) => total + log1p(value), 0);
    return expm1((logs * periodsPerYear) / own.length);
  });
}
