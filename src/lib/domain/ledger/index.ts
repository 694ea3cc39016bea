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
  TaxTreatment,
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
  AssertedState,
  AssertionOutcome,
  Balance,
  Book,
  CashBalance,
  GainKind,
  Holding,
  LedgerWarning,
  LiveTransaction,
  Lot,
  Position,
  RealisedGain
} from './book';
export {
  bookTransaction,
  fieldProblems,
  postingsOf,
  transactionFromRaw,
  transactionFromText,
  transactionText
} from './verbs';
export type {
  Books,
  FieldProblem,
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
} from './verbs';
export { accountsOf, instrumentsOf, withNames } from './names';
export { sharesByWeights, unitsReceived, wholeUnits } from './shares';
export {
  actsRedoing,
  actsUndoing,
  entryHash,
  eventsChangedSince,
  fieldChanges,
  historyOf,
  inLedgerOrder,
  JournalActError,
  journalEntry,
  liveTransactions,
  NewerDataError,
  readEntry,
  verifiedChain
} from './chain';
export type { ChainVerdict, EventAct, FieldChange } from './chain';
export { bookAsOf, ledgerFold, lotMethodsOf, shortfalls } from './fold';
export type { CostCurrency, FoldOptions, LedgerFold, Overdrawn, Oversold, Shortfalls } from './fold';
export { LedgerListing, searchedNames, searchedWords, transactionWords } from './listing';
export type { LedgerColumn, LedgerFilter, LedgerPage, ListingRequest } from './listing';
