export { driftBands, driftedWeights } from './drift-bands';
export type { DriftRow } from './drift-bands';
export { tradeList } from './trade-list';
export type {
  CommissionPlan,
  ExchangeTrade,
  SecurityTrade,
  TargetWeight,
  Trade,
  TradeList,
  TradeListRequest,
  TradeNote,
  TradeQuote
} from './trade-request';
