import { centeredGram } from '$lib/math/linalg';
import { requireRows, type ReturnMatrix } from './return-matrix';

/** A shrunk covariance: (1 - shrinkage) x sample + shrinkage x target x identity. */
export interface ShrunkCovariance {
  /** Annual, n x n, symmetric. */
  readonly covariance: Float64Array;
  /** Weight of the target, 0 to 1. */
  readonly shrinkage: number;
  /** Variance on the diagonal of the target, annual: the mean of the sample variances. */
  readonly target: number;
}

/**
 * Sample covariance, unbiased (divisor T - 1), annualized by periodsPerYear. @throws RangeError below 2 rows.
 */
export function sampleCovariance(returns: ReturnMatrix, periodsPerYear = 252): Float64Array {
  requireRows(returns, 2);
  const { gram } = centeredGram(returns.values, returns.rows, returns.columns);
  const factor = periodsPerYear / (returns.rows - 1);
  return gram.map((value) => value * factor);
}

/**
 * Ledoit-Wolf covariance: sample covariance (divisor T, centred) shrunk towards a scaled identity with the
 * intensity that minimises the expected Frobenius loss; annualized by periodsPerYear. Always positive definite
 * when any return varies. @throws RangeError below 2 rows.
 * Source: Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices (2004), section 3.
 */
export function ledoitWolfCovariance(returns: ReturnMatrix, periodsPerYear = 252): ShrunkCovariance {
  requireRows(returns, 2);
  const { values, rows, columns: n } = returns;
  const { means, gram } = centeredGram(values, rows, n);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += gram[i * n + i] ?? 0;
  const target = trace / rows / n;
  let fourth = 0;
  for (let t = 0; t < rows; t++) {
    let length = 0;
    for (let i = 0; i < n; i++) {
      const deviation = (values[t * n + i] ?? 0) - (means[i] ?? 0);
      length += deviation * deviation;
    }
    fourth += length * length;
  }
  let squares = 0;
  for (const value of gram) squares += value * value;
  squares /= rows * rows;
  const dispersion = squares - n * target * target;
  const error = Math.min((fourth / rows - squares) / rows, dispersion);
  const shrinkage = error <= 0 || dispersion <= 0 ? 0 : error / dispersion;
  const factor = ((1 - shrinkage) / rows) * periodsPerYear;
  const covariance = gram.map((value) => value * factor);
  for (let i = 0; i < n; i++) {
    covariance[i * n + i] = (covariance[i * n + i] ?? 0) + shrinkage * target * periodsPerYear;
  }
  return { covariance, shrinkage, target: target * periodsPerYear };
}

/** Correlation matrix of a covariance, n x n; 0 beside an asset without variance, 1 on the diagonal. */
export function correlationFromCovariance(covariance: Float64Array, n: number): Float64Array {
  const scale = Float64Array.from({ length: n }, (_, i) => {
    const variance = covariance[i * n + i] ?? 0;
    return variance > 0 ? 1 / Math.sqrt(variance) : 0;
  });
  return Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at - i * n;
    return i === j ? 1 : (covariance[at] ?? 0) * (scale[i] ?? 0) * (scale[j] ?? 0);
  });
}
