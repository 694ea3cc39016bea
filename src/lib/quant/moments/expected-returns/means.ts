import { expm1, log1p } from '$lib/math/elementary';
import { choleskyFactor, choleskySolve, symmetricProduct } from '$lib/math/linalg';
import { sampleCovariance } from '../covariance/sample-covariance';
import { requireRows, type ReturnMatrix } from '../return-matrix';

/** Means pulled towards one common value. */
export interface ShrunkMeans {
  /** Annual. */
  readonly means: Float64Array;
  /** The common annual value. */
  readonly target: number;
  /** Weight of the target, 0 to 1. */
  readonly intensity: number;
}

/** Choices of {@link shrunkMeans}. */
export interface ShrinkageOptions {
  readonly periodsPerYear?: number;
  /** Annual covariance of the returns; the sample's when absent. Must be positive definite. */
  readonly covariance?: Float64Array;
  /** Mean of the minimum variance portfolio (Jorion) or the plain mean of the means (James-Stein). */
  readonly target?: 'minimum-variance' | 'grand-mean';
}

/** Reverse optimization: what a market or a portfolio implies. */
export interface ImpliedReturnsInput {
  /** Annual, n x n. */
  readonly covariance: Float64Array;
  /** Weights of the market, or of the portfolio held for the best one; need not add up to 1. */
  readonly weights: Float64Array;
  /** Excess return asked for one unit of variance; 2 to 4 for stock markets. */
  readonly riskAversion: number;
  /** Annual. */
  readonly riskFreeRate: number;
}

/** Arithmetic mean of each series times periodsPerYear. Raw: its error is large, it must be marked where shown. @throws RangeError without rows. */
export function historicalMeans(returns: ReturnMatrix, periodsPerYear = 252): Float64Array {
  requireRows(returns, 1);
  const { values, rows, columns } = returns;
  const means = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    for (let j = 0; j < columns; j++) means[j] = (means[j] ?? 0) + (values[t * columns + j] ?? 0);
  }
  return means.map((total) => (total / rows) * periodsPerYear);
}

/** Compounded annual growth of each series, prod(1 + r)^(periodsPerYear / T) - 1. Raw, see {@link historicalMeans}. @throws RangeError without rows. */
export function compoundedMeans(returns: ReturnMatrix, periodsPerYear = 252): Float64Array {
  requireRows(returns, 1);
  const { values, rows, columns } = returns;
  const logs = new Float64Array(columns);
  for (let t = 0; t < rows; t++) {
    for (let j = 0; j < columns; j++) logs[j] = (logs[j] ?? 0) + log1p(values[t * columns + j] ?? 0);
  }
  return logs.map((total) => expm1((total * periodsPerYear) / rows));
}

/**
 * Means shrunk towards one common value, annual. The intensity is the empirical Bayes estimate
 * (n + 2) / (n + 2 + T d), d the squared Mahalanobis distance of the means from the target with the covariance
 * scaled by (T - 1) / (T - n - 2) when T allows it. Source: Jorion, Bayes-Stein estimation for portfolio analysis
 * (1986), equations 14 to 17; James and Stein (1961) for the plain target.
 * @throws RangeError below 3 rows or when the covariance is not positive definite.
 */
export function shrunkMeans(returns: ReturnMatrix, options: ShrinkageOptions = {}): ShrunkMeans {
  requireRows(returns, 3);
  const { periodsPerYear = 252, target: kind = 'minimum-variance' } = options;
  const { rows, columns: n } = returns;
  const annual = options.covariance ?? sampleCovariance(returns, periodsPerYear);
  const factor = choleskyFactor(annual, n);
  if (factor.status !== 'ok') throw new RangeError(`covariance is not positive definite at ${factor.pivot}`);
  const means = historicalMeans(returns, periodsPerYear);
  const weights =
    kind === 'grand-mean' ? new Float64Array(n).fill(1) : choleskySolve(factor.factor, n, new Float64Array(n).fill(1));
  let weighted = 0;
  let total = 0;
  for (let j = 0; j < n; j++) {
    weighted += (weights[j] ?? 0) * (means[j] ?? 0);
    total += weights[j] ?? 0;
  }
  const target = weighted / total;
  const deviations = means.map((mean) => mean - target);
  const solved = choleskySolve(factor.factor, n, deviations);
  let distance = 0;
  for (let j = 0; j < n; j++) distance += (deviations[j] ?? 0) * (solved[j] ?? 0);
  // Means carry periodsPerYear squared, the covariance one of them: a period's distance is the annual one divided by it.
  distance /= periodsPerYear;
  const scaling = options.covariance || rows <= n + 2 ? 1 : (rows - n - 2) / (rows - 1);
  const intensity = (n + 2) / (n + 2 + rows * distance * scaling);
  return { means: means.map((mean) => (1 - intensity) * mean + intensity * target), target, intensity };
}

/**
 * Market-implied expected returns: riskFreeRate + riskAversion x covariance x weights, annual. The portfolio given
 * is then the one that a mean-variance investor of that risk aversion would hold without rules.
 * Source: Sharpe, Imputing expected security returns from portfolio composition (1974); Black and Litterman (1992).
 */
export function impliedReturns({ covariance, weights, riskAversion, riskFreeRate }: ImpliedReturnsInput): Float64Array {
  if (!(riskAversion > 0)) throw new RangeError(`risk aversion must be positive: ${riskAversion}`);
  return symmetricProduct(covariance, weights.length, weights).map((value) => riskFreeRate + riskAversion * value);
}

/** Risk aversion that a market shows: its annual excess return for one unit of its variance. @throws RangeError unless the variance is positive. */
export function impliedRiskAversion(market: { marketReturn: number; riskFreeRate: number; variance: number }): number {
  if (!(market.variance > 0)) throw new RangeError(`variance must be positive: ${market.variance}`);
  return (market.marketReturn - market.riskFreeRate) / market.variance;
}
