export { daysToSell } from './days-to-sell';
export type { Liquidity, TradedPosition } from './days-to-sell';
