import { weightedMoments } from '$lib/math/stats';
import type { Sample } from './model';
import type { SimulationSource } from './model-types';

/**
 * The sample of a source, checked; the price level comes as a last column where it is wanted.
 * @throws RangeError when rows, columns or returns do not fit.
 */
export function sampleOf(source: SimulationSource, priced: boolean): Sample {
  const { values, rows, columns: count } = source.returns;
  const { rowsPerMonth, inflation } = source;
  if (values.length !== rows * count) throw new RangeError(`${values.length} values for ${rows} x ${count}`);
  if (!Number.isInteger(rowsPerMonth) || rowsPerMonth < 1 || rowsPerMonth > 366)
    throw new RangeError(`rows in a month: ${rowsPerMonth}`);
  if (priced && inflation?.length !== rows) throw new RangeError('no growth of prices for each row');
  const columns = count + (priced ? 1 : 0);
  const growth = new Float64Array(rows * columns);
  const meanGrowth = new Float64Array(columns);
  for (let t = 0; t < rows; t++)
    for (let i = 0; i < columns; i++) {
      const one = 1 + (i < count ? values[t * count + i] : (inflation?.[t] ?? NaN));
      if (!(one > 0 && one < Infinity)) throw new RangeError(`return ${one - 1} in row ${t}`);
      growth[t * columns + i] = one;
      meanGrowth[i] += one / rows;
    }
  return { rows, columns, growth, meanGrowth, rowsPerMonth, source };
}

/** Covariance of the sample, divisor n - 1. @throws RangeError below two rows. */
export function covarianceOf({ rows, columns, growth }: Sample): Float64Array {
  if (rows < 2) throw new RangeError(`${rows} rows of returns`);
  return weightedMoments(growth, rows, columns, new Float64Array(rows).fill(1), rows - 1).covariance;
}
