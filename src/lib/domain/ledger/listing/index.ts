export { searchedNames, searchedWords, transactionWords } from './filter';
export type { LedgerFilter } from './filter';
export { LedgerListing } from './listing';
export type { LedgerColumn, LedgerPage, ListingRequest } from './listing';
