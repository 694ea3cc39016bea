import AxeBuilder from '@axe-core/playwright';
import { openScreen, screenReady } from './app';
import { expect, test } from './fixtures';

const shown = (url: string) => new URL(url).searchParams.get('show');

test('indicators are added to a chart, changed, kept in the address and taken away', async ({ page }) => {
  await openScreen(page, '/instrument?of=AAPL');
  const indicators = page.getByRole('region', { name: 'Indicators' });
  await expect(indicators.getByText(/Only closes are known of this series: \d+ indicators/)).toBeVisible();

  await page.getByRole('button', { name: 'Add an indicator' }).click();
  await expect(page.getByRole('menuitem', { name: 'Average true range' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Simple moving average' }).click();
  await expect.poll(() => shown(page.url())).toBe('sma_50');
  await expect(page.getByText('SMA 50')).toBeVisible();

  await page.getByRole('button', { name: 'Add an indicator' }).click();
  await page.getByRole('menuitem', { name: 'MACD' }).click();
  await expect(page.getByRole('slider', { name: 'AAPL, MACD 12, 26, 9' })).toBeVisible();
  await expect.poll(() => shown(page.url())).toBe('sma_50*macd_12_26_9');

  const average = indicators.getByRole('group', { name: 'Simple moving average' });
  await average.getByLabel('Days').fill('200');
  await average.getByLabel('Days').press('Enter');
  await expect(page.getByText('SMA 200')).toBeVisible();
  const macd = indicators.getByRole('group', { name: 'MACD' });
  await macd.getByLabel('Fast').fill('30');
  await macd.getByLabel('Fast').press('Enter');
  await expect(macd.getByText('These do not go together.')).toBeVisible();
  await expect.poll(() => shown(page.url())).toBe('sma_200*macd_12_26_9');

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);

  await page.reload();
  await screenReady(page);
  await expect(page.getByText('SMA 200')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Simple moving average 200' }).click();
  await page.getByRole('button', { name: 'Remove MACD 12, 26, 9' }).click();
  await expect.poll(() => shown(page.url())).toBe(null);
  await expect(page.getByText('SMA 200')).toHaveCount(0);
});

test('panels of indicators point at one day together, by the keyboard too', async ({ page }) => {
  await openScreen(page, '/instrument?of=AAPL&show=rsi_14*nothing_3*atr_14*sma_1');
  const strength = page.getByRole('slider', { name: 'AAPL, Relative strength index 14' });
  const price = page.getByRole('slider', { name: 'Price of AAPL' });
  await strength.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(strength).toHaveAttribute('aria-valuetext', /RSI \d/);
  expect(await price.getAttribute('aria-valuenow')).toBe(await strength.getAttribute('aria-valuenow'));
  await expect(page.getByRole('region', { name: 'Indicators' }).getByRole('group')).toHaveCount(1);
});

test('indicators fit on a phone @phone', async ({ page }) => {
  await openScreen(page, '/instrument?of=AAPL&show=bollinger_20_2*rsi_14');
  await expect(page.getByRole('slider', { name: 'AAPL, Relative strength index 14' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
