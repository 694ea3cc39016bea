import { standardDeviation, sum } from '$lib/math/stats';
import { log1p } from '$lib/math/elementary';

/** Figures of a strategy's returns over some periods. Fractions; a year is `periodsPerYear` periods. */
export interface SeriesFigures {
  readonly periods: number;
  /** Compounded over the periods, as if they followed each other. */
  readonly totalReturn: number;
  /** Arithmetic mean times the periods of a year. */
  readonly annualMean: number;
  /** Sample deviation times the root of the periods of a year; NaN below two periods. */
  readonly annualVolatility: number;
  /** Mean over volatility, without a risk-free rate; NaN where that is 0 or not defined. */
  readonly sharpe: number;
  /** Share of the periods with a gain. */
  readonly hitRate: number;
}

/** Figures of periodic returns. NaN spreads to all of them but the hit rate; all NaN where there are none. */
export function seriesFigures(returns: Float64Array, periodsPerYear: number): SeriesFigures {
  const periods = returns.length;
  let level = 1;
  let hits = 0;
  for (const value of returns) {
    level *= 1 + value;
    if (value > 0) hits++;
  }
  const annualMean = (sum(returns) / periods) * periodsPerYear;
  const annualVolatility = standardDeviation(returns) * Math.sqrt(periodsPerYear);
  return {
    periods,
    totalReturn: periods === 0 ? NaN : level - 1,
    annualMean,
    annualVolatility,
    sharpe: annualVolatility > 0 ? annualMean / annualVolatility : NaN,
    hitRate: hits / periods
  };
}

/** Sum of ln(1 + r), the growth of the logarithm of value; -Infinity when all is lost. */
export function logGrowth(returns: ArrayLike<number>): number {
  let growth = 0;
  for (let t = 0; t < returns.length; t++) {
    if (returns[t] <= -1) return -Infinity;
    growth += log1p(returns[t]);
  }
  return growth;
}
