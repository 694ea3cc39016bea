import type { Page } from '@playwright/test';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

const faulty = csv('faulty.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2024-01-02,deposit,,,,10000,USD',
  '2024-01-03,buy,ACME,10,100,,USD',
  '2024-01-06,buy,ACME,5,100,,USD',
  '2024-02-01,dividend,ACME,,,12,USD'
]);

/** Opens the first figure with a text, by the mouse or by Enter, and checks that its parts make what is shown. */
async function opens(page: Page, text: RegExp, by: 'click' | 'Enter' = 'click'): Promise<void> {
  const figure = page.getByRole('button', { name: new RegExp(`^${text.source}\\. How it comes about`) }).first();
  if (by === 'click') await figure.click();
  else await figure.press('Enter');
  const how = page.getByRole('dialog');
  await expect(how.locator('dd.result')).toBeVisible();
  const [shown, made] = [await figure.innerText(), await how.locator('dd.result').innerText()];
  expect(Math.abs(figureIn(made) - figureIn(shown)), `${shown} is ${made}`).toBeLessThan(0.51);
  await page.keyboard.press('Escape');
  await expect(how).toBeHidden();
}

test('a check names what it found, its mend clears it, and the mend is undone', async ({ page }) => {
  await openImport(page);
  await importWhole(page, faulty);
  await openScreen(page, '/health');
  const weekend = page.getByRole('region', { name: 'Traded on a weekend' });
  await expect(weekend).toContainText('ACME');
  await expect(weekend).toContainText('6 Jan 2024');
  await weekend.getByRole('button', { name: 'Mend', exact: true }).click();
  await expect(weekend).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(weekend).toBeVisible();
  await weekend.getByRole('button', { name: 'Keep as it is' }).click();
  await expect(weekend).toBeHidden();
  await page.getByRole('button', { name: 'Look at everything again' }).click();
  await expect(weekend).toBeVisible();
});

test("a broker's figure that differs is traced to its day and kept as a statement", async ({ page }) => {
  await openImport(page);
  await importWhole(page, faulty);
  await openScreen(page, '/reconcile');
  await page.getByRole('textbox', { name: 'What the statement says of ACME' }).fill('10');
  await page.keyboard.press('Enter');
  const differences = page.getByRole('region', { name: 'Differences' });
  await expect(differences).toContainText('6 Jan 2024');
  await expect(differences.getByRole('link', { name: /Buy 5 ACME/ })).toBeVisible();
  await opens(page, /−5/);
  await page.getByRole('button', { name: 'Keep as a statement' }).click();
  await expect(page.getByText('1 balance kept as a statement')).toBeVisible();
  await openScreen(page, '/health');
  await opens(page, /15/);
  await expect(page.getByRole('region', { name: 'Units are not what the statement says' })).toContainText('ACME');
});

test('income that came is shown by month, and nothing is promised without a reason', async ({ page }) => {
  await openImport(page);
  await importWhole(page, faulty);
  await page.goto('/income');
  await screenReady(page);
  await expect(page.locator('[data-ready] .value.figure')).toHaveText('$12.00');
  await expect(page.getByRole('table', { name: 'By holding' })).toContainText('ACME');
});

test('what was undone is done again, by the keyboard', async ({ page }) => {
  await openImport(page);
  await importWhole(page, faulty);
  await openScreen(page, '/ledger');
  await expect(page.getByText(/^4 transactions$/).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText(/^4 transactions$/).first()).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText('There is nothing to redo')).toBeVisible();
});

test('a figure opens on every screen: formula, inputs, the transactions behind it, copied as text', async ({
  page,
  context
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const go = (screen: string) => page.getByRole('link', { name: screen, exact: true }).first().click();
  await openScreen(page, '/holdings');
  const row = page.getByRole('row').filter({ hasText: 'AAPL' }).first();
  await row.getByRole('button', { name: /^\$37,702\. How it comes about/ }).click();
  const how = page.getByRole('dialog', { name: 'Value' });
  await expect(how).toContainText('Units times price');
  await expect(how).toContainText('300');
  await expect(how).toContainText('$37,702.20');
  await expect(how.getByRole('link', { name: /^Buy 80 AAPL/ })).toHaveAttribute('href', /event=/);
  await how.getByRole('button', { name: 'Copy as text' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('37702.2');
  await page.keyboard.press('Escape');
  // The cells stay the stops of the keyboard: Enter opens the figure of the one it stands on, and gives the focus back.
  const value = row.getByRole('gridcell').filter({ hasText: '$37,702' });
  await value.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Weight' })).toContainText('All of it');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await expect(value).toBeFocused();
  await opens(page, /\+\$143,158/);

  await openScreen(page, '/holdings?view=returns&period=All');
  await opens(page, /\+114\.0%/);
  await openScreen(page, '/?period=All');
  await opens(page, /\+\$14,291/, 'Enter');
  await opens(page, /\+45\.0 pts/);
  await openScreen(page, '/instrument?of=AAPL');
  await opens(page, /\+\$28,479 \(\+308\.8%\)/);
  await go('Accounts');
  await opens(page, /\$358,889/, 'Enter');
  await go('Income');
  await opens(page, /€8\.54/, 'Enter');
  await go('Realised gains');
  await opens(page, /\+\$6,723\.08/);
  await go('Reconcile');
  await opens(page, /300/);
  await go('Ledger');
  await opens(page, /\+\$24,139\.17/);
});
