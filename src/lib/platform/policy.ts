/** Whether the content policy lets this page's new workers reach the origins that are enabled. */
export type PolicyReach =
  /** The service worker names them from now on: new workers at once, the page itself when it is loaded again. */
  | { readonly status: 'in-force'; readonly origins: readonly string[] }
  /** This page was not loaded through the service worker: a first visit, or a forced reload. Load it again. */
  | { readonly status: 'uncontrolled' }
  /** This browser, or this way of serving, has no service worker: nothing but the app's own address can be reached. */
  | { readonly status: 'unsupported' };

const LONGEST_ANSWER = 5000;

/** True when the service worker answers what this page and its workers load. */
export function isControlled(): boolean {
  return typeof navigator !== 'undefined' && Boolean(navigator.serviceWorker?.controller);
}

/** Tells the service worker that the enabled origins have changed; call it after they are saved. */
export async function originsChanged(): Promise<PolicyReach> {
  if (!('serviceWorker' in navigator)) return { status: 'unsupported' };
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = navigator.serviceWorker.controller ?? registration?.active;
  if (!worker) return { status: registration ? 'uncontrolled' : 'unsupported' };
  const origins = await answered(worker);
  return isControlled() ? { status: 'in-force', origins } : { status: 'uncontrolled' };
}

async function answered(worker: ServiceWorker): Promise<readonly string[]> {
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The service worker did not answer')), LONGEST_ANSWER);
      port1.onmessage = ({ data }: MessageEvent<readonly string[] | { readonly error: string }>) => {
        clearTimeout(timer);
        if ('error' in data) reject(new Error(data.error));
        else resolve(data);
      };
      worker.postMessage({ type: 'origins-changed' }, [port2]);
    });
  } finally {
    port1.close();
  }
}
