export { riskMeasure, riskMeasures } from './catalog';
export type { RiskFamily, RiskMeasure } from './catalog';
export { portfolioReturns, portfolioRisk, seriesRisk } from './portfolio-risk';
export type { RiskAndGradient } from './portfolio-risk';
export type { RiskMeasureId, RiskOptions, RiskSpec, SeriesFunctional } from './risk-spec';
export { riskOptions } from './risk-spec';
