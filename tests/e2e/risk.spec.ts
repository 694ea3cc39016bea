import { figureIn, openScreen } from './app';
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

test('the risk screen fits a phone @phone', async ({ page }) => {
  await openScreen(page, '/risk?measure=expected-shortfall&by=sector&over=10');
  await expect(page.locator('[data-tested]')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
});
