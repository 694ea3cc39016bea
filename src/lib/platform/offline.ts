import { pageIdle } from './idle';

/** 'ready' only when every file of the build is kept, DuckDB included. */
export type OfflineStatus = 'unsupported' | 'installing' | 'ready' | 'error';

export interface OfflineProgress {
  readonly ready: boolean;
  readonly cachedBytes: number;
  readonly totalBytes: number;
}

export interface OfflineListeners {
  /** A new version waits, or another tab has taken it: offer `applyUpdate`. */
  readonly onUpdate: () => void;
  readonly onStatus: (status: OfflineStatus, detail?: string) => void;
}

export interface Offline {
  /** Takes the waiting version and loads the page again. */
  applyUpdate(): void;
}

/** Asks the service worker; its answer comes through a port of its own. */
async function answer(
  worker: ServiceWorker,
  message: { readonly type: 'offline-status' | 'offline-complete' }
): Promise<OfflineProgress> {
  const { port1, port2 } = new MessageChannel();
  const reply = await new Promise<OfflineProgress | { readonly error: string }>((resolve) => {
    port1.onmessage = (event: MessageEvent<OfflineProgress | { readonly error: string }>) => resolve(event.data);
    worker.postMessage(message, [port2]);
  });
  port1.close();
  if ('error' in reply) throw new Error(reply.error);
  return reply;
}

/** How much of the app is kept on this device, or undefined before a service worker runs. */
export async function offlineProgress(): Promise<OfflineProgress | undefined> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return registration?.active ? answer(registration.active, { type: 'offline-status' }) : undefined;
}

/** Installs the service worker once the page stands, has it keep the large files too, and tells how far that is. */
export async function registerOffline({ onUpdate, onStatus }: OfflineListeners): Promise<Offline> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) {
    onStatus('unsupported');
    return { applyUpdate: () => location.reload() };
  }
  await pageIdle();
  onStatus('installing');
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js');
  let updating = false;
  const failed = (error: unknown): void => onStatus('error', error instanceof Error ? error.message : String(error));

  // A page loaded again while the first version is being installed meets it as if it came from elsewhere: no update.
  const hadVersion = navigator.serviceWorker.controller !== null;
  workbox.addEventListener('waiting', () => {
    if (hadVersion) onUpdate();
  });
  workbox.addEventListener('controlling', (event) => {
    if (updating) location.reload();
    else if (hadVersion && (event.isUpdate || event.isExternal)) onUpdate();
  });
  workbox.addEventListener('redundant', () => {
    if (!updating) failed('The app could not be kept on this device');
  });

  const complete = async (): Promise<void> => {
    const { active } = await navigator.serviceWorker.ready;
    if (!active) throw new Error('The service worker did not start');
    const { ready } = await answer(active, { type: 'offline-complete' });
    onStatus(ready ? 'ready' : 'error', ready ? undefined : 'Some files of the app could not be kept');
  };

  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await workbox.register({ immediate: true });
    void complete().catch(failed);
  } catch (error) {
    failed(error);
  }
  return {
    applyUpdate: () => {
      updating = true;
      if (registration?.waiting) registration.waiting.postMessage({ type: 'skip-waiting' });
      else location.reload();
    }
  };
}
