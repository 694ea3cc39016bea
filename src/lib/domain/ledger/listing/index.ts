export { searchedNames, searchedWords, transactionWords } from './filter';
export type { LedgerFilter } from './filter';
export { LedgerListing } from './listing';
export type { LedgerColumn } from './columns';
export type { LedgerPage, ListingRequest } from './listing';
