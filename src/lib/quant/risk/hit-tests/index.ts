export {
  conditionalCoverage,
  hitTransitions,
  independence,
  notRejected,
  unconditionalCoverage
} from './coverage-tests';
export type { HitTransitions, LikelihoodRatio } from './coverage-tests';
export { hitReport } from './hit-report';
export type { HitReport } from './hit-report';
export { rollingForecasts } from './rolling-forecasts';
export type { RollingForecasts, RollingSpec } from './rolling-forecasts';
export { shortfallTest } from './shortfall-test';
export type { ShortfallTest } from './shortfall-test';
export { trafficLight, zoneOf } from './traffic-light';
export type { TrafficLight, Zone } from './traffic-light';
