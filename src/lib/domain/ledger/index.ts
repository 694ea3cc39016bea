export { accountId, verbs } from './transaction';
export type {
  Account,
  AccountId,
  AccountKind,
  CashTransfer,
  CurrencyExchange,
  Deposit,
  Dividend,
  DividendKind,
  Fee,
  Interest,
  LotMethod,
  LotPick,
  OpeningCash,
  OpeningPosition,
  Origin,
  SecurityTransfer,
  Split,
  Tax,
  Trade,
  Transaction,
  Verb,
  Withdrawal
} from './transaction';
export type {
  CapitalCall,
  CashAssertion,
  DeliveryIn,
  DeliveryOut,
  Distribution,
  Expiry,
  IncomeInKind,
  InKindSource,
  OptionSettlement,
  PositionAssertion,
  ReceivedUnits,
  Reorganisation,
  ReorganisationKind,
  ReturnOfCapital
} from './events';
export { batchId, eventId, FIRST_SEQUENCE, GENESIS_HASH, JOURNAL_VERSION } from './journal';
export type { BatchId, EventId, JournalAct, JournalEntry, JournalRecord } from './journal';
export type { BookSide, Commodity, HeldQuantity, Posting } from './posting';
export type {
  Balance,
  Book,
  CashBalance,
  Holding,
  LedgerWarning,
  LiveTransaction,
  Lot,
  Position,
  RealisedGain
} from './book';
export { fieldProblems, postingsOf, transactionFromRaw, transactionFromText, transactionText } from './verbs';
export type { FieldProblem } from './verbs';
export {
  actsUndoing,
  entryHash,
  eventsChangedSince,
  inLedgerOrder,
  JournalActError,
  journalEntry,
  liveTransactions,
  NewerDataError,
  readEntry,
  verifiedChain
} from './chain';
export type { ChainVerdict } from './chain';
export { bookAsOf, ledgerFold, shortfalls } from './fold';
export type { FoldOptions, LedgerFold, Overdrawn, Oversold, Shortfalls } from './fold';
