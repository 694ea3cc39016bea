import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';

const entries = 'compare=current,own,plain-time-series-momentum,plain-moving-averages,benchmark';
const tableRow = (page: Page, table: string, row: string | RegExp) =>
  page.getByRole('table', { name: table, exact: true }).getByRole('row').filter({ hasText: row });
const lastFigure = async (page: Page, table: string, row: string | RegExp): Promise<number> =>
  figureIn((await tableRow(page, table, row).getByRole('cell').last().textContent()) ?? '');

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

test('several entries are compared, one is seen closer, and its trades and costs add up', async ({ page }) => {
  await openScreen(page, '/backtest');
  await expect(page.getByRole('table', { name: 'Compared' }).getByRole('row')).toHaveCount(5);

  await test.step('another is chosen, by keyboard', async () => {
    await page.getByRole('button', { name: 'Compare 4' }).click();
    await page.getByRole('checkbox', { name: /^Your trades/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('table', { name: 'Compared' }).getByRole('row')).toHaveCount(6, { timeout: 30_000 });
  });

  await test.step('one is opened', async () => {
    await page.getByRole('button', { name: 'As now', exact: true }).click();
    await expect(page).toHaveURL(/shown=current/);
    await expect(page.getByText(/^As now would have turned/)).toBeVisible();
    const parts = await Promise.all(['Commission', 'Spread'].map((name) => lastFigure(page, 'Costs', name)));
    const all = await lastFigure(page, 'Costs', /^All/);
    expect(Math.abs(all - parts.reduce((sum, one) => sum + one, 0))).toBeLessThanOrEqual(1);
  });

  await test.step('all its trades, weights and what was not counted', async () => {
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect(page).toHaveURL(/view=inside/);
    await expect(page.getByRole('grid', { name: 'Trades' }).getByRole('row').last()).toContainText('$');
    const sums = tableRow(page, 'Weights after trades', 'Sum').getByRole('cell');
    await expect(sums.last()).toHaveText('100.0%');
    await expect(page.getByText(/^Reckoned/)).toBeVisible();
  });
});

test('settings are tried with their place among the others, and each counts against the best', async ({ page }) => {
  test.setTimeout(180_000);
  await openScreen(page, `/backtest?${entries}&shown=plain-time-series-momentum&view=validation`);
  await expect(page.getByText('One setting was tried so far.')).toBeVisible();

  await test.step('a sweep is stopped at once', async () => {
    await page.getByRole('spinbutton', { name: 'Values' }).or(page.getByLabel('Values')).first().fill('40');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: /^Try \d+ settings/ }).click();
    await expect(page.getByText(/^Trying \d+ settings/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText(/^Trying \d+ settings/)).toBeHidden({ timeout: 500 });
  });

  await test.step('and one goes through', async () => {
    await page.getByLabel('Values').first().fill('4');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: /^Try \d+ settings/ }).click();
    await expect(page.getByRole('table', { name: 'What choosing is worth' })).toBeVisible({ timeout: 90_000 });
    await expect(page.getByText(/^This setting ranks/)).toBeVisible();
    await expect(page.getByText(/settings were tried so far/)).toBeVisible();
    await expect(tableRow(page, 'What choosing is worth', 'Probability of overfitting')).toContainText('%');
  });

  await test.step('learned on one window and judged on the next', async () => {
    await page.getByRole('button', { name: 'Learn and judge' }).click();
    const judged = page.getByRole('table', { name: 'Learn, then judge' });
    await expect(judged.getByRole('row').filter({ hasText: 'Sharpe' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('table', { name: 'What was chosen' }).getByRole('row').nth(1)).toBeVisible();
  });

  await test.step('taken apart', async () => {
    await page.getByRole('button', { name: 'Take it apart' }).click();
    await expect(page.getByRole('table', { name: 'By year' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('table', { name: 'By regime' }).getByRole('row')).toHaveCount(3);
    expect(await findings(page)).toEqual([]);
  });

  await test.step('and remembered after a reload', async () => {
    await page.reload();
    await screenReady(page);
    await expect(page.getByText(/settings were tried so far/)).toBeVisible();
  });
});

test('all pairs of averages at once, where costs allow', async ({ page }) => {
  test.setTimeout(120_000);
  await openScreen(page, `/backtest?${entries}&shown=plain-moving-averages&view=validation&commission=0`);
  await page.getByRole('button', { name: /^Try 1,?\d+ settings|^Try \d+ settings/ }).click();
  await expect(page.getByRole('group', { name: 'Sharpe ratio by setting', exact: true })).toBeVisible({
    timeout: 90_000
  });
  await expect(page.getByText(/^This setting ranks/)).toBeVisible();
});

test('a run is kept, opened again as it was, and an old one says that it cannot be shown', async ({ page }) => {
  await openScreen(page, `/backtest?${entries}`);
  const ends = await page.getByRole('table', { name: 'Compared' }).innerText();
  await page.getByRole('button', { name: 'Save run' }).click();
  await expect(page.getByText('Run saved')).toBeVisible();
  await openScreen(page, '/settings');
  await page.getByRole('radio', { name: 'Runs' }).check();
  await page
    .getByRole('button', { name: /^Actions: As now and 4 more/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await expect(page.getByText(/^Saved run of/)).toBeVisible();
  expect(await page.getByRole('table', { name: 'Compared' }).innerText()).toBe(ends);
  await page.getByRole('radio', { name: 'In detail' }).check();
  await expect(page.getByRole('grid', { name: 'Trades' })).toBeVisible();
  await page.goto('/backtest?run=gone');
  await expect(page.getByText(/^This run cannot be shown/)).toBeVisible();
});

test('one’s own trades again, with one thing changed', async ({ page }) => {
  await openScreen(page, '/strategy');
  const pick = async (field: string, option: string): Promise<void> => {
    await page.getByRole('button', { name: new RegExp(`^${field}`) }).click();
    await page.getByRole('menu', { name: field }).getByText(option, { exact: true }).click();
  };
  await pick('Kind', 'Your own trades, changed');
  const words = page.getByText(/Trades as you did, with one thing changed/);
  await expect(words).toContainText('would have turned', { timeout: 30_000 });
  const before = await words.textContent();
  await pick('Changed', 'Never sell');
  await expect(words).not.toHaveText(before ?? '', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Keep strategy' }).click();
  await expect(page.getByText('Your own trades, changed is kept')).toBeVisible();
  await openScreen(page, '/backtest');
  await page.getByRole('button', { name: 'Compare 4' }).click();
  const kept = page.getByRole('group', { name: 'Your strategies' });
  await kept.getByRole('checkbox', { name: /^Your own trades, changed/ }).check();
  await expect(page.getByRole('table', { name: 'Compared' })).toContainText('Your own trades, changed', {
    timeout: 30_000
  });
});
