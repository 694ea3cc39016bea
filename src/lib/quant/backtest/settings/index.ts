export { noCosts, plainExecution } from './execution';
export type { ExecutionCosts, ExecutionSettings, Financing } from './execution';
export type { BacktestMarket, Delisting, DividendPayment, ShareSplit } from './market';
export type { RebalancingPolicy } from './rebalancing-policy';
export type { TaxLotMethod, TaxSettings } from './tax-settings';
