import type { ReturnMatrix } from './return-matrix';

/**
 * The same returns moved so that each column's mean is an annual expected return divided by the periods of a year:
 * the shape of the past, with means that one is ready to believe. Source: Efron and Tibshirani (1993), section 16.4,
 * bootstrap under a mean that is not the sample's.
 * @param annualMeans one a column, as fractions. @throws RangeError when their number is not that of the columns.
 */
export function recentredReturns(returns: ReturnMatrix, annualMeans: Float64Array, periodsPerYear = 252): ReturnMatrix {
  const { values, rows, columns } = returns;
  if (annualMeans.length !== columns) throw new RangeError(`${annualMeans.length} means for ${columns} columns`);
  const moved = Float64Array.from(values);
  for (let column = 0; column < columns; column++) {
    let total = 0;
    for (let row = 0; row < rows; row++) total += values[row * columns + column] ?? NaN;
    const shift = (annualMeans[column] ?? NaN) / periodsPerYear - total / rows;
    for (let row = 0; row < rows; row++) moved[row * columns + column] = (moved[row * columns + column] ?? NaN) + shift;
  }
  return { values: moved, rows, columns };
}
