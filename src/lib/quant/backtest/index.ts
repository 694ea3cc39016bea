export { backtest, transferables } from './backtest';
export type { BacktestResult, BacktestSpec, ListingEvent, RebalancingRule, TradeColumns, TradingCosts } from './spec';
export { strategyTransferables } from './records/transferables';
export { strategyBacktest } from './strategy-backtest';
export { crossingsApply } from './crossings-apply';
export { noCosts, plainExecution } from './settings';
export type {
  BacktestMarket,
  Delisting,
  DividendPayment,
  ExecutionCosts,
  ExecutionSettings,
  Financing,
  RebalancingPolicy,
  ShareSplit,
  TaxLotMethod,
  TaxSettings
} from './settings';
export { tradeReasons } from './strategy-result';
export type {
  BacktestStamp,
  ClosedLots,
  EventReason,
  ExternalFlow,
  LeftOut,
  StrategyBacktest,
  StrategyEvent,
  StrategyResult,
  StrategyTrades,
  TaxesPaid,
  TradeReason
} from './strategy-result';
