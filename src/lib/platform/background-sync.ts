/** Name under which the service worker knows the work. */
const TAG = 'market';
/** The least time between two updates; the browser decides, and takes the use of the app into account. */
export const LEAST_HOURS = 12;

/** Whether the browser wakes the app for an update while it is closed. */
export type BackgroundSupport =
  /** Firefox and Safari have no such thing. */
  | 'missing'
  /** Chrome and Edge allow it to an installed app only. */
  | 'not-installed'
  /** The person or the browser has said no. */
  | 'denied'
  | 'possible'
  | 'registered';

interface PeriodicSync {
  register(tag: string, options: { minInterval: number }): Promise<void>;
  unregister(tag: string): Promise<void>;
  getTags(): Promise<string[]>;
}
type SyncedRegistration = ServiceWorkerRegistration & { readonly periodicSync?: PeriodicSync };

async function periodicSync(): Promise<PeriodicSync | undefined> {
  const registration: SyncedRegistration | undefined = await navigator.serviceWorker?.getRegistration();
  return registration?.active ? registration.periodicSync : undefined;
}

/** What the browser does for background updates now. */
export async function backgroundSupport(): Promise<BackgroundSupport> {
  const sync = await periodicSync();
  if (!sync) return 'missing';
  if ((await sync.getTags()).includes(TAG)) return 'registered';
  const state = await permission();
  if (state === 'granted') return 'possible';
  return matchMedia('(display-mode: standalone)').matches ? 'denied' : 'not-installed';
}

async function permission(): Promise<PermissionState> {
  try {
    const { state } = await navigator.permissions.query({ name: 'periodic-background-sync' as PermissionName });
    return state;
  } catch {
    // A browser that does not know the name does not do it.
    return 'denied';
  }
}

/** Asks the browser to wake the app for updates, or no longer. */
export async function registerBackground(on: boolean): Promise<BackgroundSupport> {
  const sync = await periodicSync();
  if (!sync) return 'missing';
  if (!on) await sync.unregister(TAG);
  else if ((await permission()) === 'granted') await sync.register(TAG, { minInterval: LEAST_HOURS * 3_600_000 });
  return backgroundSupport();
}
