import { fisherFTail, normalCdf, studentTTwoSided } from '$lib/math/distributions';
import { log } from '$lib/math/elementary';
import { inverseUpper, leastSquares, orthonormalColumns } from '$lib/math/linalg';
import { mean, sum } from '../moments';
import { estimateCovariance, type ErrorModel } from './error-covariance';

export interface RegressionOptions {
  /** A column of ones before the others; true when left out. */
  readonly intercept?: boolean;
  /** Errors under which standard errors hold; classical when left out. */
  readonly errors?: ErrorModel;
  /** Law of the t statistics: Student's with T - k degrees of freedom (when left out), or normal. */
  readonly law?: 'student' | 'normal';
}

/** A fitted linear regression of T rows on k coefficients. Arrays of k: the intercept first, then the given columns. */
export interface LinearRegression {
  readonly status: 'ok';
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Coefficient over standard error; infinite or NaN where the fit is exact. */
  readonly tStatistics: Float64Array;
  /** Two-sided, of the coefficient being zero. */
  readonly pValues: Float64Array;
  /** Covariance of the estimates, k x k, row-major. */
  readonly covariance: Float64Array;
  readonly residuals: Float64Array;
  /** Residual standard deviation, divisor T - k. */
  readonly residualDeviation: number;
  readonly residualSumOfSquares: number;
  /** Share of the variation explained: about the mean with an intercept, about zero without. NaN if y does not vary. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Classical F of all slopes being zero (of all coefficients, without intercept), and its p-value. */
  readonly fStatistic: number;
  readonly fPValue: number;
  readonly logLikelihood: number;
  readonly rows: number;
  readonly degreesOfFreedom: number;
  /** Lags of the HAC covariance; 0 without. */
  readonly lags: number;
}

/** `column` counts the given columns from 0; -1 is the intercept. */
export type RegressionResult = LinearRegression | { readonly status: 'rank-deficient'; readonly column: number };

/**
 * Ordinary least squares of y on columns of equal length, with classical, White or Newey-West standard errors. No gaps.
 * Residuals within the rounding of y count as none: such a fit has R-squared 1 and standard errors 0.
 * A column that depends on those before it gives 'rank-deficient'.
 * Source: Greene, Econometric Analysis (2018), chapters 3 to 5; least squares as in `linalg`.
 * @throws RangeError unless lengths agree, all values are finite and there are more rows than coefficients.
 */
export function linearRegression(
  y: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  { intercept = true, errors = { kind: 'classical' }, law = 'student' }: RegressionOptions = {}
): RegressionResult {
  const rows = y.length;
  const ahead = intercept ? 1 : 0;
  const k = columns.length + ahead;
  const free = rows - k;
  if (free < 1 || k < 1) throw new RangeError(`${rows} rows for ${k} coefficients`);
  const design = designOf(y, columns, ahead);
  const fit = leastSquares(design, rows, k, y);
  if (fit.status !== 'ok') return { status: 'rank-deficient', column: fit.column - ahead };
  const size = squares(y, 0);
  const measured = squares(fit.residuals, 0);
  const exact = measured <= size * (4 * Number.EPSILON) ** 2;
  const residuals = exact ? new Float64Array(rows) : fit.residuals;
  const left = exact ? 0 : measured;
  const whole = intercept ? squares(y, mean(y)) : size;
  const { covariance, lags } = estimateCovariance(
    {
      orthonormal: () => orthonormalColumns(fit.factor),
      inverse: inverseUpper(fit.factor),
      residuals,
      columns: k,
      regressors: columns
    },
    errors
  );
  const standardErrors = Float64Array.from({ length: k }, (_, j) => Math.sqrt(covariance[j * k + j]));
  const tStatistics = fit.coefficients.map((value, j) => value / standardErrors[j]);
  const tested = columns.length;
  const fStatistic = (whole - left) / tested / (left / free);
  return {
    status: 'ok',
    coefficients: fit.coefficients,
    standardErrors,
    tStatistics,
    pValues: tStatistics.map((t) => (law === 'normal' ? 2 * normalCdf(-Math.abs(t)) : studentTTwoSided(t, free))),
    covariance,
    residuals,
    residualDeviation: Math.sqrt(left / free),
    residualSumOfSquares: left,
    rSquared: 1 - left / whole,
    adjustedRSquared: 1 - (left / free) * ((rows - ahead) / whole),
    fStatistic,
    fPValue: tested > 0 ? fisherFTail(fStatistic, tested, free) : NaN,
    logLikelihood: -0.5 * rows * (log(2 * Math.PI) + log(left / rows) + 1),
    rows,
    degreesOfFreedom: free,
    lags
  };
}

function designOf(y: ArrayLike<number>, columns: readonly ArrayLike<number>[], ahead: number): Float64Array {
  const rows = y.length;
  const k = columns.length + ahead;
  const design = new Float64Array(rows * k);
  for (const [j, column] of columns.entries()) {
    if (column.length !== rows) throw new RangeError(`column ${j} has ${column.length} rows, y has ${rows}`);
    for (let i = 0; i < rows; i++) design[i * k + j + ahead] = column[i];
  }
  for (let i = 0; i < rows; i++) {
    if (ahead === 1) design[i * k] = 1;
    if (!Number.isFinite(y[i])) throw new RangeError(`y is not finite in row ${i}`);
  }
  const bad = design.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`column ${(bad % k) - ahead} is not finite in row ${Math.floor(bad / k)}`);
  return design;
}

/** Sum of squared deviations from a centre. */
function squares(values: ArrayLike<number>, centre: number): number {
  return sum(Float64Array.from(values, (value) => (value - centre) ** 2));
}
