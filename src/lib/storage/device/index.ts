export { deviceDatabase } from './database';
export type { BackgroundRow, KeyRow, LogEntry, LogLevel, QuotaRow, SourceRow } from './database';
export { eraseDevice } from './erase';
export { fetchChecks, saveFetchChecks } from './fetch-checks';
export type { FetchChecks } from './fetch-checks';
export { keptKeys, removeSourceKey, rewrapKeys, saveSourceKey, sourceKey, vaultIsSealed } from './keys';
export type { KeyReading, SourceKey } from './keys';
export { clearLog, followLog, loadLog, logged, MOST_LOGGED } from './log';
export type { LogFilter } from './log';
export { allowedOrigin, enabledOrigins, PROXY_TEMPLATE, proxyOrigin, throughProxy } from './origins';
export { redacted } from './redaction';
export {
  deviceSetting,
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
