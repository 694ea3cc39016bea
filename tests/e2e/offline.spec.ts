import type { Page } from '@playwright/test';
import { figureIn, headlineValue, openScreen, screenReady } from './app';
import { demoValue } from './demo-value';
import { expect, test } from './fixtures';

const deepLink = '/optimize?aim=maximum-sharpe&cap=0.2';

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await screenReady(page);
}

test.use({ serviceWorkers: 'allow' });

test('once it says so the app works with the server stopped and no network', async ({ page, context, ownServer }) => {
  test.slow();
  await openScreen(page, `${ownServer.url}/`);
  await expect(page.getByRole('contentinfo').getByText('Works offline')).toBeVisible({ timeout: 120_000 });

  await ownServer.stop();
  await context.setOffline(true);
  await expect(fetch(ownServer.url)).rejects.toThrow();

  await test.step('a deep link is loaded and loaded again, and optimizes', async () => {
    await page.goto(`${ownServer.url}${deepLink}`);
    await page.reload();
    await screenReady(page);
    await expect(page).toHaveURL(`${ownServer.url}${deepLink}`);
    await expect(page.getByRole('radio', { name: 'Most return for its risk' })).toBeChecked();
    const weights = page.getByRole('grid', { name: 'Weights' });
    await expect(weights.getByRole('row').last()).toContainText('100.0%');
    expect(await weights.getByRole('row').count()).toBeGreaterThan(10);
  });

  await test.step('another question is answered', async () => {
    await page.getByRole('radio', { name: 'Least risk', exact: true }).check();
    await expect(page).toHaveURL(/aim=minimum-variance/);
    await expect(page.getByRole('table', { name: 'What you get' })).toBeVisible();
    await page.getByRole('button', { name: 'Make trade list' }).click();
    await expect(page.getByRole('treegrid', { name: 'Trades' })).toBeVisible();
  });

  await test.step('a backtest runs', async () => {
    await goTo(page, 'Backtest');
    await expect(page.getByRole('grid', { name: 'Trades' })).toBeVisible();
  });

  await test.step('a simulation runs', async () => {
    await goTo(page, 'Simulate');
    await expect(page.locator('main figure, main svg').first()).toBeVisible();
  });

  await test.step('DuckDB answers', async () => {
    await page.goto(`${ownServer.url}/holdings?view=returns`);
    await screenReady(page);
    const months = page.getByRole('group', { name: 'Returns by month and year' });
    await expect(months.getByRole('rowheader').first()).toHaveText('2022', { timeout: 60_000 });
    const text = await months.locator('tbody td.month').first().textContent();
    expect(Number.isFinite(figureIn(text ?? ''))).toBe(true);
  });

  await test.step('and the first screen stands as before', async () => {
    await page.goto(`${ownServer.url}/`);
    await screenReady(page);
    expect(await headlineValue(page)).toBe(demoValue());
    await expect(page.getByRole('contentinfo').getByText('Works offline')).toBeVisible();
  });
});
