export { profitPartNames } from './profit-parts';
export type { ProfitPartName, ProfitParts } from './profit-parts';
export { profitByAccount, profitByInstrument, profitLedger, profitSplit, profitWithRows } from './profit-split';
export type { AccountProfitRow, ProfitRow, ProfitSplit } from './profit-split';
export type { ProfitEntry } from './profit-sums';
