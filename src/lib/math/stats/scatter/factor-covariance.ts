import { centeredGram, leastSquares, matrixProduct, symmetricEigen, transposed } from '$lib/math/linalg';
import { requireObservations, selectedColumns, type Observations } from './observations';
import { spectralPart } from '../spectrum/spectral-part';

/** A covariance of common factors and residuals of each variable alone: B F B' + diag(residuals). */
export interface FactorCovariance {
  readonly covariance: Float64Array;
  /** Exposures B, columns x factors, row-major; orthonormal eigenvectors for principal factors. */
  readonly exposures: Float64Array;
  /** Intercepts of the regressions, one a variable; 0 for principal factors. */
  readonly intercepts: Float64Array;
  /** Covariance F of the factors, factors x factors, divisor T - 1. */
  readonly factorCovariance: Float64Array;
  /** Residual variances, divisor T - 1: the diagonal of the whole is then the sample's own variance. */
  readonly residuals: Float64Array;
}

/** The same with the diagonal of the sample: B F B' plus what it leaves of each variance. */
function withResiduals(common: Float64Array, residuals: Float64Array): Float64Array {
  const n = residuals.length;
  return common.map((value, at) => (at % (n + 1) === 0 ? value + residuals[at % n] : value));
}

/**
 * Covariance of the greatest `factors` principal components of the sample covariance (divisor T - 1), and residual
 * variances. @throws RangeError below 2 rows or unless factors is a whole number from 1 to the columns.
 * Source: Connor and Korajczyk (1993); Jolliffe, Principal component analysis (2002), section 7.1.
 */
export function principalFactorCovariance(observations: Observations, factors: number): FactorCovariance {
  requireObservations(observations, 2);
  const { values, rows, columns: n } = observations;
  if (!Number.isInteger(factors) || factors < 1 || factors > n) throw new RangeError(`${factors} factors of ${n}`);
  const sample = centeredGram(values, rows, n).gram.map((value) => value / (rows - 1));
  const eigen = symmetricEigen(sample, n);
  const common = spectralPart(eigen.values, eigen.vectors, n, n - factors, n);
  const residuals = Float64Array.from({ length: n }, (_, i) => Math.max(0, sample[i * n + i] - common[i * n + i]));
  const exposures = new Float64Array(n * factors);
  const factorCovariance = new Float64Array(factors * factors);
  for (let k = 0; k < factors; k++) {
    factorCovariance[k * factors + k] = Math.max(0, eigen.values[n - 1 - k]);
    for (let i = 0; i < n; i++) exposures[i * factors + k] = eigen.vectors[i * n + n - 1 - k];
  }
  return {
    covariance: withResiduals(common, residuals),
    exposures,
    intercepts: new Float64Array(n),
    factorCovariance,
    residuals
  };
}

/**
 * Covariance of variables that follow given factors over the same rows: least squares of each variable on a constant
 * and the factors; residuals of different variables count as uncorrelated. @throws RangeError when the rows differ, are
 * fewer than the factors and 2, or the factors depend on each other.
 * Source: Sharpe (1963); Fama and French (1993) for the factors; Rosenberg (1974).
 */
export function regressionFactorCovariance(observations: Observations, factors: Observations): FactorCovariance {
  const { rows, columns: n } = observations;
  const k = factors.columns;
  requireObservations(observations, k + 2);
  requireObservations(factors, k + 2);
  if (factors.rows !== rows) throw new RangeError(`${factors.rows} rows of factors for ${rows}`);
  const design = new Float64Array(rows * (k + 1));
  for (let t = 0; t < rows; t++) {
    design[t * (k + 1)] = 1;
    design.set(factors.values.subarray(t * k, (t + 1) * k), t * (k + 1) + 1);
  }
  const exposures = new Float64Array(n * k);
  const intercepts = new Float64Array(n);
  const residuals = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const fit = leastSquares(design, rows, k + 1, selectedColumns(observations, [j]).values);
    if (fit.status !== 'ok') throw new RangeError(`factor ${fit.column - 1} depends on those before it`);
    intercepts[j] = fit.coefficients[0];
    exposures.set(fit.coefficients.subarray(1), j * k);
    residuals[j] = fit.residuals.reduce((total, value) => total + value * value, 0) / (rows - 1);
  }
  const factorCovariance = centeredGram(factors.values, rows, k).gram.map((value) => value / (rows - 1));
  const spread = matrixProduct(exposures, n, k, factorCovariance, k);
  const common = matrixProduct(spread, n, k, transposed(exposures, n, k), n);
  const even = common.map((value, at) => 0.5 * (value + common[(at % n) * n + Math.floor(at / n)]));
  return { covariance: withResiduals(even, residuals), exposures, intercepts, factorCovariance, residuals };
}
