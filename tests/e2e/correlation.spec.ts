import type { Page } from '@playwright/test';
import { figureIn, openScreen } from './app';
import { expect, test } from './fixtures';

const average = async (page: Page): Promise<number> =>
  figureIn((await page.locator('.in-words strong').textContent()) ?? '');

test('correlations: the table by keyboard, another measure, a pair with its tails', async ({ page }) => {
  await openScreen(page, '/correlation');
  const grid = page.getByRole('grid', { name: 'Correlation of holdings' });
  await expect(grid).toBeVisible();
  const plain = await average(page);
  expect(plain).toBeGreaterThan(0);

  await page.getByRole('button', { name: /^Measure/ }).click();
  await page.getByRole('menuitemradio', { name: 'by ranks (Kendall)' }).click();
  // Kendall's measure is smaller than Pearson's by nature.
  await expect.poll(() => average(page)).toBeLessThan(plain);
  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('menuitemradio', { name: 'by name' }).click();
  const heads = grid.getByRole('columnheader');
  await expect
    .poll(async () => {
      const names = await heads.allTextContents();
      return names.length > 3 && names.every((name, at) => at === 0 || name.localeCompare(names[at - 1]) > 0);
    })
    .toBe(true);

  // One stop for the whole table; arrows step over the diagonal.
  const cell = grid.getByRole('row').nth(2).getByRole('button').first();
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[data-pair-ready]')).toBeVisible({ timeout: 45_000 });
  await expect(dialog.getByRole('table', { name: 'Calm, stressed, extreme' })).toContainText('Student copula');
  await expect(dialog.getByRole('table', { name: 'By every measure' }).getByRole('row')).toHaveCount(5);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('on a phone the pairs stand in for the table @phone', async ({ page }) => {
  await openScreen(page, '/correlation');
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.getByRole('table', { name: 'Most alike' }).getByRole('button').first().click();
  await expect(page.getByRole('dialog').locator('[data-pair-ready]')).toBeVisible({ timeout: 45_000 });
});

test('nothing held says what is needed', async ({ page }) => {
  await openScreen(page, '/correlation');
  await page.getByRole('button', { name: 'Use my data' }).click();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
  await openScreen(page, '/correlation');
  await expect(page.getByText('at least two holdings with prices are needed')).toBeVisible();
  await openScreen(page, '/factors');
  await expect(page.getByText('at least one holding with prices is needed')).toBeVisible();
});
