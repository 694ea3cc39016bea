export { riskMeasure, riskMeasures } from './catalog';
export type { RiskFamily, RiskMeasure } from './catalog';
export { portfolioReturns, portfolioRisk, seriesRisk } from './portfolio-risk';
export type { RiskAndGradient } from './portfolio-risk';
export type { RiskMeasureId, RiskOptions, RiskSpec, SeriesFunctional } from './risk-spec';
export { riskOptions } from './risk-spec';
export {
  paretoTail,
  peaksOverThreshold,
  seriesSample,
  studentTailFactors,
  tailEstimator,
  tailMethods,
  tailRisk,
  tailSample
} from './value-at-risk';
export type {
  HorizonRule,
  PeaksOverThreshold,
  TailDoubt,
  TailEstimator,
  TailMethod,
  TailRequest,
  TailRisk,
  TailSample,
  TailSpec
} from './value-at-risk';
export {
  contributionMethods,
  currencySplit,
  factorSplit,
  groupedContributions,
  incrementalRisk,
  riskContributions
} from './contributions';
export type { ContributionMethod, ContributionSpec, GroupContribution, RiskContributions } from './contributions';
export {
  conditionalCoverage,
  hitReport,
  hitTransitions,
  independence,
  notRejected,
  rollingForecasts,
  shortfallTest,
  trafficLight,
  unconditionalCoverage,
  zoneOf
} from './hit-tests';
export type {
  HitReport,
  HitTransitions,
  LikelihoodRatio,
  RollingForecasts,
  RollingSpec,
  ShortfallTest,
  TrafficLight,
  Zone
} from './hit-tests';
export { relativeRisk } from './relative-risk';
export type { RelativeRisk } from './relative-risk';
export { concentration } from './concentration';
export type { Concentration } from './concentration';
export { daysToSell } from './liquidity';
export type { Liquidity, TradedPosition } from './liquidity';
export { isFloor, knownLimits, limitKinds, limitUses, NEAR } from './limits';
export type { LimitKind, LimitState, LimitUse, RiskLimit } from './limits';
