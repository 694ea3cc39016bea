export { exportVault } from './write';
export { importVault, inspectArchive } from './import';
export type { ArchiveSummary, ArchiveVerdict, ImportOutcome } from './import';
export { ARCHIVE_VERSION } from './manifest';
export type { ArchiveProblem } from './manifest';
