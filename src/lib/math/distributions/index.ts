export { naturalLog } from './logarithm';
export { complementaryErrorFunction, normalCdf, normalDensity, normalQuantile } from './normal';
export { studentTQuantile } from './student-t';
