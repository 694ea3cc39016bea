export { backtest, transferables } from './backtest';
export type { BacktestResult, BacktestSpec, ListingEvent, RebalancingRule, TradeColumns, TradingCosts } from './spec';
