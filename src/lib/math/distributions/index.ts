export { complementaryErrorFunction, normalCdf, normalDensity, normalQuantile } from './normal';
export { studentTQuantile } from './student-t';
export { chiSquareCdf, chiSquareQuantile, logGamma, lowerGammaRatio } from './chi-square';
export { binomialCdf, binomialMass, binomialQuantile } from './binomial';
