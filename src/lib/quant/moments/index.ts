export { recentredReturns } from './recentred-returns';
export { alignedReturns } from './aligned-returns';
export type { AlignedReturns, DroppedInstrument, ReturnsWindow } from './aligned-returns';
export { covarianceEstimators, estimatedCovariance } from './covariance/catalog';
export type {
  CovarianceId,
  CovarianceMethod,
  CovarianceRequest,
  CovarianceSpec,
  EstimatedCovariance
} from './covariance/catalog';
export { definiteCovariance } from './covariance/definite';
export type { DefiniteRepair, RepairedCovariance } from './covariance/definite';
export type { CovarianceEstimate, CovarianceEstimator } from './covariance/estimator';
export { correlationFromCovariance, ledoitWolfCovariance, sampleCovariance } from './covariance/sample-covariance';
export type { ShrunkCovariance } from './covariance/sample-covariance';
export { estimatedMoments, restsOnSeries } from './estimated-moments';
export type { InstrumentTreatment, Moments, MomentsSpec } from './estimated-moments';
export type { Estimation, GapAnswer, GapTreatment, MissingReturns } from './estimation';
export { adjustedReturns } from './expected-returns/adjustments';
export type { ReturnAdjustment } from './expected-returns/adjustments';
export { estimatedReturns, returnEstimators } from './expected-returns/catalog';
export type {
  EstimatedReturns,
  ExpectedReturnId,
  ExpectedReturnMethod,
  ExpectedReturnSpec
} from './expected-returns/catalog';
export type { MeansEstimation, ReturnEstimate, ReturnEstimator } from './expected-returns/estimator';
export {
  compoundedMeans,
  historicalMeans,
  impliedReturns,
  impliedRiskAversion,
  shrunkMeans
} from './expected-returns/means';
export type { ImpliedReturnsInput, ShrinkageOptions, ShrunkMeans } from './expected-returns/means';
export type { ChoiceField, DataField, NumberField, OptionField, OptionFields, SwitchField } from './option-fields';
export { regressionBetas } from './regression-betas';
export { requireRows } from './return-matrix';
export type { ReturnMatrix } from './return-matrix';
export { unevenReturns } from './uneven-returns';
export type { LateListing, UnevenReturns, UnevenWindow } from './uneven-returns';
