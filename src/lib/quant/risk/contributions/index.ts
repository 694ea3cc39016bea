export { contributionMethods, incrementalRisk, riskContributions } from './catalog';
export { groupedContributions } from './grouped';
export type { GroupContribution } from './grouped';
export type { ContributionMethod, ContributionSpec, RiskContributions } from './risk-contributions';
export { currencySplit, factorSplit } from './split-returns';
