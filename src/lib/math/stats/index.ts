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
export { garchFit, garchStandardErrors, garchVarianceAhead, garchVariances } from './garch';
export type { GarchErrors, GarchFit, GarchOptions, Innovations, VarianceModelId } from './garch';
export { selected, selectedMedian } from './selection';
export { movingMeans, runningSums } from './moving-mean';
export type { RunningSums } from './moving-mean';
export { generalizedParetoFit } from './generalized-pareto';
export type { GeneralizedParetoFit } from './generalized-pareto';
export { studentTErrors, studentTFit } from './student-t-fit';
export type { StudentTFit } from './student-t-fit';
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
export { kendallCorrelation, midRanks, spearmanCorrelation } from './association';
export type { KendallCorrelation } from './association';
export { automaticLags, linearRegression, longRunVariance, ruleLags } from './regression';
export type { ErrorModel, LinearRegression, RegressionOptions, RegressionResult } from './regression';
export { archEffects, durbinWatson, jarqueBera, ljungBox, varianceRatio } from './serial';
export type { StatisticTest, VarianceRatio, VarianceRatioOptions } from './serial';
export {
  augmentedDickeyFuller,
  dickeyFullerCriticalValues,
  dickeyFullerGls,
  dickeyFullerPValue,
  engleGranger,
  kpss,
  phillipsPerron
} from './unit-root';
export type {
  Cointegration,
  CointegrationOptions,
  CriticalValues,
  DickeyFullerGlsOptions,
  DickeyFullerOptions,
  KpssOptions,
  LagChoice,
  PhillipsPerronOptions,
  Trend,
  UnitRootTest
} from './unit-root';
export {
  expectedDurations,
  hiddenMarkov,
  stationaryDistribution,
  switchingAutoregression,
  switchingErrors
} from './markov-switching';
export type {
  HiddenMarkov,
  HiddenMarkovOptions,
  SwitchingAutoregression,
  SwitchingOptions,
  SwitchingParameters,
  SwitchingShape
} from './markov-switching';
export { optimalBlockLengths } from './block-length';
export type { BlockLengths } from './block-length';
export { multivariateHiddenMarkov, multivariateStudentTFit, usableFactor, weightedMoments } from './mixtures';
export type { MultivariateHiddenMarkov, MultivariateStudentTFit } from './mixtures';
