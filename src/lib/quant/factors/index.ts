export { factorColumn, factorRows } from './factor-returns';
export type { FactorReturns } from './factor-returns';
export { factorRegression, leastRows } from './factor-regression';
export type {
  ErrorKind,
  Estimate,
  FactorRegression,
  FactorRegressionOptions,
  FactorRegressionResult
} from './factor-regression';
export { conditionNumber } from './condition-number';
export { rollingExposures } from './rolling-exposures';
export type { RollingExposures } from './rolling-exposures';
export { principalFactors } from './principal-factors';
export type { PrincipalFactors, PrincipalScale } from './principal-factors';
export { factorRisk, positionRisks } from './factor-risk';
export type { FactorRisk, PositionRisk } from './factor-risk';
export { factorAttribution } from './factor-attribution';
export type { FactorAttribution } from './factor-attribution';
export { spannedFactors } from './spanned-factors';
export type { ReturnSpans } from './spanned-factors';
export { loadingAttribution } from './loading-attribution';
export type { LoadedPositions, LoadingAttribution } from './loading-attribution';
