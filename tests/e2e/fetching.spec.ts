import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { closeOf, isoOf, madeSeries, tradingDays } from '../loopback/made-series.mjs';
import { startLoopback } from '../loopback/server.mjs';
import { openScreen } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

test.use({ serviceWorkers: 'allow' });

const FROM = 19_000;
const TO = 19_365;
const RATE = 1.25;
const names = Array.from({ length: 60 }, (_, at) => `F${at}`);

/** Answers as the sources of this journey speak: the made-up series, and rates as Frankfurter documents them. */
function answer(target: string): { body: string } | undefined {
  if (!target.startsWith('https://api.frankfurter.dev/')) return madeSeries(target);
  const { searchParams } = new URL(target);
  const [from = '', to = ''] = ['from', 'to'].map((name) => searchParams.get(name) ?? '');
  const days = tradingDays(Date.parse(from) / 86_400_000, Date.parse(to) / 86_400_000);
  return { body: JSON.stringify(days.map((day) => ({ date: isoOf(day), base: 'EUR', quote: 'USD', rate: RATE }))) };
}

interface Wish {
  readonly server: string;
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** What a person has enabled and asked for: a source that breaks, one that works, one through a proxy; sixty instruments and a pair. */
async function wish(page: Page, what: Wish): Promise<void> {
  await page.evaluate(async ({ server, names, from, to }) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('not done'));
      });
    const device = await done(indexedDB.open('sextant-device'));
    const vault = await done(indexedDB.open('sextant-mine'));
    const put = (db: IDBDatabase, table: string, row: unknown) =>
      done(db.transaction(table, 'readwrite').objectStore(table).put(row));
    const limits = [{ calls: 1000, seconds: 1 }];
    const source = (id: string, mode: string, order: number, symbol = '{symbol}') =>
      put(device, 'sources', {
        ...{ provider: `custom-${id}`, enabled: true, origins: [server], order, viaProxy: false, limits },
        custom: {
          ...{ id, name: id, kind: 'prices', unit: 'currency', adjustment: 'none', dateForm: 'iso' },
          address: `${server}/${mode}/prices?symbol=${symbol}&from={from}&to={to}`,
          format: { type: 'json-rows', rows: 'rows[*]' },
          fields: { date: 'date', value: 'close' }
        }
      });
    await source('broken', 'malformed', 1);
    await source('made', 'ok', 2);
    // Three percent apart on one day.
    await source('second', 'ok', 4, 'APART-{symbol}');
    const origins = ['https://api.frankfurter.dev'];
    await put(device, 'sources', { provider: 'frankfurter', enabled: true, origins, order: 3, viaProxy: true });
    await put(device, 'settings', { key: 'background', value: { whileClosed: false, onOpen: false } });
    await put(device, 'settings', { key: 'proxy-template', value: `${server}/ok/?url={url}` });
    const task = (kind: string, key: string, sources: readonly string[]) =>
      put(vault, 'fetchTasks', {
        ...{ id: `${kind}:${key}:${from}-${to}`, kind, key, from, to, sources },
        ...{ state: 'waiting', tries: 0, createdAt: Date.now() }
      });
    for (const name of names) {
      const identifiers = [{ scheme: 'symbol', value: name }];
      await put(vault, 'instruments', { id: name, kind: 'equity', name, currency: 'USD', identifiers });
      await task('prices', name, ['custom-broken', 'custom-made']);
    }
    await task('rates', 'EUR/USD', ['frankfurter']);
    device.close();
    vault.close();
    const worker = (await navigator.serviceWorker.ready).active;
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((resolve) => (port1.onmessage = resolve));
    worker?.postMessage({ type: 'origins-changed' }, [port2]);
    await told;
  }, what);
}

interface Kept {
  readonly waiting: number;
  readonly closes: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly rates: readonly (readonly [number, number])[];
}

/** What the vault holds of it. */
const kept = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const vault = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sextant-mine');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the vault cannot be opened'));
    });
    const all = (table: string): Promise<unknown[]> =>
      new Promise((resolve, reject) => {
        const request = vault.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`${table} cannot be read`));
      });
    type Part = { readonly instrument: string; readonly days: Int32Array; readonly values: Float64Array };
    const tasks = (await all('fetchTasks')) as { readonly state: string }[];
    const closes: Record<string, (readonly [number, number])[]> = {};
    for (const { instrument, days, values } of (await all('prices')) as Part[])
      (closes[instrument] ??= []).push(...Array.from(days, (day, at) => [day, values[at] ?? NaN] as const));
    const pairs = (await all('rates')) as (Part & { readonly base: string; readonly quote: string })[];
    const rates = pairs
      .filter(({ base, quote }) => `${base}/${quote}` === 'EUR/USD')
      .flatMap(({ days, values }) => Array.from(days, (day, at) => [day, values[at] ?? NaN] as const));
    vault.close();
    return { waiting: tasks.filter((one) => one.state === 'waiting').length, closes, rates };
  });

test('sixty instruments are fetched though a source breaks and the tab is closed half-way: each once, none missing', async ({
  page,
  context
}) => {
  test.slow();
  const server = await startLoopback({ answer, latency: 120 });
  const asked = (mode: string): string[] => server.calls.filter((one) => one.mode === mode).map((one) => one.rest);
  try {
    await openImport(page);
    await importWhole(
      page,
      csv('trades.csv', ['date,action,symbol,quantity,price,amount,currency', '2024-01-02,deposit,,,,1000,USD'])
    );
    await openScreen(page, '/settings');
    await wish(page, { server: server.url, names, from: FROM, to: TO });
    await page.reload();
    await expect.poll(() => asked('ok').length, { timeout: 60_000 }).toBeGreaterThan(15);
    await page.close();

    const before = new Set(asked('ok'));
    expect(before.size).toBeLessThan(names.length);
    const again = await context.newPage();
    await again.goto('/');
    await expect.poll(async () => (await kept(again)).waiting, { timeout: 90_000 }).toBe(0);
    const { closes, rates } = await kept(again);
    const days = tradingDays(FROM, TO);
    for (const name of names)
      expect([name, closes[name]]).toEqual([name, days.map((day) => [day, closeOf(name, day)])]);
    // Good Friday, Easter Monday and the second day of Christmas of 2022: the bank tells no rate, and such a one is refused.
    const closed = ['2022-04-15', '2022-04-18', '2022-12-26'].map((text) => Date.parse(text) / 86_400_000);
    expect(rates).toEqual(days.filter((day) => !closed.includes(day)).map((day) => [day, RATE]));
    // The broken source was asked until it was left alone, and never was the whole list tried on it.
    expect(asked('malformed').length).toBeGreaterThan(0);
    expect(asked('malformed').length).toBeLessThan(names.length);
    // Once each, but for what was on its way when the tab was closed.
    const counts = names.map((name) => asked('ok').filter((one) => one.includes(`symbol=${name}&`)).length);
    expect(Math.min(...counts)).toBe(1);
    expect(counts.filter((count) => count > 1).length).toBeLessThanOrEqual(2);
  } finally {
    await server.stop();
  }
});

test('a series is compared with other sources where its quality is shown', async ({ page }) => {
  test.slow();
  const server = await startLoopback({ answer });
  try {
    await openImport(page);
    await importWhole(
      page,
      csv('trades.csv', ['date,action,symbol,quantity,price,amount,currency', '2024-01-02,deposit,,,,1000,USD'])
    );
    await openScreen(page, '/settings');
    await wish(page, { server: server.url, names: ['F0'], from: FROM, to: TO });
    await page.reload();
    await expect.poll(async () => (await kept(page)).waiting, { timeout: 60_000 }).toBe(0);
    await openScreen(page, '/quality?series=prices:F0');
    const detail = page.locator('[data-series-ready]');
    await expect(detail.locator('[data-code=disagreement]')).toHaveCount(0);
    await detail.getByRole('button', { name: 'Compare with another source' }).click();
    await expect(detail).toContainText('second told 260 values, kept beside this series.', { timeout: 30_000 });
    await expect(detail).toContainText('broken told nothing.');
    await expect(detail.locator('[data-code=disagreement]')).toHaveCount(1, { timeout: 20_000 });

    await openScreen(page, '/data');
    const mend = page.getByRole('radio', { name: 'Mend and mark' });
    await expect(page.getByRole('radio', { name: 'Leave out' })).toBeChecked();
    await mend.click();
    await expect(page.getByText('What a rule can mend is mended')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.screenshot({ path: 'test-results/data.png', fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: 'test-results/data-phone.png' });
    await page.reload();
    await expect(mend).toBeChecked();
  } finally {
    await server.stop();
  }
});
