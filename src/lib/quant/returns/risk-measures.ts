import { correlation, covariance, mean, standardDeviation, variance } from '$lib/math/stats';

/**
 * Annual volatility: sample standard deviation (n - 1) of periodic returns times the square root of the periods in a
 * year. A fraction; NaN below two returns.
 */
export function annualVolatility(returns: ArrayLike<number>, periodsPerYear: number): number {
  return returns.length < 2 ? NaN : standardDeviation(returns) * Math.sqrt(periodsPerYear);
}

/**
 * Downside deviation per year: root of the mean over all periods of min(0, r - target)^2, times the square root of the
 * periods in a year. `target` is per period. Source: F. Sortino and R. van der Meer (1991).
 */
export function annualDownsideDeviation(returns: ArrayLike<number>, periodsPerYear: number, target = 0): number {
  let squares = 0;
  for (let t = 0; t < returns.length; t++) squares += Math.min(0, (returns[t] ?? NaN) - target) ** 2;
  return Math.sqrt(squares / returns.length) * Math.sqrt(periodsPerYear);
}

/** Risk-free return of one period that compounds to an annual rate. */
export function periodicRate(annualRate: number, periodsPerYear: number): number {
  return Math.expm1(Math.log1p(annualRate) / periodsPerYear);
}

/**
 * Sharpe ratio: mean periodic return over the risk-free one, over the sample deviation of it, times the square root of
 * the periods in a year. `riskFree` is per period. NaN below two returns; infinite when the returns do not vary.
 * Source: W. Sharpe (1994).
 */
export function sharpeRatio(returns: ArrayLike<number>, periodsPerYear: number, riskFree = 0): number {
  if (returns.length < 2) return NaN;
  return ((mean(returns) - riskFree) / standardDeviation(returns)) * Math.sqrt(periodsPerYear);
}

/** Sortino ratio: as {@link sharpeRatio} with the downside deviation below the risk-free return in place of the deviation. */
export function sortinoRatio(returns: ArrayLike<number>, periodsPerYear: number, riskFree = 0): number {
  if (returns.length < 2) return NaN;
  return ((mean(returns) - riskFree) * periodsPerYear) / annualDownsideDeviation(returns, periodsPerYear, riskFree);
}

/**
 * Historical expected shortfall at a confidence of 1 - tail: minus the mean of the worst share `tail` of the returns, the
 * return at the border counted with the fraction that fills the share. Positive is a loss; NaN when empty or on NaN.
 * Source: C. Acerbi and D. Tasche (2002), eq. 4.
 * @throws RangeError when tail is not in (0, 1].
 */
export function historicalShortfall(returns: ArrayLike<number>, tail = 0.05): number {
  if (!(tail > 0 && tail <= 1)) throw new RangeError(`tail out of (0, 1]: ${tail}`);
  const sorted = Float64Array.from(returns).sort();
  const share = tail * sorted.length;
  const whole = Math.floor(share + 1e-12);
  let total = (share - whole) * (sorted[whole] ?? 0);
  for (let i = 0; i < whole; i++) total += sorted[i] ?? 0;
  return sorted.length === 0 || Number.isNaN(sorted.at(-1)) ? NaN : -total / share;
}

/** Dependence of returns on those of a benchmark over the same periods. */
export interface BenchmarkRelation {
  /** Slope of the regression on the benchmark: covariance over the benchmark's variance. */
  readonly beta: number;
  readonly correlation: number;
  /** Sample deviation of the difference of returns, annual. */
  readonly trackingError: number;
}

/** Beta, correlation and tracking error to a benchmark. NaN where the benchmark does not vary. @throws RangeError when the lengths differ. */
export function benchmarkRelation(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  periodsPerYear: number
): BenchmarkRelation {
  if (returns.length !== benchmark.length)
    throw new RangeError(`lengths differ: ${returns.length} and ${benchmark.length} returns`);
  const spread = Float64Array.from(returns, (value, t) => value - (benchmark[t] ?? NaN));
  const benchmarkVariance = variance(benchmark);
  return {
    beta: benchmarkVariance > 0 ? covariance(returns, benchmark) / benchmarkVariance : NaN,
    correlation: correlation(returns, benchmark),
    trackingError: annualVolatility(spread, periodsPerYear)
  };
}
