export { midRanks } from './ranks';
export { kendallCorrelation, spearmanCorrelation } from './rank-correlation';
export type { KendallCorrelation } from './rank-correlation';
