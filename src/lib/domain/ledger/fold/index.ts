export { bookAsOf } from './book-as-of';
export { ledgerFold, lotMethodsOf } from './ledger-fold';
export type { CostCurrency, FoldOptions, LedgerFold } from './ledger-fold';
export { shortfalls } from './shortfalls';
export type { Overdrawn, Oversold, Shortfalls } from './shortfalls';
