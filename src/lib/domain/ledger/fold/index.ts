export { bookAsOf } from './book-as-of';
export { ledgerFold } from './ledger-fold';
export type { FoldOptions, LedgerFold } from './ledger-fold';
export { shortfalls } from './shortfalls';
export type { Overdrawn, Oversold, Shortfalls } from './shortfalls';
