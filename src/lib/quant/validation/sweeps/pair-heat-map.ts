import type { HeatMap } from './parameter-grid';
import type { WindowPair } from './moving-average-sweep';

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Every pair of a fast and a slow window in which the fast one is shorter. */
export function windowPairs(fast: readonly number[], slow: readonly number[]): WindowPair[] {
  return fast.flatMap((one) => slow.filter((other) => other > one).map((other) => ({ fast: one, slow: other })));
}

/**
 * Heat map of a figure of a sweep: fast windows down, slow ones across, NaN where a pair was not tried. `values` are those of
 * one series, in the order of the pairs. @throws RangeError when they are not as many.
 */
export function pairHeatMap(pairs: readonly WindowPair[], values: ArrayLike<number>): HeatMap {
  if (values.length !== pairs.length) throw new RangeError(`${values.length} values for ${pairs.length} pairs`);
  const rows = ascending(pairs.map(({ fast }) => fast));
  const columns = ascending(pairs.map(({ slow }) => slow));
  const cells = new Float64Array(rows.length * columns.length).fill(NaN);
  pairs.forEach(({ fast, slow }, k) => {
    cells[rows.indexOf(fast) * columns.length + columns.indexOf(slow)] = values[k];
  });
  return { rows: { name: 'fast', values: rows }, columns: { name: 'slow', values: columns }, values: cells };
}
