import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';

test('the portfolio is measured, and every figure says how', async ({ page }) => {
  await openScreen(page, '/?period=All');
  const total = page.locator('dl > div').filter({ has: page.getByText('Time-weighted', { exact: true }) });
  const shown = figureIn((await total.locator('dd').textContent()) ?? '');

  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/\/performance/);
  await screenReady(page);
  const returns = page.getByRole('table', { name: 'Return', exact: true });
  const cumulative = returns.getByRole('row').filter({ hasText: 'Cumulative return' });
  await expect(cumulative).toBeVisible();
  expect(figureIn((await cumulative.getByRole('button').first().textContent()) ?? '')).toBeCloseTo(shown, 1);

  const risk = page.getByRole('table', { name: 'Risk', exact: true });
  const worth = risk.getByRole('row').filter({ hasText: 'Value at risk' }).getByRole('button').first();
  const historical = figureIn((await worth.textContent()) ?? '');
  expect(historical).toBeGreaterThan(0);
  await worth.click();
  const how = page.getByRole('dialog');
  await expect(how).toContainText('minus the return at place ceil(tail × n) from the worst');
  await expect(how).toContainText('Jorion 1996');
  await expect(how).toContainText('PerformanceAnalytics');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^As in/ }).click();
  await page.getByRole('menuitemradio', { name: 'quantstats' }).click();
  await expect(page).toHaveURL(/asin=quantstats/);
  await expect(worth).toContainText('−');
  await worth.click();
  await expect(page.getByRole('dialog')).toContainText('quantile of the normal law');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^All \d+ measures/ }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Hurst index' })).toBeVisible();
});

test('a tear sheet is kept as a page of its own and as a PDF', async ({ page, context }) => {
  await openScreen(page, '/performance?period=All');
  const kept = async (kind: 'HTML' | 'PDF') => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save ${kind}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^sextant-tear-sheet-\\d{4}-\\d\\d-\\d\\d\\.${kind.toLowerCase()}$`)
    );
    return file.path();
  };

  const html = await kept('HTML');
  const text = await readFile(html, 'utf8');
  expect(text).not.toMatch(/<script|https?:|src=/i);
  const sheet = await context.newPage();
  await sheet.setContent(text);
  await expect(sheet.getByRole('heading', { name: 'Tear sheet' })).toBeVisible();
  await expect(sheet.getByRole('img')).toHaveCount(4);
  const shown = page.getByRole('table', { name: 'Return for risk' }).getByRole('button').first();
  await expect(sheet.getByRole('row').filter({ hasText: 'Sharpe ratio' }).first()).toContainText(
    (await shown.textContent()) ?? 'missing'
  );
  await sheet.close();

  const pdf = await readFile(await kept('PDF'));
  expect(pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.4');
  expect(pdf.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
  expect(Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1])).toBeGreaterThan(1);
});

test('without a benchmark and over a short span it says what is missing', async ({ page }) => {
  await openScreen(page, '/performance?period=YTD&against=none&window=504');
  await expect(page.getByText('Choose what to hold it against to see these.')).toBeVisible();
  await expect(page.getByText(/A window needs 504 days/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Against the benchmark' })).toHaveCount(0);
  const years = page.getByRole('row').filter({ hasText: 'Last 5 years, a year' });
  await expect(years.getByRole('button')).toHaveText('–');
});

/** All that the screen says: words, tables of figures, and the ends of the chart's lines. */
async function toldBy(page: Page): Promise<string[]> {
  const tables = await page.getByRole('table').allInnerTexts();
  const charts = await page
    .locator('figure, [role=slider]')
    .evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''));
  return [...(await page.locator('.in-words').allTextContents()), ...tables, ...charts];
}

test('a saved performance comes back as it was, benchmark and convention too, without being measured', async ({
  page
}) => {
  await openScreen(page, '/performance?period=3Y&asin=quantstats&roll=sharpe&window=252&show=sma_200*rsi_14');
  await expect(page.getByRole('slider', { name: 'Your index, Relative strength index 14' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Against the benchmark' })).toBeVisible();
  const before = await toldBy(page);
  expect(before.length).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Save run' }).click();
  await expect(page.getByText('Run saved')).toBeVisible();

  await openScreen(page, '/settings?part=runs');
  await page
    .getByRole('row')
    .filter({ hasText: 'Performance, three years, against' })
    .last()
    .getByRole('button', { name: 'Actions' })
    .click();
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await expect(page).toHaveURL(/performance\?.*run=/);
  await screenReady(page);
  await expect(page.getByText(/^Saved run of/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Against the benchmark' })).toBeVisible();
  expect(await toldBy(page)).toEqual(before);
  await expect(page.getByRole('button', { name: 'Save run' })).toHaveCount(0);

  // Told by another convention it stays open, and after a reload too.
  const worth = page
    .getByRole('table', { name: 'Risk', exact: true })
    .getByRole('row')
    .filter({ hasText: 'Value at risk' });
  await expect(worth).toContainText('−');
  await page.getByRole('button', { name: /^As in/ }).click();
  await page.getByRole('menuitemradio', { name: 'Sextant' }).click();
  await expect(worth).not.toContainText('−');
  await expect(page).toHaveURL(/run=/);
  await page.reload();
  await screenReady(page);
  await expect(page.getByText(/^Saved run of/)).toBeVisible();
  await expect(worth).not.toContainText('−');

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(/run=/);
  await screenReady(page);
  await expect(page.getByText(/^Saved run of/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save run' })).toBeVisible();
});

test('indicators stand on the portfolio’s own index, those of closes alone', async ({ page }) => {
  await openScreen(page, '/performance?period=YTD');
  const indicators = page.getByRole('region', { name: 'Indicators' });
  await expect(indicators.getByText(/An index has one value a day: \d+ indicators that need/)).toBeVisible();
  await page.getByRole('button', { name: 'Add an indicator' }).click();
  await expect(page.getByRole('menuitem', { name: 'Average true range' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Simple moving average' }).click();
  await page.getByRole('button', { name: 'Add an indicator' }).click();
  await page.getByRole('menuitem', { name: 'Relative strength index' }).click();
  await expect(page).toHaveURL(/show=sma_50/);

  // Days before the span count: an average of 200 days is there from the first day of a span of fewer.
  const average = indicators.getByRole('group', { name: 'Simple moving average' });
  await average.getByLabel('Days').fill('200');
  await average.getByLabel('Days').press('Enter');
  const growth = page.getByRole('slider', { name: /^100 became/ });
  const strength = page.getByRole('slider', { name: 'Your index, Relative strength index 14' });
  await growth.focus();
  await page.keyboard.press('Home');
  await expect(growth).toHaveAttribute('aria-valuetext', /You 100, .*SMA 200 \d/);
  expect(await strength.getAttribute('aria-valuenow')).toBe(await growth.getAttribute('aria-valuenow'));

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
});

test('indicators of the index fit a phone @phone', async ({ page }) => {
  await openScreen(page, '/performance?period=1Y&show=sma_2*drawdown_0*bollinger_20_2');
  await expect(page.getByRole('slider', { name: 'Your index, Drawdown from high 0' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
