export { importers } from './catalog';
export { confirmedActs } from './confirmed-acts';
export type { NewId } from './confirmed-acts';
export type { Importer, ReadingOptions } from './importer';
export { changedMapping, mappingFrom, readStatement, statementFrom } from './read-statement';
export { MAXIMUM_BYTES, openTable } from './source/table';
export type { OpenedTable } from './source/table';
