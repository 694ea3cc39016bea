export { STALE_AFTER } from './valuation-input';
export type { ProblemCode, ValuationInput, ValuationProblem } from './valuation-input';
export { pointPrice } from './instrument-prices';
export type { InstrumentPrices, PricePoint, PriceSource } from './instrument-prices';
export { marketBook } from './market-book';
export type { MarketBook } from './market-book';
