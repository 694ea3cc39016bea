import { readFile } from 'node:fs/promises';
import { openScreen } from './app';
import { expect, test } from './fixtures';

test('the first notebook runs whole; cells move, go and come back by keyboard', async ({ page }) => {
  test.setTimeout(120_000);
  await openScreen(page, '/notebook');
  await expect(page.getByRole('heading', { name: 'What moved' })).toBeVisible();
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.locator('[data-result="rows"]')).toHaveCount(3, { timeout: 60_000 });
  await expect(page.locator('[data-problem]')).toHaveCount(0);
  await expect(page.locator('[data-chart="line"]')).toBeVisible();
  await expect(page.locator('[data-chart="bars"]')).toBeVisible();

  const cells = page.locator('[data-cell]');
  const count = await cells.count();
  await cells.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(cells.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Text, in Markdown')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cells.nth(1)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(cells).toHaveCount(count - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cells).toHaveCount(count);
});

test('a notebook goes to a file and comes back; a tag in it stays text', async ({ page }) => {
  test.setTimeout(120_000);
  await openScreen(page, '/notebook');
  await page.getByRole('button', { name: 'New notebook' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Untitled notebook');
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine');
  const sql = page.locator('[data-cell=sql] textarea');
  await sql.fill("SELECT 'kept' AS word, 7 AS n");
  await sql.press('Escape');
  await sql.press('ControlOrMeta+Enter');
  await expect(page.locator('[data-result="rows"]')).toContainText('kept', { timeout: 45_000 });
  await page.getByRole('button', { name: '+ Text' }).click();
  await page.locator('[data-cell=text]').press('Enter');
  await page
    .getByLabel('Text, in Markdown')
    .fill('**bold** <img src=x onerror="document.title=1"> [bad](javascript:alert(1))');
  await page.getByLabel('Text, in Markdown').press('Escape');
  const text = page.locator('[data-cell=text]');
  await expect(text.locator('strong')).toHaveText('bold');
  await expect(text.locator('img, a')).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save to a file, with the rows shown' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Mine.sextant-notebook.json');
  const content = await readFile(await file.path());
  await page.setInputFiles('input[type=file][accept*=json]', {
    name: 'a.json',
    mimeType: 'application/json',
    buffer: content
  });
  await expect(page.getByText('Opened: Mine')).toBeVisible();
  await expect(page.getByText('Rows as they were saved in the file.').first()).toBeVisible();
  await expect(page.locator('[data-cell]')).toHaveCount(2);

  await page.setInputFiles('input[type=file][accept*=json]', {
    name: 'b.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"a":1}')
  });
  await expect(page.getByText('This file is no notebook of Sextant.')).toBeVisible();
  await page.waitForTimeout(700);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Mine');
});

test('a cell without end is cancelled', async ({ page }) => {
  await openScreen(page, '/notebook');
  await page.getByRole('button', { name: 'New notebook' }).click();
  const sql = page.locator('[data-cell=sql] textarea');
  await expect(sql).toHaveCount(1);
  await sql.fill('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3');
  await sql.press('ControlOrMeta+Enter');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped.')).toBeVisible();
});
