import type { Locator, Page } from '@playwright/test';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';

/** Rows of a grid as texts under the titles of its columns. */
async function gridRows(grid: Locator): Promise<Record<string, string>[]> {
  return grid.evaluate((element) => {
    const cells = (row: Element) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim());
    const [head, ...rows] = [...element.querySelectorAll('[role=row]')];
    const titles = head ? cells(head) : [];
    return rows
      .filter((row) => row.childElementCount === titles.length)
      .map((row) => Object.fromEntries(cells(row).map((text, at) => [titles[at] ?? '', text])));
  });
}

async function suggested(page: Page): Promise<{ name: string; percent: number }[]> {
  const rows = await gridRows(page.getByRole('grid', { name: 'Weights' }));
  return rows.map((row) => ({ name: row['Holding'] ?? '', percent: figureIn(row['Suggested'] ?? '') }));
}

async function measure(page: Page, name: string): Promise<number> {
  const row = page.getByRole('table', { name: 'What you get' }).getByRole('row').filter({ hasText: name });
  return figureIn((await row.getByRole('cell').nth(2).textContent()) ?? '');
}

async function settled(page: Page): Promise<void> {
  await screenReady(page);
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
}

test('weights keep the rules and add up to the whole', async ({ page }) => {
  await openScreen(page, '/optimize');
  await page.getByRole('radio', { name: 'Most return for its risk' }).check();
  await expect(page).toHaveURL(/aim=maximum-sharpe/);
  const cap = page.getByLabel('One holding');
  await cap.fill('12%');
  await cap.press('Enter');
  await expect(page).toHaveURL(/cap=0\.12/);
  await settled(page);

  const all = await suggested(page);
  const rows = all.filter(({ name }) => name !== 'Total');
  expect(all.find(({ name }) => name === 'Total')?.percent).toBe(100);
  const sum = rows.reduce((total, { percent }) => total + percent, 0);
  expect(Math.abs(sum - 100)).toBeLessThanOrEqual(0.05 * rows.length);
  for (const { name, percent } of rows) {
    expect(percent, name).toBeGreaterThanOrEqual(name === 'Cash' ? 2 : 0);
    if (name !== 'Cash') expect(percent, name).toBeLessThanOrEqual(12);
  }
  expect(rows.filter(({ percent }) => percent === 12).length).toBeGreaterThan(0);
});

test('each aim does best what it aims at', async ({ page }) => {
  const found: Record<string, { volatility: number; sharpe: number }> = {};
  for (const aim of ['minimum-variance', 'maximum-sharpe']) {
    await openScreen(page, `/optimize?aim=${aim}`);
    await settled(page);
    found[aim] = {
      volatility: await measure(page, 'Volatility'),
      sharpe: await measure(page, 'Return per risk')
    };
  }
  const { 'minimum-variance': least, 'maximum-sharpe': best } = found;
  expect(least?.volatility).toBeLessThanOrEqual(best?.volatility ?? 0);
  expect(best?.sharpe).toBeGreaterThanOrEqual(least?.sharpe ?? 0);
});

test('rules that cannot hold together are named, and the remedy named is one', async ({ page }) => {
  await openScreen(page, '/optimize?aim=target-return&target=0.4');
  const note = page.locator('main').getByText('These rules cannot hold together').locator('..');
  await expect(note).toContainText(/In conflict: .*Return a year/);
  await expect(note).toContainText(/Return a year: the others leave .* to .*, 40\.0% is asked/);
  const remedy = note.getByRole('listitem').filter({ hasText: 'Return a year' });
  await expect(remedy).toContainText(/instead of 40\.0%/);
  const target = figureIn((await remedy.textContent())?.replace('Return a year:', '') ?? '');
  expect(target).toBeLessThan(40);

  // Figures are shown to a tenth of a percent: a tenth less is surely within what the remedy says.
  const field = page.getByLabel('Return a year');
  await field.fill(`${(target - 0.1).toFixed(1)}%`);
  await field.press('Enter');
  await expect(note).toBeHidden();
  await settled(page);
  await expect(page.getByRole('grid', { name: 'Weights' }).getByRole('row').last()).toContainText('100.0%');
});

test('limits too small to hold the money are named with either way out', async ({ page }) => {
  await openScreen(page, '/optimize?cap=0.02&of=AAPL,MSFT,KO');
  const note = page.locator('main').getByText('These rules cannot hold together').locator('..');
  await expect(note).toContainText('Cash ≥ 2.0%');
  await expect(note).toContainText('One holding ≤ 2.0%');
  // Three holdings of 2 % leave 94 % in cash; 98 % in three holdings are 32.7 % each.
  await expect(note).toContainText('the others leave 94.0% to 100.0%, 2.0% is asked');
  await expect(note.getByRole('listitem')).toHaveText([
    'One holding ≤ 2.0%: 32.7% instead of 2.0%',
    'Cash ≥ 2.0%: 94.0% instead of 2.0%'
  ]);
});

test('the trade list is in whole shares and never overdraws', async ({ page }) => {
  await openScreen(page, '/optimize?aim=maximum-sharpe');
  await page.getByRole('button', { name: 'Make trade list' }).click();
  const grid = page.getByRole('treegrid', { name: 'Trades' });
  await expect(grid).toBeVisible();
  const rows = (await gridRows(grid)).filter((row) => /^(Buy|Sell|Exchange) /.test(row['What'] ?? ''));
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) {
    const what = row['What'] ?? '';
    if (!what.startsWith('Exchange')) expect(row['Quantity'], what).toMatch(/^[\d,]+$/);
    expect(figureIn(row['Cash after'] ?? ''), `cash after ${what}`).toBeGreaterThanOrEqual(0);
  }
  await expect(page.getByText(/All costs: \$[\d,.]+/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});
