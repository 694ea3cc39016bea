export { complementaryErrorFunction, normalCdf, normalDensity, normalQuantile } from './normal';
export { studentTCdf, studentTQuantile, studentTTwoSided } from './student-t';
export { betaRatio, logBeta } from './beta';
export { fisherFCdf, fisherFTail } from './fisher-f';
export { chiSquareCdf, chiSquareQuantile, logGamma, lowerGammaRatio } from './chi-square';
export { jointExceedance, normalExceedanceCorrelation } from './bivariate-normal';
