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

/** A worker takes its content policy from the answer that brought its script, so the cache must give one too. */
const headers: WorkboxPlugin = {
  handlerWillRespond: async ({ response }) => {
    const secured = new Headers(response.headers);
    for (const [name, value] of Object.entries(build.headers)) secured.set(name, value);
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

async function reply(event: ExtendableMessageEvent, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    event.ports[0]?.postMessage(await offlineStatus());
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
  if (type === 'offline-status') event.waitUntil(reply(event, async () => undefined));
  if (type === 'offline-complete') event.waitUntil(reply(event, keepLargeFiles));
});
