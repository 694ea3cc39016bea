export { templateFromText, templateText } from './columns/template';
export type { MappingTemplate, TemplateFault } from './columns/template';
export { confirmedActs } from './confirmed-acts';
export type { NewId } from './confirmed-acts';
export type { ReadingOptions } from './reading-options';
export { changedMapping, knownFormats, mappingFrom, readStatement, statementFrom } from './read-statement';
export { openFile } from './source/file';
export type { OpenedFile } from './source/file';
export { MAXIMUM_BYTES } from './source/table';
