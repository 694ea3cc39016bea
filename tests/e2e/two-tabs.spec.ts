import { screenReady } from './app';
import { expect, test } from './fixtures';
import { csv, importWhole, openImport } from './importing';

const start = csv('start.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  '2021-01-04,deposit,,,,10000,USD',
  '2021-01-05,buy,ACME,10,100,,USD'
]);
const more = csv('more.csv', ['date,action,symbol,quantity,price,amount,currency', '2021-01-06,deposit,,,,2500,USD']);

test('what one tab writes the other shows, without being touched', async ({ page, context }) => {
  await openImport(page);
  await importWhole(page, start);

  const other = await context.newPage();
  await other.goto('/');
  await screenReady(other);
  const value = other.locator('[data-ready] .value.figure');
  await expect(value).toHaveText('$10,000.00');

  await openImport(page);
  await importWhole(page, more);
  await expect(value).toHaveText('$12,500.00');

  await openImport(page);
  await page.getByRole('button', { name: 'Undo more.csv' }).click();
  await expect(value).toHaveText('$10,000.00');
});

test('two tabs that open the demo for the first time at once fill it once', async ({ page, context }) => {
  const other = await context.newPage();
  await Promise.all([page.goto('/'), other.goto('/')]);
  await Promise.all([screenReady(page), screenReady(other)]);
  const values = await Promise.all([page, other].map((one) => one.locator('[data-ready] .value.figure').textContent()));
  expect(values[0]).toBe(values[1]);
  await page.goto('/ledger');
  await screenReady(page);
  await expect(page.getByText(/^120 transactions$/).first()).toBeVisible();
});
