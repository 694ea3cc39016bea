export { bookTransaction } from './book-transaction';
export { descriptorOf } from './catalog';
export { postingsOf } from './postings-of';
export {
  canonicalText,
  fieldProblems,
  parsed,
  rawFromTransaction,
  transactionFromRaw,
  transactionFromText,
  transactionText
} from './transaction-text';
export { isRecord } from './fields';
export type { Json } from './fields';
export type {
  Books,
  LotCause,
  LotDelivery,
  LotEvent,
  LotExpiry,
  LotMoney,
  LotReorganisation,
  LotScaling,
  LotSettlement,
  LotTrade,
  LotTransfer
} from './books';
export type { FieldProblem, VerbDescriptor } from './verb';
