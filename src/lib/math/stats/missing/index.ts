export { lateStartFill } from './late-fill';
export type { LateStartFill } from './late-fill';
export { lateStartMoments } from './late-starts';
export type { LateStartMoments } from './late-starts';
export { lowerPartialComoments, pairwiseCovariance } from './pairwise';
export type { PairwiseCovariance } from './pairwise';
