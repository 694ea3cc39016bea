export { offlineProgress } from '$lib/platform/offline';
export type { OfflineProgress } from '$lib/platform/offline';
export { persistence, requestPersistence } from '$lib/platform/persistence';
export type { Persistence, PersistenceAnswer } from '$lib/platform/persistence';
export { isInstalled, onInstallable } from '$lib/platform/install';
export type { InstallOffer } from '$lib/platform/install';
