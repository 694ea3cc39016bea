export { lotRuleOf } from './catalog';
export { HoldingLots } from './holding-lots';
export type { Taken } from './holding-lots';
export type { ClosingTrade, LotRule, LotTaxTerms } from './lot-rule';
export { gainWithoutLot, realisedGain } from './realised-gain';
export type { Closing } from './realised-gain';
export { reorganisedLots } from './reorganised-lots';
