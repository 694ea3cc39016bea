import type { Page } from '@playwright/test';
import { openScreen } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, ledgerCount, openImport } from './importing';

const opening = csv('start.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2021-01-04,deposit,,,,10000,USD',
  '2021-01-05,buy,ACME,10,100,,USD'
]);

async function began(page: Page): Promise<void> {
  await openImport(page);
  await importWhole(page, opening);
  expect(await ledgerCount(page)).toBe(2);
}

test('a transaction is recorded, changed, voided and brought back', async ({ page }) => {
  await began(page);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  const form = page.getByRole('complementary', { name: 'Record a transaction' });
  await form.getByLabel('Day', { exact: true }).fill('2021-02-01');
  await form.getByLabel('Symbol').fill('ACME');
  await form.getByLabel('Quantity').fill('5');
  await form.getByLabel('Price').fill('110.5');
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText('Buy 5 ACME on 1 Feb 2021 recorded')).toBeVisible();
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: '1 Feb 2021' });
  await expect(row).toContainText('−$552.50');

  await row.getByText('Buy').click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Edit' }).click();
  await details.getByLabel('Quantity').fill('6');
  await details.getByLabel('Before costs').fill('663');
  await details.getByRole('button', { name: 'Save the change' }).click();
  await expect(row).toContainText('−$663.00');
  await expect(details.getByRole('table', { name: 'History' })).toContainText('Edited');

  await details.getByRole('button', { name: 'Void' }).click();
  await expect(row).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(row).toContainText('−$663.00');
});

test('a sale past what is held is said before it is recorded', async ({ page }) => {
  await began(page);
  await page.goto('/ledger?record=1');
  const form = page.getByRole('complementary', { name: 'Record a transaction' });
  await form.getByRole('button', { name: /^What/ }).click();
  await page
    .getByRole('menuitemradio', { name: 'Sell', exact: true })
    .or(page.getByRole('menuitem', { name: 'Sell', exact: true }))
    .click();
  await form.getByLabel('Day', { exact: true }).fill('2021-02-01');
  await form.getByLabel('Symbol').fill('ACME');
  await form.getByLabel('Quantity').fill('12');
  await form.getByLabel('Price').fill('110');
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(form).toContainText('This opens a short of 2 ACME');
  expect(await page.getByRole('grid').getByRole('row').filter({ hasText: '1 Feb 2021' }).count()).toBe(0);
  await form.getByRole('button', { name: 'Record it all the same' }).click();
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: '1 Feb 2021' })).toContainText('+$1,320.00');
});

test('filters stand in the address, and the sums follow them', async ({ page }) => {
  await began(page);
  await page.goto('/ledger?kind=buy');
  await expect(page.getByText('1 transaction', { exact: true })).toBeVisible();
  const sums = page.getByRole('table', { name: 'Cash moved' });
  await expect(sums).toContainText('−$1,000.00');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(sums).toContainText('+$9,000.00');
  await page.getByLabel('Filter').fill('deposit');
  await expect(page).toHaveURL(/find=deposit/);
  await expect(sums).toContainText('+$10,000.00');
});

test('words typed into the palette become a transaction', async ({ page }) => {
  await began(page);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search or type a command').fill('buy 3 acme 90 on 3 mar 2021');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette).toContainText('Cost $270.00');
  await expect(palette).toContainText('Cash after $8,730.00');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Buy 3 ACME on 3 Mar 2021 recorded')).toBeVisible();
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: '3 Mar 2021' })).toContainText('−$270.00');
});

test('rows are chosen, moved and voided together, and a cell is changed in place', async ({ page }) => {
  await openScreen(page, '/ledger');
  const grid = page.getByRole('grid').first();
  await grid.locator('[data-line="0"] [data-column="8"], [data-line="0"] [data-column="0"]').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar', { name: '2 selected' });
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: 'Void' }).click();
  await expect(page.getByText(/^118 transactions$/).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^120 transactions$/).first()).toBeVisible();

  const note = grid.locator('[data-line="1"] [data-column="8"]');
  await grid.locator('[data-line="1"] [data-column="0"]').focus();
  await page.keyboard.press('End');
  await expect(note).toBeFocused();
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'New note' }).fill('checked');
  await page.keyboard.press('Enter');
  await expect(note).toHaveText('checked');
});

const many = csv('many.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  ...Array.from({ length: 500 }, (_, at) => {
    const day = new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
    return at % 2 === 0 ? `${day},deposit,,,,${1000 + at},USD` : `${day},withdrawal,,,,${at},USD`;
  })
]);

test('a long list is walked to its end, and all that a filter finds is chosen, not only what is there', async ({
  page
}) => {
  await openImport(page);
  await importWhole(page, many);
  expect(await ledgerCount(page)).toBe(500);
  const grid = page.getByRole('grid', { name: 'Transactions' });
  await expect(grid).toHaveAttribute('aria-rowcount', '501');
  expect(await grid.locator('[data-line]').count()).toBeLessThan(80);
  await grid.locator('[data-line="0"] [data-column="0"]').focus();
  await page.keyboard.press('Control+End');
  const last = grid.locator('[data-line="499"]');
  await expect(last).toContainText('1 Jan 2020');
  await expect(last).toBeInViewport();
  await expect(last.locator(':focus')).toHaveCount(1);

  await page.getByLabel('Filter').fill('withdrawal');
  await expect(page.getByText('250 transactions', { exact: true })).toBeVisible();
  await expect(grid.locator('[data-line="0"]')).toContainText('14 May 2021');
  await expect(grid.locator('[data-line="0"]')).toBeInViewport();
  await grid.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(grid.locator('[data-line="249"]')).toContainText('2 Jan 2020');
  await grid.locator('[data-line="249"] [data-column="0"]').focus();
  await page.keyboard.press('x');
  await page
    .getByRole('toolbar', { name: '1 selected' })
    .getByRole('button', { name: 'Select all 250', exact: true })
    .click();
  const bar = page.getByRole('toolbar', { name: '250 selected' });
  await expect(bar.getByRole('button', { name: /^Select all/ })).toHaveCount(0);
  await bar.getByRole('button', { name: 'Void' }).click();
  await expect(page.getByText('No transaction fits the filter.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('250 transactions', { exact: true })).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '251');
});

test('what is printed of a short list is all of it', async ({ page }) => {
  await openScreen(page, '/ledger');
  const grid = page.getByRole('grid').first();
  await expect(page.getByText(/^120 transactions$/).first()).toBeVisible();
  await grid.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(grid.locator('[data-line="119"]')).not.toHaveAttribute('aria-busy');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(grid.locator('[data-line]')).toHaveCount(120);
  await expect(grid.locator('[aria-busy]')).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await grid.locator('[data-line]').count()).toBeLessThan(80);
});

test('a choice is followed before the address has it, and another screen is not left for it @phone', async ({
  page
}) => {
  await openScreen(page, '/ledger');
  const grid = page.getByRole('grid').first();
  await expect(grid.locator('[data-line="0"]')).not.toHaveAttribute('aria-busy');
  await page.getByRole('button', { name: /^Kind/ }).click();
  await page.getByRole('menuitemradio', { name: /^Interest/ }).click();
  await expect(page).toHaveURL(/kind=interest/);
  await expect(grid.locator('[data-line="0"]')).toContainText('Interest');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page).toHaveURL(/\/holdings$/);
  await page.waitForTimeout(200);
  await expect(page).toHaveURL(/\/holdings$/);
});
