import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { inScheme, openScreen } from './app';
import { expect, test } from './fixtures';
import { acceptAll, csv, give, importButton, importWhole, openImport } from './importing';

const DAY = 86_400_000;

async function complaintsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html.slice(0, 120)).join(' ')}`);
}

/** A year and a half of closes from Monday to Friday, up to last Friday, moved by a fixed pattern. */
function closes(change: (lines: [day: Date, value: number][]) => void): string[] {
  const lines: [Date, number][] = [];
  const end = Math.floor(Date.now() / DAY);
  let value = 40;
  for (let day = end - 560; day < end; day++) {
    const date = new Date(day * DAY);
    if (date.getUTCDay() % 6 === 0) continue;
    value *= 1 + 0.011 * Math.sin(day * 12.9898) + 0.004 * Math.cos(day * 78.233);
    lines.push([date, value]);
  }
  change(lines);
  return ['Date,ACME', ...lines.map(([date, close]) => `${date.toISOString().slice(0, 10)},${close.toFixed(4)}`)];
}

async function importFlawed(page: Page): Promise<void> {
  await openScreen(page, '/quality');
  await page.getByRole('button', { name: 'Use my data' }).click();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
  const lines = closes((rows) => {
    for (let at = 100; at < 130; at++) rows[at][1] *= 100;
    rows[200][1] *= 1.6;
    for (let at = 251; at < 263; at++) rows[at][1] = rows[250][1];
    const [friday, value] = rows.find(([date], at) => at > 300 && date.getUTCDay() === 5) ?? rows[300];
    rows.splice(rows.findIndex(([date]) => date === friday) + 1, 0, [new Date(friday.getTime() + DAY), value * 1.001]);
  });
  await give(page, csv('closes.csv', lines));
  await importButton(page).waitFor({ timeout: 60_000 });
  await acceptAll(page);
  await importButton(page).click();
  await expect(page).not.toHaveURL(/\/import/, { timeout: 60_000 });
}

test('the demo is told to be clean, and a series opens with its score', async ({ page }) => {
  await openScreen(page, '/quality');
  await expect(page.locator('.in-words')).toContainText('Nothing in them is wrong or in doubt');
  const table = page.getByRole('grid', { name: 'Series' }).or(page.getByRole('table', { name: 'Series' }));
  await expect(table).toContainText('AAPL');
  await page.getByRole('searchbox', { name: 'Filter series' }).fill('AAPL');
  await expect(table).not.toContainText('MSFT');
  await openScreen(page, '/quality?series=prices:AAPL');
  const detail = page.locator('[data-series-ready]');
  await expect(detail).toContainText('Nothing stands out');
  await expect(detail).toContainText('Known: 4:1 split on 31 Aug 2020.');
  await expect(detail.getByRole('table', { name: 'Score' })).toContainText('Completeness');
  await expect(detail).toContainText('Judged by Monday to Friday');
});

test('on a phone a series opens with its score @phone', async ({ page }) => {
  await openScreen(page, '/quality');
  await page.getByText('AAPL', { exact: true }).first().click();
  await expect(page.locator('[data-series-ready]')).toContainText('Nothing stands out');
  expect(await complaintsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('a file with planted flaws: each is named, one is mended and taken back, one accepted', async ({ page }) => {
  await importFlawed(page);
  await openScreen(page, '/quality?series=prices:new:ACME');
  await expect(page.locator('.in-words')).toContainText('3 things are wrong and 1 is in doubt');
  await page.getByRole('searchbox', { name: 'Filter series' }).waitFor();
  await page.getByText('ACME', { exact: true }).first().click();
  await page.keyboard.press('Enter');
  const detail = page.locator('[data-series-ready]');
  await expect(detail.locator('li[data-code]')).toHaveCount(4, { timeout: 20_000 });
  for (const title of ['On a weekend', 'Bad print', 'A hundred times', 'Stands still'])
    await expect(detail).toContainText(title);

  for (const colorScheme of ['light', 'dark'] as const) {
    await inScheme(page, colorScheme);
    expect(await complaintsOf(page), colorScheme).toEqual([]);
  }

  const pence = detail.locator('[data-code=hundredfold]');
  await expect(pence).toContainText('30 values are about 100 times');
  await pence.getByRole('button', { name: 'Divide by 100' }).click();
  await expect(pence).toHaveCount(0, { timeout: 20_000 });
  await expect(detail.locator('li[data-code]')).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(pence).toHaveCount(1, { timeout: 20_000 });

  const print = detail.locator('[data-code=spike]');
  await print.getByRole('button', { name: 'Set a value' }).click();
  await print.getByLabel(/^Value on /).fill('41.5');
  await print.getByRole('button', { name: 'Keep' }).click();
  await expect(print).toHaveCount(0, { timeout: 20_000 });

  await detail.locator('[data-code=stale-run]').getByRole('button', { name: 'Accept as right' }).click();
  await expect(detail.locator('[data-code=stale-run]')).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByText('1 finding accepted as right')).toBeVisible();

  const id = new URL(page.url()).searchParams.get('series')?.replace('prices:', '') ?? '';
  const bought = new Date(Date.now() - 20 * DAY).toISOString().slice(0, 10);
  await openImport(page);
  await importWhole(
    page,
    csv('trades.csv', [
      'date,action,symbol,quantity,price,amount,currency',
      `${bought},deposit,,,,1000,USD`,
      `${bought},buy,ACME,2,40,,USD`
    ])
  );
  await openScreen(page, `/instrument?of=${encodeURIComponent(id)}`);
  const mark = page.locator('[data-series-errors]');
  await expect(mark).toContainText('2 things in these closes are wrong.', { timeout: 20_000 });
  expect(await complaintsOf(page)).toEqual([]);
  await mark.getByRole('link').click();
  await expect(page.locator('[data-series-ready]')).toContainText('A hundred times');
});
