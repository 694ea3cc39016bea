import type { Estimation, GapTreatment } from '../estimation';
import type { OptionFields } from '../option-fields';

/** Returns, and the annual covariance that was estimated from them. */
export interface MeansEstimation extends Estimation {
  readonly covariance: Float64Array;
}

/** Annual expected returns, and what their method found on the way. */
export interface ReturnEstimate {
  /** Annual, one an instrument. */
  readonly expectedReturns: Float64Array;
  /** Weight of the common target, 0 to 1, and its annual value, when shrunk. */
  readonly intensity?: number;
  readonly target?: number;
  /** Annual standard errors, where the method has them; NaN for an instrument without. */
  readonly standardErrors?: Float64Array;
  /** Exposure to the market (CAPM), one an instrument. */
  readonly betas?: Float64Array;
}

/**
 * A way to estimate expected returns. `raw` ones rest on past means alone and must be marked where shown. `estimate`
 * gets returns without gaps where `gaps` is 'common-rows'; it throws RangeError for options out of range and for too
 * few rows.
 */
export interface ReturnEstimator<Id extends string, Options extends object> {
  readonly id: Id;
  readonly raw: boolean;
  readonly gaps: GapTreatment;
  readonly options: OptionFields<Options>;
  estimate(estimation: MeansEstimation, options: Options): ReturnEstimate;
}
