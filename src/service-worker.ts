import { clientsClaim } from 'workbox-core';
import type { WorkboxPlugin } from 'workbox-core/types.js';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { enabledOrigins, MARKET_TAG, onBackgroundEvent, policyWith } from '$lib/services/background';

interface KeptFile {
  readonly url: string;
  readonly revision: string | null;
  readonly bytes: number;
}

interface Build {
  readonly small: readonly KeptFile[];
  readonly large: readonly KeptFile[];
  readonly shell: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface OfflineStatus {
  readonly ready: boolean;
  readonly cachedBytes: number;
  readonly totalBytes: number;
}

declare const self: ServiceWorkerGlobalScope & { readonly __SEXTANT_BUILD__: Build };

/** The build writes its list of files here. */
const build = self.__SEXTANT_BUILD__;
const largeCache = 'sextant-large';
const large = new Map(build.large.map((file) => [new URL(file.url, self.location.origin).href, file]));

const POLICY = 'Content-Security-Policy';
/** Read once for the life of this worker, and anew when the page says that a person has changed them. */
let origins: Promise<readonly string[]> | undefined;

// Whatever becomes of the list, the app is served: without it by the policy of the build.
const namedOrigins = (): Promise<readonly string[]> => (origins ??= enabledOrigins().catch(() => []));

/** A worker takes its content policy from the answer that brought its script, so the cache must give one too. */
const headers: WorkboxPlugin = {
  handlerWillRespond: async ({ response }) => {
    const secured = new Headers(response.headers);
    for (const [name, value] of Object.entries(build.headers)) secured.set(name, value);
    secured.set(POLICY, policyWith(build.headers[POLICY] ?? '', await namedOrigins()));
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers: secured });
  }
};

addPlugins([headers]);
precacheAndRoute(
  build.small.map(({ url, revision }) => ({ url, revision })),
  { cleanURLs: false, directoryIndex: '' }
);
registerRoute(new NavigationRoute(createHandlerBoundToURL(build.shell)));
registerRoute(({ url }) => large.has(url.href), new CacheFirst({ cacheName: largeCache, plugins: [headers] }));
cleanupOutdatedCaches();
clientsClaim();

async function isKept(url: string): Promise<boolean> {
  const key = getCacheKeyForURL(url);
  return (await caches.match(key ?? url)) !== undefined;
}

async function offlineStatus(): Promise<OfflineStatus> {
  const files = [...build.small, ...build.large];
  const kept = await Promise.all(files.map(({ url }) => isKept(url)));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const cachedBytes = files.reduce((sum, { bytes }, index) => sum + (kept[index] ? bytes : 0), 0);
  return { ready: kept.every(Boolean), cachedBytes, totalBytes };
}

async function keepLargeFiles(): Promise<void> {
  const cache = await caches.open(largeCache);
  for (const url of large.keys()) {
    if (!(await cache.match(url))) await cache.add(url);
  }
}

async function dropOldLargeFiles(): Promise<void> {
  const cache = await caches.open(largeCache);
  const old = (await cache.keys()).filter((request) => !large.has(request.url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function reply(event: ExtendableMessageEvent, work: () => Promise<unknown>): Promise<void> {
  try {
    event.ports[0]?.postMessage(await work());
  } catch (error) {
    event.ports[0]?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldLargeFiles());
});

self.addEventListener('message', (event) => {
  const type = (event.data as { readonly type?: unknown } | null)?.type;
  if (type === 'skip-waiting') event.waitUntil(self.skipWaiting());
  if (type === 'offline-status') event.waitUntil(reply(event, offlineStatus));
  if (type === 'offline-complete') event.waitUntil(reply(event, () => keepLargeFiles().then(offlineStatus)));
  if (type === 'origins-changed') {
    origins = undefined;
    event.waitUntil(reply(event, namedOrigins));
  }
});

/** Events of background work, which the types of the web worker library leave out. */
interface TaggedEvent extends ExtendableEvent {
  readonly tag: string;
}
interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

const world = { fetch: self.fetch.bind(self), now: () => Date.now() };

async function periodicUpdate(): Promise<void> {
  const record = await onBackgroundEvent('periodic', world);
  if (record?.result !== 'offline') return;
  // Asked for once more as soon as there is a network; where the browser has no such thing the next period comes.
  await (self.registration as SyncRegistration).sync?.register(MARKET_TAG).catch(() => undefined);
}

/** Rejected while the network is away: the browser then tries again by itself, later each time. */
async function retriedUpdate(): Promise<void> {
  if ((await onBackgroundEvent('sync', world))?.result === 'offline') throw new Error('offline');
}

self.addEventListener('periodicsync' as 'activate', (event) => {
  if ((event as TaggedEvent).tag === MARKET_TAG) event.waitUntil(periodicUpdate());
});
self.addEventListener('sync' as 'activate', (event) => {
  if ((event as TaggedEvent).tag === MARKET_TAG) event.waitUntil(retriedUpdate());
});
