import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { startLoopback } from '../loopback/server.mjs';
import { openScreen, screenReady } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

test.use({ serviceWorkers: 'allow' });

const DAY = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const CLOSE = 42.5;

/** Closes of every weekday asked for, as rows of JSON. */
function closes(target: string): { body: string } {
  const { searchParams } = new URL(target, 'http://127.0.0.1');
  const rows: { date: string; close: number }[] = [];
  for (let at = Date.parse(searchParams.get('from') ?? ''); at <= Date.parse(searchParams.get('to') ?? ''); at += DAY)
    if (![0, 6].includes(new Date(at).getUTCDay())) rows.push({ date: iso(at), close: CLOSE });
  return { body: JSON.stringify(rows) };
}

async function describeSource(page: Page, name: string, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Describe a source of your own' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address', { exact: true }).fill(address);
  await page.getByRole('textbox', { name: 'Currency' }).fill('USD');
  await page.getByRole('button', { name: 'Keep', exact: true }).last().click();
  await expect(page.getByText(`${name} kept`)).toBeVisible();
}

test('sources are described, tried and asked for what is missing; the first that answers is believed', async ({
  page
}) => {
  test.slow();
  const server = await startLoopback({ answer: closes });
  try {
    await openImport(page);
    const began = Date.now() - 40 * DAY;
    await importWhole(
      page,
      csv('start.csv', [
        'date,action,symbol,quantity,price,amount,currency',
        `${iso(began)},deposit,,,,10000,USD`,
        `${iso(began)},buy,ACME,10,40,,USD`
      ])
    );
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await openScreen(page, '/data');
    await expect(page.getByText('No source is on')).toBeVisible();

    await test.step('a bad address is told by field and remedy', async () => {
      await page.getByRole('button', { name: 'Describe a source of your own' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Wrong');
      await page.getByLabel('Address', { exact: true }).fill('ftp://somewhere');
      await page.getByRole('button', { name: 'Keep', exact: true }).last().click();
      await expect(page.getByText('begin with https://')).toBeVisible();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
    });

    await describeSource(page, 'Broken', `${server.url}/malformed/p?s={symbol}&from={from}&to={to}`);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await describeSource(page, 'Sound', `${server.url}/ok/p?s={symbol}&from={from}&to={to}`);
    await expect(page.getByText('until it answers you for the first time').first()).toBeVisible();
    await page.getByRole('button', { name: 'Try it now' }).click();
    await expect(page.getByText('It answered a question for prices')).toBeVisible();
    await expect(page.getByText('until it answers you for the first time')).toHaveCount(0);
    await page.getByRole('button', { name: 'Close', exact: true }).click();

    await page.getByRole('button', { name: 'See what would be asked' }).click();
    await expect(page.getByRole('grid', { name: 'What each source would be asked' })).toContainText('Broken');
    await page.getByRole('button', { name: 'Fetch', exact: true }).click();
    await expect(page.getByText(/pieces? came, \d+ values? new/)).toBeVisible();
    await openScreen(page, '/holdings');
    await expect(page.getByText('42.50').first()).toBeVisible();

    await openScreen(page, '/data');
    await page.getByRole('button', { name: 'See what would be asked' }).click();
    await expect(page.getByText(/Nothing is missing|1 piece|2 pieces/)).toBeVisible();
  } finally {
    await server.stop();
  }
});

test('a key is kept sealed, and neither page nor log shows it again', async ({ page }) => {
  const secret = 'k3y-of-a-test-0123456789';
  await openScreen(page, '/data?source=twelve-data');
  await page.getByLabel('API key').fill(secret);
  await page.getByRole('button', { name: 'Keep the key' }).click();
  await expect(page.getByText('sealed with a key of this device').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Forget the key' })).toBeVisible();
  await page.reload();
  await screenReady(page);
  expect(await page.content()).not.toContain(secret);
  const kept = await page.evaluate(async () => {
    const texts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('cannot be opened'));
      });
      for (const table of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const request = db.transaction(table).objectStore(table).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error('cannot be read'));
        });
        texts.push(
          JSON.stringify(rows, (_, value: unknown) =>
            value instanceof Uint8Array ? new TextDecoder().decode(value) : value
          )
        );
      }
      db.close();
    }
    return texts.join('\n');
  });
  expect(kept).toContain('twelve-data');
  expect(kept).not.toContain(secret);
});

test('a file of rates is read with its flaws named, kept and undone', async ({ page }) => {
  await openScreen(page, '/data');
  const rows = [
    'Date,USD,CHF,EEK,',
    '2024-01-05,1.0950,0.9310,N/A,',
    '2024-01-04,1.0953,0.9315,N/A,',
    '2024-01-03,1.0919,0.9291,N/A,'
  ];
  await page.locator('input[type=file]').first().setInputFiles(csv('eurofxref-hist.csv', rows));
  await expect(page.getByText('The newest row came first: turned round')).toBeVisible();
  await expect(page.getByText('Each line ends with a separator')).toBeVisible();
  await expect(page.getByLabel('Units of each for one')).toHaveValue('EUR');
  await page.getByRole('button', { name: 'Keep', exact: true }).first().click();
  await expect(page.getByText('2 series kept, 6 values new')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(csv('notes.csv', ['a,b', 'x,y', 'z,w']));
  await expect(page.getByText('No column of this table is a date')).toBeVisible();
});

test('closes go out as Parquet and come back', async ({ page }) => {
  await openScreen(page, '/data');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Prices', exact: true }).click();
  const file = await (await saving).path();
  expect(readFileSync(file).subarray(0, 4).toString()).toBe('PAR1');
  await page.locator('input[accept=".parquet"]').setInputFiles({
    name: 'broken.parquet',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(file).subarray(0, 5000)
  });
  await expect(page.getByText('This Parquet file was not kept')).toBeVisible();
  await page
    .locator('input[accept=".parquet"]')
    .setInputFiles({ name: 'closes.parquet', mimeType: 'application/octet-stream', buffer: readFileSync(file) });
  await expect(page.getByText(/26 series kept, \d+ values new/)).toBeVisible({ timeout: 30_000 });
});
