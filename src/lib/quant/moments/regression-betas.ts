import type { ReturnMatrix } from './return-matrix';

/**
 * Beta of each instrument to a series of returns over the same periods: sample covariance with the series over its
 * variance, the slope of the least squares line. Periods in which the series is NaN are left out. Undefined with fewer
 * than two periods left, or a series that does not move. Source: Sharpe (1964).
 * @throws RangeError when the series has not one return a period.
 */
export function regressionBetas(
  { values, rows, columns }: ReturnMatrix,
  series: Float64Array
): Float64Array | undefined {
  if (series.length !== rows) throw new RangeError(`${series.length} returns of the series for ${rows} periods`);
  let count = 0;
  let mean = 0;
  const means = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    const one = series[t] ?? NaN;
    if (!Number.isFinite(one)) continue;
    count += 1;
    mean += one;
    for (let j = 0; j < columns; j++) means[j] = (means[j] ?? 0) + (values[t * columns + j] ?? 0);
  }
  if (count < 2) return undefined;
  mean /= count;
  let variance = 0;
  const joint = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    const apart = (series[t] ?? NaN) - mean;
    if (!Number.isFinite(apart)) continue;
    variance += apart * apart;
    for (let j = 0; j < columns; j++)
      joint[j] = (joint[j] ?? 0) + apart * ((values[t * columns + j] ?? 0) - (means[j] ?? 0) / count);
  }
  return variance > 0 ? joint.map((one) => one / variance) : undefined;
}
