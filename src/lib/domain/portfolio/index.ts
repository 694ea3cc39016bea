export { includesAccount, includesInstrument } from './portfolio';
export type { PortfolioFilter } from './portfolio';
export { externalFlows } from './external-flows';
export type { ExternalFlow } from './external-flows';
