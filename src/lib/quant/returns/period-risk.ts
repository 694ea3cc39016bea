import { log1p } from '$lib/math/elementary';
import { mean } from '$lib/math/stats';

/** Risk over a whole period, not annualised; fractions. */
export interface PeriodRisk {
  /** Sample deviation (n - 1) of log returns times the square root of their number. */
  readonly deviation: number;
  /** The same of the returns below their mean alone, over the same n - 1. */
  readonly semiDeviation: number;
}

/**
 * Deviation and semi-deviation of simple periodic returns over the period they span: those of their logs, scaled by the
 * square root of their number. The convention of Portfolio Performance; for a figure a year see annualVolatility. NaN
 * below two returns.
 */
export function periodRisk(returns: ArrayLike<number>): PeriodRisk {
  const logs = Float64Array.from(returns, log1p);
  if (logs.length < 2) return { deviation: NaN, semiDeviation: NaN };
  const centre = mean(logs);
  let squares = 0;
  let below = 0;
  for (const log of logs) {
    const square = (log - centre) ** 2;
    squares += square;
    if (log < centre) below += square;
  }
  const scale = logs.length / (logs.length - 1);
  return { deviation: Math.sqrt(squares * scale), semiDeviation: Math.sqrt(below * scale) };
}
