import { readFile } from 'node:fs/promises';
import { openScreen, screenReady } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

// Publication 550, more or less stock bought than sold: 750 of a loss of 1,000 are denied.
const washed = csv('wash.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2009-09-23,deposit,,,,9000,USD',
  '2009-09-24,buy,MCO,100,50,,USD',
  '2009-12-18,buy,MCO,50,55,,USD',
  '2009-12-28,buy,MCO,25,45,,USD',
  '2010-01-07,sell,MCO,100,40,,USD'
]);

test('a gain opens and says what it comes from', async ({ page }) => {
  await openScreen(page, '/gains?year=2020');
  const table = page.getByRole('treegrid', { name: 'Realised gains' });
  const row = table.getByRole('row').filter({ hasText: 'XOM' });
  await expect(row).toContainText('−$1,212.92');
  await row.getByText('XOM').click();
  const trail = page.getByRole('complementary', { name: 'How it came about' });
  await expect(trail).toContainText('60 XOM, 10 Jun 2020');
  await expect(trail.getByRole('listitem').filter({ hasText: 'Cost' })).toContainText('−$3,806.08');
  await trail.getByRole('link', { name: '60, 9 Jan 2017' }).click();
  await expect(page).toHaveURL(/\/ledger\?.*event=/);
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Buy');
});

test('the rule is a choice: a loss that was bought back around counts in part', async ({ page }) => {
  await openImport(page);
  await importWhole(page, washed);
  await openScreen(page, '/gains');
  await expect(page.locator('main')).toContainText('−$1,000.00');
  await page.getByRole('button', { name: /^Rule/ }).click();
  await page.getByRole('menuitemradio', { name: /United States, wash sales/ }).click();
  await expect(page).toHaveURL(/rule=us-wash-sales/);
  const row = page.getByRole('treegrid').getByRole('row').filter({ hasText: 'MCO' });
  await expect(row).toContainText('−$250.00');
  await expect(row).toContainText('$750.00');
  await row.getByText('MCO').first().click();
  const trail = page.getByRole('complementary', { name: 'How it came about' });
  await expect(trail).toContainText('Takes the loss of 50, bought 18 Dec 2009');
  await expect(trail).toContainText('Takes the loss of 25, bought 28 Dec 2009');
});

test('what is shown is saved as a table', async ({ page }) => {
  await openScreen(page, '/gains?year=2020&rule=section-104');
  await screenReady(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('realised-gains-2020-section-104-GBP.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toContain('Closed,Opened,Symbol');
  expect(lines).toHaveLength(3);
  expect(lines.every((line, at) => at === 0 || line.includes('Out of the pool'))).toBe(true);
});
