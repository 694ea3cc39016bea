export { entryHash, journalEntry, NewerDataError, readEntry } from './entry';
export { verifiedChain } from './verified-chain';
export type { ChainVerdict } from './verified-chain';
export { inLedgerOrder, JournalActError, liveTransactions } from './live';
export { fieldChanges, historyOf } from './history';
export type { EventAct, FieldChange } from './history';
export { actsRedoing, actsUndoing, eventsChangedSince } from './undo';
