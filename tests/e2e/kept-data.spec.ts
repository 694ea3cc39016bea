import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { openScreen } from './app';
import { acceptAll, csv, give, importButton, importWhole, openImport } from './importing';

const dayOf = (at: number): string => new Date(Date.UTC(2023, 0, 2 + at)).toISOString().slice(0, 10);
const rows = Array.from({ length: 260 }, (_, at) => {
  const close = 100 + 8 * Math.sin(at / 17) + at / 20;
  const prices = [close - 0.6, close + 1.8, close - 2.1, close].map((value) => value.toFixed(2));
  return `${dayOf(at)},${prices.join(',')},${90_000 + 700 * (at % 23)}`;
});
const trades = csv('trades.csv', [
  'date,action,symbol,quantity,price,amount,currency',
  `${dayOf(0)},deposit,,,,10000,USD`,
  `${dayOf(1)},buy,OMEGA,10,100,,USD`
]);
const bars = csv('OMEGA.csv', ['Date,Open,High,Low,Close,Volume', ...rows]);

test('highs, lows and volumes of a file are kept, drawn and offered to indicators', async ({ page }) => {
  await openImport(page);
  await importWhole(page, trades);
  await openImport(page);
  await give(page, bars);
  await importButton(page).waitFor({ timeout: 60_000 });
  await acceptAll(page);
  await importButton(page).click();
  await expect(page).not.toHaveURL(/\/import/, { timeout: 60_000 });

  await openScreen(page, '/holdings');
  await page.getByRole('link', { name: 'OMEGA' }).first().click();
  await expect(page.getByRole('slider', { name: 'Volume of OMEGA' })).toBeVisible();
  await expect(page.getByText(/^From the prices and volumes of the days/)).toBeVisible();
  await page.getByRole('button', { name: 'Add an indicator' }).click();
  await page.getByRole('menuitem', { name: 'Average true range' }).click();
  const range = page.getByRole('slider', { name: /^OMEGA, Average true range/ });
  await range.focus();
  await page.keyboard.press('End');
  // High less low of every day is 3.9, and no close lies outside the range of the day after.
  await expect(range).toHaveAttribute('aria-valuetext', /3\.9/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
});
