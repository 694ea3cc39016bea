import { requireRowsOf, type FactorReturns } from './factor-returns';

/** Where a compounded return comes from; the parts add up to `total`. */
export interface FactorAttribution {
  /** Compounded return over all rows. */
  readonly total: number;
  /** Part that cash earned, where the regression was in excess of it. */
  readonly cash: number;
  readonly factors: Float64Array;
  /** The constant, and what was left from row to row (which adds up to about nothing). */
  readonly alpha: number;
  readonly residual: number;
}

/**
 * Compounded return of a series by factor. In each row the return is cash + alpha + sum of beta f + residual; rows are
 * linked by Carino's coefficients, ln(1 + r_t) / r_t over ln(1 + R) / R, so that the parts add up to the compounded return.
 * `excess` is the series that was explained, `cash` the return of cash in each row (zeros when it was not taken off).
 * Undefined when everything was lost. Source: Carino, Combining attribution effects over time (1999).
 * @throws RangeError when lengths differ.
 */
export function factorAttribution(
  excess: Float64Array,
  cash: Float64Array,
  factors: FactorReturns,
  { alpha, betas }: { readonly alpha: number; readonly betas: ArrayLike<number> }
): FactorAttribution | undefined {
  requireRowsOf(factors, excess);
  requireRowsOf(factors, cash);
  const k = factors.names.length;
  let logs = 0;
  const growth = excess.map((value, t) => 1 + value + cash[t]);
  if (growth.some((value) => !(value > 0))) return undefined;
  for (const value of growth) logs += Math.log(value);
  const total = Math.expm1(logs);
  const link = (rate: number): number => (Math.abs(rate) < 1e-12 ? 1 : Math.log1p(rate) / rate);
  const whole = link(total);
  const parts = new Float64Array(k);
  let [fromCash, fromAlpha, fromResidual] = [0, 0, 0];
  for (let t = 0; t < factors.rows; t++) {
    const weight = link(growth[t] - 1) / whole;
    let left = excess[t] - alpha;
    for (let f = 0; f < k; f++) {
      const part = betas[f] * factors.values[t * k + f];
      parts[f] += weight * part;
      left -= part;
    }
    fromCash += weight * cash[t];
    fromAlpha += weight * alpha;
    fromResidual += weight * left;
  }
  return { total, cash: fromCash, factors: parts, alpha: fromAlpha, residual: fromResidual };
}
