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
  const words = page.getByLabel('A rule in words');
  await words.fill('technology at most 25%; no AMD; make me rich');
  await words.press('Enter');
  await expect(page.getByText('Not understood: make me rich')).toBeVisible();
  await words.fill('Technology at most 25%; no AMD');
  await words.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toBe('Technology ≤ 25%; No AMD');
  await expect(page.getByLabel('Technology', { exact: true })).toHaveValue('25%');
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
  expect(rows.find(({ name }) => name === 'AMD')?.percent ?? 0).toBe(0);
  await page.getByRole('button', { name: 'Remove No AMD' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('rules')).toBe('Technology ≤ 25%');
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

  await test.step('without a forecast each weight says its share of the risk, and what the method leaves out is named', async () => {
    await openScreen(
      page,
      `/optimize?aim=without-forecast&method=equal&rules=${encodeURIComponent('Technology ≤ 5%')}`
    );
    await expect(page.locator('main')).toContainText('These weights break: Technology ≤ 5.0%');
    await expect(page.getByRole('button', { name: /^Carries [\d.]+% of the risk/ }).first()).toBeVisible();
  });
  await test.step('a view moves the return of what it is about', async () => {
    const sentence = 'AAPL earns 3% more than KO, 60% sure';
    await openScreen(page, `/optimize?aim=maximum-sharpe&views=${encodeURIComponent(sentence)}`);
    await page.getByRole('row').filter({ hasText: 'AAPL' }).getByRole('button').first().click();
    const how = page.getByRole('dialog', { name: 'Why AAPL has this weight' });
    await expect(how).toContainText('return before your views');
    await expect(how).toContainText('return after your views');
  });
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
  await note.getByRole('button', { name: 'One holding ≤ 2.0%: 32.7% instead of 2.0%' }).click();
  await expect(page).toHaveURL(/cap=0\.32/);
  await expect(note).toBeHidden();
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
  const trades = page.getByRole('region', { name: 'Trades' });
  await expect(trades).toContainText(/Costs of trading, once\s*\$[\d,.]+/);
  await expect(trades).toContainText(/Gain realised by the sales, before tax/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
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
