export {
  autocorrelation,
  correlation,
  covariance,
  kurtosis,
  lag1Autocorrelation,
  mean,
  populationVariance,
  sampleExcessKurtosis,
  sampleSkewness,
  skewness,
  standardDeviation,
  sum,
  variance,
  weightedMean
} from './moments';
export { maximum, median, minimum, quantile, runningMaximum, sortedQuantile } from './order';
export { movingMeans, runningSums } from './moving-mean';
export type { RunningSums } from './moving-mean';
export { garchFit, garchVarianceAhead } from './garch';
export type { GarchFit, GarchOptions } from './garch';
export {
  constantCorrelationShrinkage,
  covarianceFromCorrelation,
  exponentialCovariance,
  exponentialWeights,
  gerberCovariance,
  graphicalLasso,
  halfLifeFromSpan,
  identityShrinkage,
  minimumDeterminant,
  oracleShrinkage,
  principalFactorCovariance,
  regressionFactorCovariance,
  scaledCorrelation,
  selectedColumns,
  selectedRows,
  singleFactorShrinkage,
  unitDiagonal,
  weightedColumnMeans
} from './scatter';
export type {
  ExponentialCentre,
  FactorCovariance,
  GerberStatistic,
  GraphicalLasso,
  GraphicalLassoOptions,
  MinimumDeterminant,
  MinimumDeterminantOptions,
  Observations,
  ScaledCorrelation,
  Shrinkage
} from './scatter';
export { lateStartFill, lateStartMoments, lowerPartialComoments, pairwiseCovariance } from './missing';
export type { LateStartFill, LateStartMoments, PairwiseCovariance } from './missing';
export { denoisedCovariance, detonedCovariance, marchenkoPasturFit } from './spectrum';
export type { DenoisedCovariance, DenoisingOptions, NoiseFit } from './spectrum';
export { normalPosterior, predictiveDraws, predictiveMoments } from './normal-inverse-wishart';
export type { NormalInverseWishart, NormalPrior } from './normal-inverse-wishart';
export { optimalBlockLengths } from './block-length';
export type { BlockLengths } from './block-length';
export { hiddenMarkovFit, studentTFit, usableFactor, weightedMoments } from './mixtures';
export type { HiddenMarkov, StudentTFit } from './mixtures';
