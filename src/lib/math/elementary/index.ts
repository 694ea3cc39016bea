export { exp, expm1 } from './exponential';
export { exponentials } from './exponentials';
export { log, log1p } from './logarithm';
