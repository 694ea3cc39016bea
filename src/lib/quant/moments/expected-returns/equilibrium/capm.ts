import { seriesOnRows } from '../../estimation';
import { requireRows, type ReturnMatrix } from '../../return-matrix';
import type { ReturnEstimator } from '../estimator';
import { ownGrowth, ownHistories } from '../history/own-history';

/** The market, and what it is expected to earn. */
export interface CapmOptions {
  /** Returns of the market, one a row, NaN where missing; the plain mean of the instruments when absent. */
  readonly market?: Float64Array;
  /** Annual. */
  readonly riskFreeRate?: number;
  /** Annual; from the market's own rows when absent. */
  readonly marketReturn?: number;
  /** The market's growth compounded, as PyPortfolioOpt's default, else its arithmetic mean. */
  readonly compounding?: boolean;
}

/** Mean of the instruments that have a return, row by row; NaN where none has. */
function plainMarket({ values, rows, columns }: ReturnMatrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, t) => {
    const row = values.subarray(t * columns, (t + 1) * columns).filter((value) => !Number.isNaN(value));
    return row.reduce((total, value) => total + value, 0) / row.length;
  });
}

/** Covariance of a series with the market over the rows that both have, divisor count - 1; NaN below two rows. */
function covarianceWith(returns: ReturnMatrix, j: number, market: Float64Array): number {
  const { values, rows, columns } = returns;
  let [count, sumA, sumB, product] = [0, 0, 0, 0];
  const both = (t: number): number => values[t * columns + j] * market[t];
  for (let t = 0; t < rows; t++) {
    if (Number.isNaN(both(t))) continue;
    count++;
    sumA += values[t * columns + j];
    sumB += market[t];
  }
  for (let t = 0; t < rows; t++) {
    if (!Number.isNaN(both(t))) product += (values[t * columns + j] - sumA / count) * (market[t] - sumB / count);
  }
  return count < 2 ? NaN : product / (count - 1);
}

/**
 * Capital asset pricing model: riskFreeRate + beta (market return - riskFreeRate). Beta is the covariance over the
 * pair's rows over the market's variance over all of its rows, as PyPortfolioOpt has it.
 * @throws RangeError when the market does not vary or shares no two rows with an instrument. Source: Sharpe (1964).
 */
export const capm: ReturnEstimator<'capm', CapmOptions> = {
  id: 'capm',
  raw: false,
  gaps: 'pairwise',
  options: {
    market: { kind: 'rows', needed: false },
    riskFreeRate: { kind: 'number', default: 0, minimum: -0.05, maximum: 0.5 },
    marketReturn: { kind: 'number', minimum: -0.5, maximum: 1 },
    compounding: { kind: 'switch', default: true }
  },
  estimate: (estimation, { market: given, riskFreeRate = 0, marketReturn, compounding = true }) => {
    const { returns, periodsPerYear } = estimation;
    requireRows(returns, 2);
    const market = given ? seriesOnRows(estimation, given) : plainMarket(returns);
    const series = { values: market, rows: returns.rows, columns: 1 };
    const [history] = ownHistories(series);
    if (!(history.variance > 0)) throw new RangeError('the market does not vary');
    const past = compounding ? ownGrowth(series, periodsPerYear)[0] : history.mean * periodsPerYear;
    const premium = (marketReturn ?? past) - riskFreeRate;
    const betas = Float64Array.from({ length: returns.columns }, (_, j) => {
      const beta = covarianceWith(returns, j, market) / history.variance;
      if (!Number.isFinite(beta)) throw new RangeError(`series ${j} shares no returns with the market`);
      return beta;
    });
    return { expectedReturns: betas.map((beta) => riskFreeRate + beta * premium), betas };
  }
};
