export { registerOffline as keepOffline } from '$lib/platform/offline';
export type { OfflineStatus } from '$lib/platform/offline';
