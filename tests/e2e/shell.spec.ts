import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page, type Response } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { expect, test } from './fixtures';

interface Status {
  readonly ready: boolean;
  readonly cachedBytes: number;
  readonly totalBytes: number;
}

/** Has the service worker keep everything, and waits for its answer. */
async function keptOffline(page: Page): Promise<Status> {
  return page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const reply = new Promise<Status>(
      (resolve) => (port1.onmessage = (event: MessageEvent<Status>) => resolve(event.data))
    );
    active?.postMessage({ type: 'offline-complete' }, [port2]);
    return reply;
  });
}

test.use({ serviceWorkers: 'allow' });

test('with the server stopped a deep link still loads, under the same policy', async ({ page, context, ownServer }) => {
  const online = await page.goto(`${ownServer.url}/`);
  const policy = online?.headers()['content-security-policy'];
  const status = await keptOffline(page);
  expect(status.ready).toBe(true);
  expect(status.cachedBytes).toBe(status.totalBytes);

  await ownServer.stop();
  await context.setOffline(true);
  const offline = await page.goto(`${ownServer.url}/holdings?deep=link`);
  expect(offline?.fromServiceWorker()).toBe(true);
  expect(offline?.headers()['content-security-policy']).toBe(policy);
  await expect(page.locator('body')).toContainText(/\w/);
  await page.reload();
  await expect(page.locator('body')).toContainText(/\w/);

  const script = await page.locator('link[rel=modulepreload]').first().getAttribute('href');
  const scriptPolicy = await page.evaluate(
    async (href) => (await fetch(href)).headers.get('content-security-policy'),
    script ?? ''
  );
  expect(scriptPolicy).toBe(policy);
});

test('the app can be installed', async ({ ownServer }) => {
  const profile = mkdtempSync(join(tmpdir(), 'sextant-profile-'));
  const executablePath = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArgs
  });
  try {
    const page = await context.newPage();
    await page.goto(`${ownServer.url}/`);
    await keptOffline(page);
    const devtools = await context.newCDPSession(page);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { errors, url } = await devtools.send('Page.getAppManifest');
    expect(url).toContain('manifest.webmanifest');
    expect(errors).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('the first screen loads at most 160 kB of scripts, and no DuckDB', async ({ page }) => {
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response);
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    // Read only now: a body that is still on its way when the page closes would reject where nobody waits for it.
    const bodies = await Promise.all(
      scripts.map(async (response) => ({ url: response.url(), body: await response.body() }))
    );
    const size = (list: typeof bodies): number =>
      list.reduce((sum, { body }) => sum + gzipSync(body, { level: 9 }).length, 0);
    const ofPage = bodies.filter(({ url }) => !url.includes('/workers/'));
    const workers = bodies.filter(({ url }) => url.includes('/workers/'));
    const inKilobytes = (list: typeof bodies): string =>
      `${list.length} scripts, ${(size(list) / 1000).toFixed(1)} kB gzip`;
    console.log(`first screen: ${inKilobytes(ofPage)}; in its workers: ${inKilobytes(workers)}`);
    expect(size(ofPage)).toBeLessThanOrEqual(160_000);
    expect(
      bodies.filter(({ url, body }) => /duckdb/i.test(url) || body.includes('duckdb-eh')).map(({ url }) => url)
    ).toEqual([]);
  });
});
