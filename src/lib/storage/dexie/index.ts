export {
  announceChange,
  clearVault,
  closeVault,
  deleteVault,
  onVaultChange,
  openVault,
  resealVault,
  vaultFingerprint,
  vaultParts
} from './vault';
export type { Vault, VaultChange, VaultName, VaultOptions, VaultPart } from './vault';
export { appendActs, saveAccounts, saveInstruments } from './append';
export type { AppendOptions, AppendOutcome } from './append';
export { loadBatch, loadBatches, loadHead, loadLedger } from './ledger';
export type { LedgerReading } from './ledger';
export { savePrices, saveRates } from './series';
export type { SaveOutcome, SaveSeriesOptions, WithOrigins } from './series';
export type { SeriesMismatch } from './series-write';
export {
  loadMacro,
  loadPrices,
  loadPricesWithOrigins,
  loadRates,
  loadRatesWithOrigins,
  macroHeaders,
  priceHeaders,
  rateHeaders
} from './series-load';
export type { SeriesReading } from './series-load';
export {
  loadMappings,
  loadSetting,
  loadSettings,
  removeMapping,
  removeSetting,
  saveMapping,
  saveSetting
} from './settings';
export { listResults, openResult, removeResult, saveResult } from './results';
export {
  CorruptVaultError,
  HeadMovedError,
  InstrumentInUseError,
  NewerDataError,
  onWriteFailed,
  SeriesMismatchError,
  StorageError,
  StorageFullError,
  VaultLockedError,
  written
} from './errors';
export type { StorageErrorCode } from './errors';
export { entryProblem, soundEntries, usableEntries } from './chain';
export type { VaultProblem, VaultProblemCode } from './problems';
export { SCHEMA_VERSION } from './schema';
export type {
  BatchRecord,
  PriceHeader,
  RateHeader,
  ResultSummary,
  SavedMapping,
  SavedResult,
  SeriesChange,
  SeriesExtent,
  VaultDatabase
} from './schema';
export { replaceContents, vaultContents } from './contents';
export type { MarketContents, StoredSeries, VaultContents } from './contents';
export { runProblem } from './year-parts';
export type { BarYear, FetchTask, KeptDocument, MacroHeader, OpinionYear, RepairRecord, Revision } from './market-rows';
export { pricesAsKnown, revisionsOf } from './as-known';
export type { KnownPrices } from './as-known';
export { retain } from './retention';
export type { Retained, Retention } from './retention';
export { removeMacro, saveMacro } from './macro';
export { barsStamp, loadBars, saveBars } from './bars';
export { loadOpinions, removeOpinion, saveOpinions } from './opinions';
export type { Opinion } from './opinions';
export {
  loadEvents,
  loadFundamentals,
  loadNews,
  loadRepairs,
  removeRepairs,
  saveEvents,
  saveFundamentals,
  saveNews,
  saveRepairs
} from './market-facts';
export { loadDocuments, removeDocument, saveDocument } from './documents';
export { loadFetchTasks, removeFetchTasks, saveFetchTasks } from './fetch-tasks';
export type { RowReading } from './problems';
export { originAt, originCode } from './origins';
