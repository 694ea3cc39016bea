import { centeredGram } from '$lib/math/linalg';
import { identityShrinkage, lateStartMoments } from '$lib/math/stats';
import { requireRows, type ReturnMatrix } from '../return-matrix';

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
  const { covariance, shrinkage, target } = identityShrinkage(returns);
  return { covariance: annual(covariance, periodsPerYear), shrinkage, target: target * periodsPerYear };
}

/** A period's covariance or mean times the periods of a year. */
export function annual(periodic: Float64Array, periodsPerYear: number): Float64Array {
  return periodic.map((value) => value * periodsPerYear);
}

/** The matrix itself. @throws RangeError naming two series that share too few rows for a value. */
export function requireAll(matrix: Float64Array, n: number): Float64Array {
  const at = matrix.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`series ${Math.floor(at / n)} and ${at % n} share too few returns`);
  return matrix;
}

/** Maximum likelihood moments a period, of returns of unequal length. @throws RangeError naming a series that is too short. */
export function lateMoments(returns: ReturnMatrix): {
  readonly means: Float64Array;
  readonly covariance: Float64Array;
} {
  requireRows(returns, 2);
  const found = lateStartMoments(returns);
  if (found.status === 'ok') return found;
  throw new RangeError(`series ${found.column} has ${found.rows} common rows, ${found.needed} are needed`);
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
