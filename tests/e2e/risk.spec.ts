import type { Page } from '@playwright/test';
import { figureIn, openScreen, screenReady } from './app';
import { expect, test } from './fixtures';

test('the risk of what is held: methods agree in size, parts add up, hits are counted, limits are kept', async ({
  page
}) => {
  await openScreen(page, '/risk');
  const methods = page.getByRole('table', { name: 'Every method side by side' });
  await expect(methods.getByRole('row')).toHaveCount(10);
  const figures = await methods
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => (row.querySelectorAll('[role=cell]')[2] as HTMLElement).innerText)
    );
  for (const text of figures) {
    expect(figureIn(text)).toBeGreaterThan(0.5);
    expect(figureIn(text)).toBeLessThan(6);
  }

  // What each position adds comes to the whole, but for the rounding of each to a dollar.
  const split = page.getByRole('table', { name: 'What value at risk is made of' });
  const adds = await split
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => (row.querySelectorAll('[role=cell]')[2] as HTMLElement).innerText)
    );
  const amounts = adds.map(figureIn);
  const whole = amounts.pop() ?? NaN;
  expect(Math.abs(amounts.reduce((sum, one) => sum + one, 0) - whole)).toBeLessThan(amounts.length / 2 + 1);
  await page
    .getByRole('radio', { name: 'Currency' })
    .or(page.getByRole('button', { name: 'Currency', exact: true }))
    .first()
    .click();
  await expect(split.getByText('By the rate')).toBeVisible();

  // Past forecasts: the hits of the text are those of the chart.
  const tested = page.locator('[data-tested]');
  await expect(tested).toBeVisible();
  const words = (await tested.locator('p').first().textContent()) ?? '';
  const hits = figureIn(words);
  expect(await tested.locator('svg circle[r="2.5"]').count()).toBe(hits);
  await expect(page.getByRole('table', { name: 'Tests of the hits' }).getByRole('row')).toHaveCount(6);

  // Another method is another row of the table, and another test.
  await methods.getByRole('button', { name: /^Filtered historical \(EWMA\)/ }).click();
  await expect(page).toHaveURL(/method=filtered-ewma/);
  await expect(tested.locator('p').first()).not.toHaveText(words);

  // A limit that is broken says so, and is there after a reload.
  await page.getByLabel('Limit', { exact: true }).fill('10');
  await page.getByRole('button', { name: 'Add limit' }).click();
  await expect(page.getByText(/^over: .* over by/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^over: .* over by/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove Volatility a year' }).click();
  await expect(page.getByText('None are set.')).toBeVisible();

  // A volume of one's own makes days to sell.
  const volume = page.getByLabel('Units traded a day of MSFT');
  await volume.fill('100');
  await volume.press('Tab');
  await expect(page.getByText(/could be sold within 20 days/)).toBeVisible();
});

/** All that the screen says but the controls and what tells a saved result from one of now. */
async function toldBy(page: Page): Promise<string[]> {
  const texts = await Promise.all([
    page.locator('.in-words').allTextContents(),
    page.locator('[data-ready]').allInnerTexts(),
    page.getByRole('table', { name: 'Every method side by side' }).allInnerTexts(),
    page.locator('[data-tested]').allInnerTexts(),
    page.getByRole('table', { name: /^What .* is made of$/ }).allInnerTexts(),
    page.getByRole('table', { name: 'Concentration' }).allInnerTexts(),
    page.getByText(/used, .* left$|over by/).allTextContents(),
    page.getByText(/could be sold within 20 days/).allTextContents()
  ]);
  return texts.flat();
}

test('a saved risk comes back as it was, with its tests and limits, without being measured', async ({ page }) => {
  await openScreen(page, '/risk?method=normal&confidence=0.99&over=10&measure=expected-shortfall&by=sector&sell=0.2');
  await expect(page.locator('[data-tested]')).toBeVisible();
  await page.getByLabel('Limit', { exact: true }).fill('30');
  await page.getByRole('button', { name: 'Add limit' }).click();
  await expect(page.getByText(/used, .* left$/)).toBeVisible();
  await expect(page.locator('[data-tested]')).toBeVisible();
  const before = await toldBy(page);
  expect(before.length).toBeGreaterThanOrEqual(7);
  await page.getByRole('button', { name: 'Save run' }).click();
  await expect(page.getByText('Run saved')).toBeVisible();

  // Another limit and other data: what was saved stays as it was.
  await page.getByRole('button', { name: 'Remove Volatility a year' }).click();
  await expect(page.getByText('None are set.')).toBeVisible();
  const volume = page.getByLabel('Units traded a day of MSFT');
  await volume.fill('100');
  await volume.press('Tab');
  await expect(page.getByText(/could be sold within 20 days/)).toBeVisible();

  await openScreen(page, '/settings?part=runs');
  await page
    .getByRole('row')
    .filter({ hasText: 'Risk, Normal, 99% over 2 weeks' })
    .last()
    .getByRole('button', { name: 'Actions' })
    .click();
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await expect(page).toHaveURL(/risk\?.*run=/);
  await screenReady(page);
  await expect(page.getByText(/^Saved run of [^]*The data has changed since/)).toBeVisible();
  expect(await toldBy(page)).toEqual(before);
  await expect(page.getByText('as they were when this was saved', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add limit' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save run' })).toHaveCount(0);

  // Another way of telling it leaves it open; so does a reload.
  await page
    .getByRole('radio', { name: 'Currency' })
    .or(page.getByRole('button', { name: 'Currency', exact: true }))
    .first()
    .click();
  await expect(page.getByText('By the rate')).toBeVisible();
  await expect(page).toHaveURL(/run=/);
  await page.reload();
  await screenReady(page);
  await expect(page.getByText(/^Saved run of/)).toBeVisible();
  await expect(page.getByText('By the rate')).toBeVisible();

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(/run=/);
  await expect(page.getByText(/^Saved run of/)).toHaveCount(0);
  await expect(page.getByText('None are set.')).toBeVisible();
});

test('the risk screen fits a phone @phone', async ({ page }) => {
  await openScreen(page, '/risk?measure=expected-shortfall&by=sector&over=10');
  await expect(page.locator('[data-tested]')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
});
