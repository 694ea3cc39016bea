export { deviceDatabase } from './database';
export type { BackgroundRow, KeyRow, LogEntry, LogLevel, QuotaRow, SourceRow } from './database';
export { keptKeys, removeSourceKey, rewrapKeys, saveSourceKey, sourceKey } from './keys';
export type { KeyReading, SourceKey } from './keys';
export { clearLog, loadLog, logged, MOST_LOGGED } from './log';
export type { LogFilter } from './log';
export {
  deviceSetting,
  enabledOrigins,
  loadBackgroundSet,
  loadQuota,
  loadSources,
  noteSource,
  removeSource,
  saveBackgroundSet,
  saveDeviceSetting,
  saveQuota,
  saveSource
} from './sources';
