import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { figureIn, openScreen, screenReady } from './app';
import { keepRows } from './kept-rows';
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

/** Imports a purchase and a year of bars, and opens the page of the instrument; its id. */
async function openOmega(page: Page): Promise<string> {
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
  await expect(page).toHaveURL(/\/instrument\?/);
  await screenReady(page);
  return new URL(page.url()).searchParams.get('of') ?? '';
}

test('highs, lows and volumes of a file are kept, drawn and offered to indicators', async ({ page }) => {
  await openOmega(page);
  await expect(page.getByRole('slider', { name: 'Volume of OMEGA' })).toBeVisible();
  await expect(page.getByText(/^From the prices and volumes of the days/)).toBeVisible();
  await page.getByRole('button', { name: 'Add an indicator' }).click();
  await page.getByRole('menuitem', { name: 'Average true range', exact: true }).click();
  const range = page.getByRole('slider', { name: /^OMEGA, Average true range/ });
  await range.focus();
  await page.keyboard.press('End');
  // High less low of every day is 3.9, and no close lies outside the range of the day after.
  await expect(range).toHaveAttribute('aria-valuetext', /3\.9/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
});

const firsts = Array.from({ length: 12 * 20 }, (_, at) => Date.UTC(2005, at, 1) / 86_400_000);
const yearsOf = (days: readonly number[], values: readonly number[]) => {
  const years = [...new Set(days.map((day) => new Date(day * 86_400_000).getUTCFullYear()))];
  return years.map((year) => {
    const within = days.flatMap((day, at) => (new Date(day * 86_400_000).getUTCFullYear() === year ? [at] : []));
    const [on, of] = [within.map((at) => days[at] ?? 0), within.map((at) => values[at] ?? 0)];
    return { year, count: on.length, days: Int32Array.from(on), values: Float64Array.from(of) };
  });
};
const macro = (
  header: { readonly id: string; readonly [field: string]: unknown },
  days: readonly number[],
  values: readonly number[]
) => {
  const parts = yearsOf(days, values);
  const extent = { first: days[0], last: days.at(-1), count: days.length, years: parts.map(({ year }) => year) };
  return {
    macroSeries: [{ source: 'fred', revision: 1, frequency: 'monthly', area: 'US', ...header, ...extent }],
    macro: parts.map((part) => ({ id: header.id, ...part }))
  };
};
const consumerPrices = macro(
  { id: 'fred/CPIAUCSL', title: 'Consumer prices, United States', topic: 'consumer-prices', unit: 'index' },
  firsts,
  firsts.map((_, at) => 200 * 1.0025 ** at)
);
const bills = macro(
  { id: 'fred/DTB3', title: 'Three-month bill, United States', topic: 'yield', unit: 'fraction', months: 3 },
  firsts,
  firsts.map(() => 0.025)
);

test('kept consumer prices and rates: real returns, cash, simulated inflation, fetched factors', async ({ page }) => {
  await openScreen(page, '/performance?period=All');
  const cumulative = page.getByRole('row').filter({ hasText: 'Cumulative return' }).getByRole('button').first();
  const nominal = figureIn((await cumulative.textContent()) ?? '');
  await keepRows(page, 'demo', {
    macroSeries: [...consumerPrices.macroSeries, ...bills.macroSeries],
    macro: [...consumerPrices.macro, ...bills.macro],
    settings: [
      {
        key: 'fetched-factors/Made_Up',
        value: {
          ...{ names: ['Market'], frequency: 'monthly', source: 'french', fetchedAt: Date.UTC(2024, 4, 6) },
          ...{ days: Int32Array.from(firsts), values: Float64Array.from(firsts, (_, at) => Math.sin(at) / 50) }
        }
      }
    ]
  });
  await page.reload();
  await screenReady(page);
  await page.getByRole('button', { name: /^Money/ }).click();
  await page.getByRole('menuitemradio', { name: 'Consumer prices, United States (US)' }).click();
  await expect(page.getByText(/^After inflation: every level is in the money of the first day/)).toBeVisible();
  await page.getByRole('button', { name: /^Risk-free by/ }).click();
  await page.getByRole('menuitemradio', { name: 'Three-month bill, United States (US)' }).click();
  await expect(page.getByText(/Risk-free is the mean of Three-month bill.*2\.50/)).toBeVisible();
  await expect.poll(async () => figureIn((await cumulative.textContent()) ?? '')).toBeLessThan(nominal);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);

  await openScreen(page, '/simulate?paths=1000&prices=sampled');
  await expect(page.getByText(/Consumer prices, United States/).first()).toBeVisible();
  await expect(page.getByText(/Each past day that is drawn brings the inflation of its time along/)).toBeVisible();

  await page.goto('/factors?from=files');
  await expect(page.getByText(/from french, fetched on 6 May 2024/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Market' })).toBeChecked();
});

const dayNumber = (text: string): number => Date.parse(text) / 86_400_000;

test('announced events and fundamentals: shown, told by Health, put into chart and record, and undone', async ({
  page
}) => {
  const instrument = await openOmega(page);
  await expect(page.getByRole('checkbox', { name: 'With dividends' })).toHaveCount(0);
  await keepRows(page, 'mine', {
    events: [
      {
        ...{ instrument, source: 'tiingo', splits: [] },
        dividends: ['2023-02-01', '2023-03-01', '2023-04-03', '2023-05-01', '2023-06-01'].map((text) => ({
          ...{ day: dayNumber(text), amount: 0.2075, currency: 'USD' }
        }))
      }
    ],
    fundamentals: [
      {
        ...{ instrument, source: 'finnhub', asOf: dayNumber('2024-05-06'), currency: 'USD' },
        ...{ sector: 'Hardware', country: 'US', marketCapitalization: 2.8e12, priceToEarnings: 28.4 }
      }
    ]
  });
  await page.reload();
  await screenReady(page);
  const price = page.getByRole('slider', { name: 'Price of OMEGA' });
  const firstPrice = async (): Promise<number> => {
    await price.focus();
    await page.keyboard.press('Home');
    return figureIn(((await price.getAttribute('aria-valuetext')) ?? '').replace(/^.*OMEGA /, ''));
  };
  const before = await firstPrice();
  await page.getByRole('checkbox', { name: 'With dividends' }).check();
  await expect(page.getByText(/^Each of 5 announced dividends is reinvested/)).toBeVisible();
  expect(await firstPrice()).toBeLessThan(before);

  const announced = page.getByRole('region', { name: 'Announced' });
  await expect(announced.getByText('0.2075 USD').first()).toBeVisible();
  const fundamentals = page.getByRole('region', { name: 'Fundamentals' });
  await expect(fundamentals.getByText('as finnhub told on 6 May 2024')).toBeVisible();
  await fundamentals.getByRole('button', { name: 'Fill the record' }).click();
  await expect(fundamentals.getByText('The record has all of it.')).toBeVisible();
  await expect(page.getByLabel('Sector')).toHaveValue('Hardware');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Sector')).not.toHaveValue('Hardware');

  await openScreen(page, '/health');
  await expect(page.getByText(/OMEGA went ex-dividend on 1 Feb 2023.*\$2\.08 before tax/)).toBeVisible();
});
