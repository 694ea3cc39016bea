export { exportVault, madeArchive } from './write';
export type { ExportOptions, MadeArchive } from './write';
export { importVault, inspectArchive, openedArchive, plannedRestore, restoreArchive } from './import';
export type { ArchiveSummary, ArchiveVerdict, ImportOutcome, OpenedArchive, RestoreOptions } from './import';
export { contentKinds, restoreDifference } from './difference';
export type { ContentKind, KindDifference, LedgerRelation, RestoreDifference } from './difference';
export { ARCHIVE_VERSION } from './manifest';
export type { ArchiveProblem } from './manifest';
