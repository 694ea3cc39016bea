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
export { garchFit, garchVarianceAhead } from './garch';
export type { GarchFit, GarchOptions } from './garch';
export {
  constantCorrelationShrinkage,
  covarianceFromCorrelation,
  denoisedCovariance,
  detonedCovariance,
  exponentialCovariance,
  exponentialWeights,
  gerberCovariance,
  graphicalLasso,
  halfLifeFromSpan,
  identityShrinkage,
  lateStartFill,
  lateStartMoments,
  lowerPartialComoments,
  marchenkoPasturFit,
  minimumDeterminant,
  oracleShrinkage,
  pairwiseCovariance,
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
  DenoisedCovariance,
  DenoisingOptions,
  ExponentialCentre,
  FactorCovariance,
  GerberStatistic,
  GraphicalLasso,
  GraphicalLassoOptions,
  LateStartFill,
  LateStartMoments,
  MinimumDeterminant,
  MinimumDeterminantOptions,
  NoiseFit,
  Observations,
  PairwiseCovariance,
  ScaledCorrelation,
  Shrinkage
} from './scatter';
