import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openScreen } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

/** Notes something as any part of the program would, from another page. */
const note = (page: Page, level: string, area: string, event: string, data: Record<string, string | number>) =>
  page.evaluate(
    (entry) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('sextant-device');
        request.onerror = () => reject(new Error('not opened'));
        request.onsuccess = () => {
          const put = request.result.transaction('log', 'readwrite').objectStore('log').add(entry);
          put.onsuccess = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    { at: Date.now(), level, area, event, data }
  );

test('what the app did stands in the log, is filtered, opened, saved and cleared', async ({ page }) => {
  await openScreen(page, '/log');
  const table = page.getByRole('grid', { name: 'Log' });
  await openImport(page);
  await importWhole(
    page,
    csv('start.csv', ['date,action,symbol,quantity,price,amount,currency', '2021-01-04,deposit,,,,10000,USD'])
  );
  await openScreen(page, '/log');
  await expect(table.getByRole('rowheader', { name: 'Imported' })).toBeVisible();

  await note(page, 'warning', 'fetch', 'throttled', { source: 'a-source', seconds: 60 });
  await note(page, 'error', 'page', 'error', { name: 'TypeError' });
  await openScreen(page, '/log');
  await page.getByRole('radio', { name: 'Errors' }).click();
  await expect(table.getByRole('rowheader')).toHaveText(['Error in the page']);
  await page.getByRole('radio', { name: 'All' }).click();
  await page.getByRole('searchbox', { name: 'Filter the log' }).fill('a-source');
  await expect(table.getByRole('rowheader')).toHaveCount(1);
  await table.getByRole('rowheader').click();
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: 'Entry' });
  await expect(details.getByText('a-source')).toBeVisible();

  for (const [format, first] of [
    ['JSON lines', '{"time":'],
    ['CSV', 'time,level,area,event,data']
  ] as const) {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text.startsWith(first)).toBe(true);
    expect(text).toContain('a-source');
    expect(text).not.toContain('imported');
  }
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Nothing has been noted yet.')).toBeVisible();
});

test('an error of the page is noted while the log is open, without amounts', async ({ page, complaints }) => {
  await openScreen(page, '/log');
  // The listeners come once the first screen has stood for a while.
  await page.waitForTimeout(6000);
  await page.evaluate(() => {
    void Promise.reject(new Error('the cash is 1,234.56 and token=abc'));
  });
  await expect(page.getByRole('rowheader', { name: 'Error in the page' })).toBeVisible();
  await page.getByRole('rowheader', { name: 'Error in the page' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Entry' }).getByText('the cash is … and token=…')).toBeVisible();
  expect(complaints.splice(0).join()).toContain('the cash is');
});
