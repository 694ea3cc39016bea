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
export type { Books, FieldProblem, LotTrade, LotTransfer, VerbDescriptor } from './verb';
