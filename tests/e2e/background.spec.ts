import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { openScreen, screenReady } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

test.use({ serviceWorkers: 'allow' });

const DAY = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const CLOSE = 123.5;

/** A source on this machine: a close for every weekday asked for. */
class LoopbackSource {
  readonly asked: URL[] = [];
  #server: Server | undefined;
  #port = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', this.origin);
      this.asked.push(url);
      const [from, to] = [url.searchParams.get('from') ?? '', url.searchParams.get('to') ?? ''];
      const rows: { date: string; close: number }[] = [];
      for (let at = Date.parse(from); at <= Date.parse(to); at += DAY)
        if (![0, 6].includes(new Date(at).getUTCDay())) rows.push({ date: iso(at), close: CLOSE });
      response.writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
      response.end(JSON.stringify(rows));
    });
    await new Promise<void>((done) => server.listen(this.#port, '127.0.0.1', done));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((done) => (this.#server ? this.#server.close(done) : done(undefined)));
    this.#server = undefined;
  }
}

/** What a person enables: the source, and what may be used in clear. */
async function allow(page: Page, origin: string, choice = { whileClosed: true, onOpen: false }): Promise<void> {
  await page.evaluate(
    async ([loopback, allowed]) => {
      const opened = (name: string): Promise<IDBDatabase> =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error(`${name} cannot be opened`));
        });
      const done = (request: IDBRequest): Promise<unknown> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error('not done'));
        });
      const vault = await opened('sextant-mine');
      const keys = (await done(vault.transaction('instruments').objectStore('instruments').getAllKeys())) as string[];
      vault.close();
      const device = await opened('sextant-device');
      const put = (table: string, row: unknown) =>
        done(device.transaction(table, 'readwrite').objectStore(table).put(row));
      const custom = {
        ...{ id: 'loopback', name: 'Loopback', kind: 'prices', unit: 'currency', adjustment: 'none', dateForm: 'iso' },
        address: `${loopback}/closes?symbol={symbol}&from={from}&to={to}`,
        format: { type: 'json-rows', rows: '[*]' },
        fields: { date: 'date', value: 'close' }
      };
      const provider = 'custom-loopback';
      await put('sources', { provider, enabled: true, origins: [loopback], order: 1, viaProxy: false, custom });
      await put('settings', { key: 'background', value: allowed });
      for (const key of keys)
        await put('background', {
          id: `mine prices ${key}`,
          vault: 'mine',
          kind: 'prices',
          key,
          provider,
          symbol: key
        });
      device.close();
      const worker = (await navigator.serviceWorker.ready).active;
      const { port1, port2 } = new MessageChannel();
      const told = new Promise((resolve) => (port1.onmessage = resolve));
      worker?.postMessage({ type: 'origins-changed' }, [port2]);
      await told;
    },
    [origin, choice] as const
  );
}

/** Wakes the service worker as the browser would, from a page that is none of the app's. */
async function waker(context: BrowserContext, origin: string): Promise<() => Promise<void>> {
  const client: CDPSession = await context.newCDPSession(await context.newPage());
  const registered = new Promise<string>((resolve) => {
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.startsWith(origin));
      if (own) resolve(own.registrationId);
    });
  });
  await client.send('ServiceWorker.enable');
  const registrationId = await registered;
  return async () => {
    await client.send('ServiceWorker.dispatchPeriodicSyncEvent', { origin, registrationId, tag: 'market' });
  };
}

/** A person with a deposit and a purchase some weeks ago, without closes. */
async function bought(page: Page): Promise<void> {
  const day = iso(Date.now() - 20 * DAY);
  await openImport(page);
  await importWhole(
    page,
    csv('start.csv', [
      'date,action,symbol,quantity,price,amount,currency',
      `${day},deposit,,,,10000,USD`,
      `${day},buy,ACME,10,100,,USD`
    ])
  );
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

test('a closed app is woken, updates its prices, and shows them when it is opened', async ({
  page,
  context,
  baseURL
}) => {
  test.slow();
  const source = new LoopbackSource();
  await source.start();
  await bought(page);
  await openScreen(page, '/settings?part=background');
  await expect(page.getByText('No source is enabled yet')).toBeVisible();
  await allow(page, source.origin);

  await test.step('the policy names the source, and nothing else of it changes', async () => {
    const before = (await fetch(`${baseURL}/settings`)).headers.get('content-security-policy') ?? '';
    const answer = await page.goto('/settings?part=background');
    await screenReady(page);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toBe(before.replace("connect-src 'self'", `connect-src 'self' ${source.origin}`));
    const status = await page.evaluate(
      (address) => fetch(address).then((reply) => reply.status),
      `${source.origin}/closes`
    );
    expect(status).toBe(200);
    await expect(page.getByRole('rowheader', { name: 'ACME' })).toBeVisible();
    await expect(page.getByText('not yet', { exact: true })).toBeVisible();
  });

  const wake = await waker(context, baseURL ?? '');
  await page.goto('about:blank');
  await source.stop();
  const asked = source.asked.length;

  await test.step('without the source it fails quietly', async () => {
    await wake();
    await openScreen(page, '/log');
    await expect(page.getByRole('rowheader', { name: 'No network' }).first()).toBeVisible();
    await openScreen(page, '/');
    await expect(page.locator('[data-ready] .value.figure')).toHaveText('$10,000.00');
    await page.goto('about:blank');
    expect(source.asked.length).toBe(asked);
  });

  await test.step('and at the next event it updates', async () => {
    await source.start();
    await wake();
    await expect.poll(() => source.asked.length).toBeGreaterThan(asked);
    const last = source.asked.at(-1);
    expect([...(last?.searchParams.keys() ?? [])]).toEqual(['symbol', 'from', 'to']);
    await openScreen(page, '/');
    await expect(page.locator('[data-ready] .value.figure')).toHaveText('$10,235.00');
    await expect(page.getByRole('contentinfo').getByRole('link', { name: /^Prices to / })).toBeVisible();
    await openScreen(page, '/log');
    await expect(page.getByRole('rowheader', { name: 'Prices updated' }).first()).toBeVisible();
    await openScreen(page, '/settings?part=background');
    await expect(page.getByText('up to date')).toBeVisible();
    await expect(page.getByText('the browser woke it')).toBeVisible();
  });

  await test.step('erasing everything forgets the source and narrows the policy', async () => {
    await openScreen(page, '/settings');
    await page.getByLabel(/^Type “erase”/).fill('erase');
    await page.getByRole('button', { name: 'Erase all my data' }).click();
    await expect(page.getByText('Your data is erased')).toBeVisible();
    const answer = await page.goto('/settings?part=background');
    expect(answer?.headers()['content-security-policy']).not.toContain(source.origin);
  });
  await source.stop();
});

test('opening the app brings old prices up to date, once, and says so', async ({ page }) => {
  test.slow();
  const source = new LoopbackSource();
  await source.start();
  await bought(page);
  await openScreen(page, '/settings?part=background');
  await allow(page, source.origin, { whileClosed: false, onOpen: true });
  expect(source.asked).toHaveLength(0);
  await openScreen(page, '/');
  await expect(page.locator('[data-ready] .value.figure')).toHaveText('$10,235.00', { timeout: 30_000 });
  expect(source.asked).toHaveLength(1);
  await openScreen(page, '/settings?part=background');
  await expect(page.getByText('the app was opened')).toBeVisible();
  // Opened again a moment later nobody is asked again.
  await page.waitForTimeout(6000);
  expect(source.asked).toHaveLength(1);
  await page.getByRole('button', { name: 'Take ACME off the list' }).click();
  await expect(page.getByText('The list is empty')).toBeVisible();
  await page.getByRole('button', { name: 'Update from what I hold and follow' }).click();
  await expect(page.getByRole('rowheader', { name: 'ACME' })).toBeVisible();
  await source.stop();
});
