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
