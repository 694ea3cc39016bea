export { complementaryErrorFunction, normalCdf, normalDensity, normalQuantile } from './normal';
export { studentTCdf, studentTDensity, studentTQuantile, studentTTwoSided } from './student-t';
export { digamma } from './digamma';
export { betaRatio, logBeta } from './beta';
export { fisherFCdf, fisherFTail } from './fisher-f';
export {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareTail,
  logGamma,
  lowerGammaRatio,
  upperGammaRatio
} from './chi-square';
export { jointExceedance, normalExceedanceCorrelation } from './bivariate-normal';
export { binomialCdf, binomialMass, binomialQuantile } from './binomial';
