import { readFile } from 'node:fs/promises';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';
import { gridRows, measure, settled, suggested } from './optimizer';

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
  await expect(page.getByText(/Whole shares leave [\d.]+% of the value away from its target/)).toBeVisible();
  const trades = page.getByRole('region', { name: 'Trades' });
  await expect(trades).toContainText(/Costs of trading, once\s*\$[\d,.]+/);
  await expect(trades).toContainText(/Gain realised by the sales, before tax/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('a point of the frontier is reached and taken by keys', async ({ page }) => {
  await openScreen(page, '/optimize');
  await settled(page);
  const steps = page.getByRole('slider', { name: 'Points of the frontier' });
  await steps.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
  await expect(steps).toHaveAttribute('aria-valuenow', '6');
  const there = page.getByRole('grid', { name: 'A point of the frontier' });
  await expect(there).toBeVisible();
  const spoken = (await steps.getAttribute('aria-valuetext')) ?? '';
  const rows = await gridRows(there);
  const weights = rows.map((row) => figureIn(row['There'] ?? '0'));
  expect(weights.at(-1)).toBe(100);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/aim=target-volatility&vol=|vol=.*aim=target-volatility/);
  await settled(page);
  await expect(there).toBeHidden();
  const volatility = await measure(page, 'Volatility');
  expect(Math.abs(volatility - figureIn(spoken))).toBeLessThanOrEqual(0.1);
  // What was shown at the point is what is suggested at its risk, within the rounding of both.
  const taken = new Map((await suggested(page)).map(({ name, percent }) => [name, percent]));
  for (const row of rows.slice(0, -1)) {
    expect(Math.abs((taken.get(row['Holding'] ?? '') ?? 0) - figureIn(row['There'] ?? '0'))).toBeLessThanOrEqual(0.3);
  }
});

test('two saved runs stand side by side under an address that can be opened again', async ({ page }) => {
  for (const aim of ['minimum-variance', 'maximum-sharpe']) {
    await openScreen(page, `/optimize?aim=${aim}`);
    await settled(page);
    await page.getByRole('button', { name: 'Save run' }).click();
    await expect(page.getByText('Run saved')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Compare runs' }).click();
  await expect(page).toHaveURL(/optimize\/compare/);
  await screenReady(page);
  for (const name of [/^Most return for its risk/, /^Least risk/])
    await page.getByRole('checkbox', { name }).first().check();
  const weights = page.getByRole('region', { name: 'Weights' }).getByRole('table');
  await expect(weights).toBeVisible();
  await expect(weights.getByRole('columnheader')).toHaveCount(3);
  await expect(weights.getByRole('row').last()).toHaveText(/100\.0%\s*100\.0%/);
  const settings = page.getByRole('region', { name: 'Settings that differ' }).getByRole('table');
  await expect(settings.getByRole('row').filter({ hasText: 'Aim' })).toContainText('Most return for its risk');
  const before = await weights.innerText();
  await page.reload();
  await screenReady(page);
  expect(await weights.innerText()).toBe(before);
});

test('problem and answer are saved as JSON that holds the weights shown', async ({ page }) => {
  await openScreen(page, '/optimize?aim=maximum-sharpe');
  await settled(page);
  const shown = new Map((await suggested(page)).map(({ name, percent }) => [name, percent]));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('sextant-optimization.json');
  const document = JSON.parse(await readFile(await file.path(), 'utf8')) as {
    format: string;
    version: number;
    names: string[];
    data: { hash: string };
    problem: { covariance: number[]; expectedReturns: number[]; constraints: unknown[] };
    answer: { weights: number[]; multipliers: unknown[] };
  };
  expect(document).toMatchObject({ format: 'sextant-optimization', version: 1 });
  expect(document.data.hash).toMatch(/^[0-9a-f]{64}$/);
  const n = document.names.length;
  expect(document.problem.expectedReturns).toHaveLength(n);
  expect(document.problem.covariance).toHaveLength(n * n);
  expect(document.problem.constraints.length).toBeGreaterThan(1);
  expect(document.answer.multipliers.length).toBeGreaterThan(0);
  document.names.forEach((name, at) => {
    expect(Math.abs((shown.get(name) ?? NaN) - 100 * (document.answer.weights[at] ?? NaN)), name).toBeLessThanOrEqual(
      0.05001
    );
  });
});

test('a calculation that takes long can be stopped, and what was shown stays', async ({ page }) => {
  await openScreen(page, '/optimize');
  await settled(page);
  const before = await suggested(page);
  await page.getByRole('button', { name: /^Risk measured by/ }).click();
  await page.getByRole('menuitemradio', { name: 'Gini mean difference' }).click();
  await expect(page.getByRole('button', { name: /^Cancel/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Stopped. What is shown belongs to the settings before.')).toBeVisible();
  expect(await suggested(page)).toEqual(before);
});
test('what the answer depends on is told after it, rules too tight for one change are moved together', async ({
  page
}) => {
  await openScreen(page, '/optimize?aim=maximum-sharpe');
  const depends = page.getByRole('region', { name: 'What it depends on' });
  await expect(depends).toContainText(/moves [\d.]+ pts of the portfolio/, { timeout: 60_000 });
  await expect(depends).toContainText(/1 point (more|less) return of/);

  const rules = 'MSFT ≥ 30%; MSFT ≤ 20%; AAPL ≥ 30%; AAPL ≤ 20%';
  await openScreen(page, `/optimize?cap=0.5&rules=${encodeURIComponent(rules)}`);
  const note = page.locator('main').getByText('These rules cannot hold together').locator('..');
  await note.getByRole('button', { name: /hange these together/ }).click();
  await expect(note).toBeHidden();
});
