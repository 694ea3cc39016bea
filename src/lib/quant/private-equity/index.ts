export { privateEquityMeasures } from './private-equity-measures';
export type { PrivateEquityMeasures, PrivateFundFlows } from './private-equity-measures';
export { smoothingOf, unsmoothedReturns } from './unsmoothed-returns';
export type { UnsmoothedReturns } from './unsmoothed-returns';
export { explainedPrivateMeasure } from './explained-measures';
export type { PrivateFigure } from './explained-measures';
