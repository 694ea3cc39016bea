import type { ReturnMatrix } from '$lib/quant/moments';
import type { TailSample } from '../value-at-risk';

/**
 * A sample whose columns are first the returns of each instrument in its own currency, then what the exchange rate adds to
 * each: the weights stand twice and the portfolio's returns are the same. Rate returns are those of the instrument's
 * currency in the base currency, zero for the base itself; the cross product of both belongs to the rate.
 * @throws RangeError when the shapes differ.
 */
export function currencySplit(sample: TailSample, rateReturns: ReturnMatrix): TailSample {
  const { returns, weights, series } = sample;
  const { rows, columns } = returns;
  if (rateReturns.rows !== rows || rateReturns.columns !== columns)
    throw new RangeError(`${rateReturns.rows} x ${rateReturns.columns} rates for ${rows} x ${columns} returns`);
  const values = new Float64Array(2 * rows * columns);
  for (let t = 0; t < rows; t++) {
    for (let j = 0; j < columns; j++) {
      const whole = returns.values[t * columns + j];
      const rate = rateReturns.values[t * columns + j];
      // (1 + whole) / (1 + rate) - 1 without the digits that it would lose.
      const local = (whole - rate) / (1 + rate);
      values[2 * t * columns + j] = local;
      values[(2 * t + 1) * columns + j] = whole - local;
    }
  }
  const doubled = new Float64Array(2 * columns);
  doubled.set(weights);
  doubled.set(weights, columns);
  return { returns: { values, rows, columns: 2 * columns }, weights: doubled, series };
}

/**
 * A sample whose columns are factors, held as the portfolio is exposed to them, and what no factor explains: the last one.
 * `loadings` has an instrument's row of one figure a factor. The portfolio's returns are the same.
 * @throws RangeError when the shapes differ.
 */
export function factorSplit(sample: TailSample, factors: ReturnMatrix, loadings: Float64Array): TailSample {
  const { returns, weights, series } = sample;
  const count = factors.columns;
  if (factors.rows !== returns.rows) throw new RangeError(`${factors.rows} rows of factors for ${returns.rows}`);
  if (loadings.length !== returns.columns * count)
    throw new RangeError(`${loadings.length} loadings for ${returns.columns} x ${count}`);
  const exposures = new Float64Array(count + 1);
  weights.forEach((weight, j) => {
    for (let k = 0; k < count; k++) exposures[k] += weight * loadings[j * count + k];
  });
  exposures[count] = 1;
  const values = new Float64Array(factors.rows * (count + 1));
  for (let t = 0; t < factors.rows; t++) {
    let explained = 0;
    for (let k = 0; k < count; k++) {
      const value = factors.values[t * count + k];
      values[t * (count + 1) + k] = value;
      explained += exposures[k] * value;
    }
    values[t * (count + 1) + count] = series[t] - explained;
  }
  return { returns: { values, rows: factors.rows, columns: count + 1 }, weights: exposures, series };
}
