export { seriesSample, tailEstimator, tailMethods, tailRisk, tailSample } from './catalog';
export { paretoTail, peaksOverThreshold } from './extreme-value';
export type { PeaksOverThreshold } from './extreme-value';
export { studentTailFactors } from './student-t';
export type {
  HorizonRule,
  TailDoubt,
  TailEstimator,
  TailMethod,
  TailRequest,
  TailRisk,
  TailSample,
  TailSpec
} from './tail-risk';
