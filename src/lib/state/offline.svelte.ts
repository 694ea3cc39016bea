import { keepOffline, type OfflineStatus } from '$lib/services/keep-offline';

class OfflineState {
  status = $state<OfflineStatus>('installing');
  /** Set when a new version waits: takes it and loads the page again. */
  update = $state.raw<(() => void) | undefined>(undefined);

  async start(): Promise<void> {
    const offline = await keepOffline({
      onStatus: (status) => (this.status = status),
      onUpdate: () => (this.update = () => offline.applyUpdate())
    });
  }
}

export const offline = new OfflineState();
