import type { Estimation, GapTreatment } from '../estimation';
import type { OptionFields } from '../option-fields';

/** An annual covariance, and what its method found on the way. */
export interface CovarianceEstimate {
  /** Annual, n x n, row-major, symmetric. */
  readonly covariance: Float64Array;
  /** Weight of the target, 0 to 1, when shrunk. */
  readonly shrinkage?: number;
  /** Common factors, or eigenvalues taken for signal. */
  readonly factors?: number;
  /** Variance of the noise of the correlation's eigenvalues, 0 to 1. */
  readonly noise?: number;
  /** Rows left out as outliers. */
  readonly outliers?: number;
  /** False when an iteration was cut off before it settled. */
  readonly converged?: boolean;
}

/**
 * A way to estimate a covariance. `estimate` gets returns without gaps where `gaps` is 'common-rows', and returns a
 * covariance that is positive semidefinite unless `mayBeIndefinite`. It throws RangeError for options out of range
 * and for too few rows.
 */
export interface CovarianceEstimator<Id extends string, Options extends object> {
  readonly id: Id;
  readonly gaps: GapTreatment;
  /** The treatment where an option changes it. */
  gapsUnder?(options: Options): GapTreatment;
  readonly mayBeIndefinite?: true;
  readonly options: OptionFields<Options>;
  estimate(estimation: Estimation, options: Options): CovarianceEstimate;
}
