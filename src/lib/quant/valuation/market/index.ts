export { STALE_AFTER } from './valuation-input';
export type { ProblemCode, ValuationInput, ValuationProblem } from './valuation-input';
export type { InstrumentPrices } from './instrument-prices';
export { pointPrice } from './price-point';
export type { PricePoint, PriceSource } from './price-point';
export { marketBook, worthOfQuote } from './market-book';
export type { MarketBook } from './market-book';
