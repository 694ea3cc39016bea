import type { Page } from '@playwright/test';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';

async function settled(page: Page): Promise<void> {
  await screenReady(page);
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 });
}

async function total(page: Page): Promise<number> {
  const row = page
    .getByRole('grid', { name: 'Weights' })
    .getByRole('row')
    .filter({ hasText: /^Total|^Sum/ });
  const cells = await row.first().locator('> *').allInnerTexts();
  return figureIn(cells.find((text, at) => at > 1 && text.includes('%')) ?? '');
}

for (const address of [
  'aim=resampled&towards=target-return&target=0.05&years=1',
  'aim=expected-utility',
  'aim=expected-utility&utility=power&prior=2&balance=6'
])
  test(`weights by ${address} are a whole`, async ({ page }) => {
    await openScreen(page, `/optimize?${address}`);
    await settled(page);
    expect(await total(page)).toBe(100);
  });

test('a stack of methods says what each counts for, and follows what is chosen', async ({ page }) => {
  await openScreen(page, '/optimize?aim=without-forecast&method=stacking&years=1');
  await settled(page);
  expect(await total(page)).toBe(100);
  await expect(page.getByRole('table', { name: 'Money by method' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Equal weights' }).check();
  await expect(page).toHaveURL(/stack=equal/);
  await settled(page);
  expect(await total(page)).toBe(100);
});

test('an account that is not taxed saves tax, and what it holds is shown', async ({ page }) => {
  await openScreen(page, '/optimize?place=1');
  await expect(page.getByText('Every account is taxed every year.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('no placing of these weights takes less')).toBeVisible();
  await openScreen(page, '/accounts');
  const grid = page.getByRole('grid').first();
  await grid.getByRole('row').nth(2).click();
  await page.getByRole('button', { name: /^Taxed/ }).click();
  await page.getByRole('menuitemradio', { name: 'Never' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/ changed$/)).toBeVisible();
  await openScreen(page, '/optimize?place=1');
  await expect(page.getByText('Held this way, tax is expected to take')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('grid', { name: 'Across accounts' })).toContainText('Never');
});

test('measures are weighed, and each point that is picked shows its weights', async ({ page }) => {
  await openScreen(page, '/optimize?years=1&weigh=volatility,return');
  const chart = page.getByRole('button', { name: /^Volatility .* Expected return/ });
  await expect(chart.first()).toBeVisible({ timeout: 60_000 });
  const weights = page.getByRole('table', { name: 'Weights' });
  const before = await weights.innerText();
  await chart.last().click();
  await expect.poll(() => weights.innerText()).not.toBe(before);
  await page.getByRole('checkbox', { name: 'Cost of trading there' }).check();
  await expect(page).toHaveURL(/weigh=volatility%2Creturn%2Ccost|weigh=volatility,return,cost/);
  await expect(page.getByRole('button', { name: /^Volatility .* Cost of trading there/ }).first()).toBeVisible({
    timeout: 60_000
  });
});

test('the months to come are planned, the first of them to be traded', async ({ page }) => {
  await openScreen(page, '/optimize?years=1&plan=1&months=3');
  const grid = page.getByRole('grid', { name: 'Plan over months' });
  await expect(grid).toBeVisible({ timeout: 60_000 });
  await expect(grid.getByRole('columnheader', { name: 'Month 1' })).toBeVisible();
  await expect(page.getByText('Only the first month is to be traded')).toBeVisible();
});
