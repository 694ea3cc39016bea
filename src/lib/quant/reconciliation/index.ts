export { reconciliation, unstatedBalances } from './differences';
export type { BalanceDifference, Reconciliation, StatedBalance, Suspect } from './differences';
export { commodityKey, movementsOf } from './movements';
export type { Movement } from './movements';
export { totalDifference } from './total';
export type { PartSuspect, TotalDifference, TotalPart } from './total';
export { explainedBalance, explainedCash } from './explained-balance';
export type { BalanceFigure, CashFigure } from './explained-balance';
