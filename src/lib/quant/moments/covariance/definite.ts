import {
  choleskyFactor,
  nearestCorrelation,
  nearestPositiveSemidefinite,
  symmetricEigenvalues
} from '$lib/math/linalg';
import { covarianceFromCorrelation, scaledCorrelation, unitDiagonal } from '$lib/math/stats';

/**
 * How a covariance with negative eigenvalues is made usable. 'nearest-correlation': the nearest correlation matrix
 * (Higham 2002), every volatility kept. 'clip': negative eigenvalues of the covariance become zero, as
 * PyPortfolioOpt's spectral repair; volatilities grow a little.
 */
export type DefiniteRepair = 'nearest-correlation' | 'clip';

/** That a covariance had to be changed, how, and by how much. */
export interface RepairedCovariance {
  readonly method: DefiniteRepair;
  /** Least eigenvalue of the correlation before; below zero. */
  readonly smallest: number;
  /** Greatest change of a correlation. */
  readonly change: number;
}

const NEGLIGIBLE = 1e-10;

/**
 * A covariance without negative eigenvalues, and what was done to it: nothing when it had none beyond rounding
 * (1e-10 of the correlation's). The repaired correlation has eigenvalues of at least about 1e-8.
 */
export function definiteCovariance(
  covariance: Float64Array,
  n: number,
  method: DefiniteRepair = 'nearest-correlation'
): { readonly covariance: Float64Array; readonly repair?: RepairedCovariance } {
  if (choleskyFactor(covariance, n).status === 'ok') return { covariance };
  const before = scaledCorrelation(covariance, n);
  const smallest = n === 0 ? 0 : symmetricEigenvalues(before.correlation, n)[0];
  if (smallest >= -NEGLIGIBLE) return { covariance };
  const repaired =
    method === 'clip'
      ? nearestPositiveSemidefinite(covariance, n).matrix
      : covarianceFromCorrelation(nearest(before.correlation, n), before.deviations);
  const after = scaledCorrelation(repaired, n).correlation;
  const change = after.reduce((most, value, at) => Math.max(most, Math.abs(value - before.correlation[at])), 0);
  return { covariance: repaired, repair: { method, smallest, change } };
}

/** The nearest correlation, its last rounding below the floor lifted and the diagonal made 1 again. */
function nearest(correlation: Float64Array, n: number): Float64Array {
  const { matrix } = nearestCorrelation(correlation, n, { floor: 1e-8, tolerance: 1e-9 });
  return unitDiagonal(nearestPositiveSemidefinite(matrix, n, 1e-9).matrix, n);
}
