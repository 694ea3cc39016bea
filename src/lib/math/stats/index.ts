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
