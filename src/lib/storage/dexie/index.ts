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
export { loadPrices, loadRates, priceHeaders, rateHeaders, savePrices, saveRates } from './series';
export type { SeriesReading } from './series';
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
  NewerDataError,
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
export type { StoredSeries, VaultContents } from './contents';
export { runProblem } from './year-parts';
export type { BarYear, FetchTask, KeptDocument, MacroHeader, OpinionYear, RepairRecord, Revision } from './market-rows';
export { loadDocuments, removeDocument, saveDocument } from './documents';
