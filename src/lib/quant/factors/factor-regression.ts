import { conditionNumber } from './condition-number';
import { linearRegression, type ErrorModel, type LinearRegression } from '$lib/math/stats';
import { factorColumn, requireRowsOf, type FactorReturns } from './factor-returns';

/** How sure estimates are: unequal variances ('white') and autocorrelation ('hac') counted, or neither. */
export type ErrorKind = 'classical' | 'white' | 'hac';

export interface FactorRegressionOptions {
  /** Periods in a year, to tell alpha and residual volatility for one. */
  readonly periodsPerYear: number;
  readonly errors?: ErrorKind;
  /** Lags of the HAC errors; floor(4 (T / 100)^(2/9)) when absent. */
  readonly lags?: number;
}

/** An estimate with its standard error, t statistic and two-sided probability of being zero. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  readonly t: number;
  readonly pValue: number;
  /** 95 % interval by the normal law: value -+ 1.96 standard errors. */
  readonly lower: number;
  readonly upper: number;
}

/** A return series explained by factors. */
export interface FactorRegression {
  readonly status: 'ok';
  readonly names: readonly string[];
  /** Return a period that no factor explains. */
  readonly alpha: Estimate;
  /** Alpha times the periods of a year, with its interval. */
  readonly annualAlpha: Estimate;
  /** Exposures in the order of the names. */
  readonly betas: readonly Estimate[];
  readonly residuals: Float64Array;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Standard deviation of the residuals, divisor T - k - 1, a period and a year. */
  readonly residualDeviation: number;
  readonly annualResidualVolatility: number;
  /** Sum of squared changes of the residuals over their sum of squares: 2 without autocorrelation at lag 1. */
  readonly durbinWatson: number;
  readonly rows: number;
  readonly lags: number;
  /** Of the factors' correlation matrix: the root of its greatest over its least eigenvalue. Above 30 exposures can hardly be told apart. */
  readonly conditionNumber: number;
}

/** Why there is no regression: `factor` is made of those before it, or there are too few rows. */
export type FactorRegressionResult =
  | FactorRegression
  | { readonly status: 'dependent'; readonly factor: string }
  | { readonly status: 'too-few'; readonly rows: number; readonly needed: number };

const REACH = 1.959963984540054;

/** Fewest rows for a regression on so many factors: three to each coefficient, and twelve at least. */
export const leastRows = (factors: number): number => Math.max(12, 3 * (factors + 1));

/**
 * Time-series regression of returns (in excess of cash where the factors are) on factors with an intercept, by ordinary
 * least squares; standard errors classical, White's HC1 or Newey and West's. Missing: none allowed.
 * Source: Jensen (1968); Fama and French, Common risk factors in the returns on stocks and bonds (1993).
 * @throws RangeError when lengths differ or a value is not finite.
 */
export function factorRegression(
  series: Float64Array,
  factors: FactorReturns,
  { periodsPerYear, errors = 'hac', lags }: FactorRegressionOptions
): FactorRegressionResult {
  requireRowsOf(factors, series);
  const { names, rows } = factors;
  const needed = leastRows(names.length);
  if (rows < needed) return { status: 'too-few', rows, needed };
  const columns = names.map((_, k) => factorColumn(factors, k));
  const fit = linearRegression(series, columns, {
    errors: errorModel(errors, lags),
    law: errors === 'classical' ? 'student' : 'normal'
  });
  if (fit.status !== 'ok') return { status: 'dependent', factor: names[fit.column] };
  const alpha = estimateAt(fit, 0, 1);
  return {
    status: 'ok',
    names,
    alpha,
    annualAlpha: estimateAt(fit, 0, periodsPerYear),
    betas: names.map((_, k) => estimateAt(fit, k + 1, 1)),
    residuals: fit.residuals,
    rSquared: fit.rSquared,
    adjustedRSquared: fit.adjustedRSquared,
    residualDeviation: fit.residualDeviation,
    annualResidualVolatility: fit.residualDeviation * Math.sqrt(periodsPerYear),
    durbinWatson: changesOverSquares(fit.residuals),
    rows,
    lags: fit.lags,
    conditionNumber: conditionNumber(factors)
  };
}

function errorModel(kind: ErrorKind, lags: number | undefined): ErrorModel {
  if (kind === 'hac') return { kind: 'hac', lags: lags ?? 'rule' };
  return { kind: kind === 'white' ? 'hc1' : 'classical' };
}

function estimateAt(fit: LinearRegression, at: number, scale: number): Estimate {
  const value = fit.coefficients[at] * scale;
  const standardError = fit.standardErrors[at] * scale;
  return {
    value,
    standardError,
    t: fit.tStatistics[at],
    pValue: fit.pValues[at],
    lower: value - REACH * standardError,
    upper: value + REACH * standardError
  };
}

function changesOverSquares(residuals: Float64Array): number {
  let [changes, squares] = [0, 0];
  residuals.forEach((residual, t) => {
    squares += residual * residual;
    if (t > 0) changes += (residual - residuals[t - 1]) ** 2;
  });
  return changes / squares;
}
