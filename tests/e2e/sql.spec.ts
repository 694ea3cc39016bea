import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { examples } from '../../src/routes/sql/examples';
import { openScreen } from './app';
import { expect, test } from './fixtures';

const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL' });
const result = (page: Page) => page.locator('[data-result]');

async function run(page: Page, sql: string): Promise<void> {
  await editor(page).fill(sql);
  await editor(page).press('Escape');
  await editor(page).press('ControlOrMeta+Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0, { timeout: 45_000 });
}

async function saved(page: Page, format: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  await page.getByRole('menuitem', { name: format }).click();
  return readFile(await (await download).path());
}

test('every example runs on the demo, and rows come with them', async ({ page }) => {
  test.setTimeout(180_000);
  await openScreen(page, '/sql');
  for (const { title, sql } of examples) {
    await page.getByRole('button', { name: title, exact: true }).click();
    await expect(editor(page)).toHaveValue(sql);
    await editor(page).press('ControlOrMeta+Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0, { timeout: 45_000 });
    await expect(page.locator('[data-problem]'), title).toHaveCount(0);
    await expect(result(page).getByRole('grid').getByRole('row').nth(1), title).toBeVisible();
  }
});

test('completion by keyboard, a line and bars, a saved query, a file of all rows', async ({ page }) => {
  test.setTimeout(120_000);
  await openScreen(page, '/sql');
  await editor(page).fill('SELECT day, value FROM daily_v');
  await editor(page).press('ControlOrMeta+End');
  await editor(page).press('Control+ ');
  await expect(page.getByRole('option', { name: /daily_values/ })).toHaveAttribute('aria-selected', 'true');
  await editor(page).press('Enter');
  await expect(editor(page)).toHaveValue('SELECT day, value FROM daily_values');
  await editor(page).press('ControlOrMeta+Enter');
  await page.getByRole('radio', { name: 'Chart' }).click();
  await expect(page.locator('[data-chart="line"]')).toBeVisible();
  await run(page, 'SELECT symbol, value FROM holdings JOIN instruments USING (instrument) ORDER BY value DESC');
  await expect(page.locator('[data-chart="bars"]')).toBeVisible();

  await page.getByRole('button', { name: 'Save query' }).click();
  await page.getByLabel('Name').fill('What I hold');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.reload();
  await page.getByRole('button', { name: 'What I hold', exact: true }).click();
  await expect(editor(page)).toHaveValue(/ORDER BY value DESC/);

  await run(page, 'SELECT range AS n FROM range(25000)');
  await expect(page.getByText('first 10,000 rows; more exist')).toBeVisible();
  expect((await saved(page, 'CSV')).toString().trim().split('\r\n')).toHaveLength(25_001);
  expect((await saved(page, 'Parquet')).subarray(0, 4).toString()).toBe('PAR1');
  expect(JSON.parse((await saved(page, 'JSON')).toString())).toHaveLength(25_000);
});

test('a cross join without end is stopped at once, and the console answers again', async ({ page }) => {
  await openScreen(page, '/sql');
  await run(page, 'SELECT 1 AS one');
  await editor(page).fill('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3');
  await editor(page).press('ControlOrMeta+Enter');
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.waitFor();
  const waited = await cancel.evaluate(async (button: HTMLElement) => {
    const began = performance.now();
    button.click();
    while (button.isConnected) await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - began;
  });
  expect(waited).toBeLessThan(500);
  await expect(page.getByText('Stopped.')).toBeVisible();
  await run(page, 'SELECT 41 + 1 AS answer');
  await expect(result(page).getByText('42', { exact: true })).toBeVisible();
});

test.describe('with the app kept', () => {
  test.use({ serviceWorkers: 'allow' });

  test('what needs an extension, the network or a file is told at once, also offline', async ({ page, context }) => {
    test.setTimeout(120_000);
    await openScreen(page, '/sql');
    await run(page, 'SELECT 1');
    await expect(page.getByText('Works offline')).toBeVisible({ timeout: 60_000 });
    await context.setOffline(true);
    for (const [sql, says] of [
      ["SELECT json_extract('{}', '$.a')", 'Structs and lists'],
      ["SELECT TIMESTAMP '2020-01-01' AT TIME ZONE 'Europe/Berlin'", 'today() and current_date work'],
      ["SELECT * FROM read_parquet('your-files/a.parquet')", 'makes a table of the file'],
      ["SELECT * FROM read_csv('https://example.org/a.csv')", 'does not reach the network'],
      ['INSTALL spatial', 'not fetched'],
      ['DROP TABLE prices', 'copy of your data']
    ] as const) {
      await run(page, sql);
      await expect(page.locator('[data-problem]'), sql).toContainText(says);
    }
    await run(page, 'SELECT\n  nope FROM prices');
    await expect(page.locator('[data-problem]')).toContainText('Line 2, column 3.');
    await context.setOffline(false);
  });
});

test('a CSV file becomes a table, and what was created is listed', async ({ page }) => {
  await openScreen(page, '/sql');
  await page.setInputFiles('input[type=file][accept*=parquet]', {
    name: 'My trades.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('day,units\n2024-01-02,3\n2024-01-03,4\n')
  });
  await expect(page.getByText('file_my_trades has 2 rows')).toBeVisible({ timeout: 30_000 });
  await run(
    page,
    'CREATE TABLE doubled AS SELECT units * 2 AS twice FROM file_my_trades; SELECT sum(twice) FROM doubled'
  );
  await expect(result(page).getByText('14', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'doubled', exact: true })).toBeVisible();
});
