import type { Page } from '@playwright/test';
import { centsIn, figureIn, headlineValue, openScreen, screenReady, screens } from './app';
import { demoValue } from './demo-value';
import { expect, test } from './fixtures';

interface Split {
  readonly opening: number;
  readonly steps: readonly { readonly label: string; readonly shown: number; readonly cents: number }[];
  readonly closing: number;
}

async function shownSplit(page: Page): Promise<Split> {
  const rows = page.getByRole('table', { name: 'What drove it' }).getByRole('row');
  const all = await rows.evaluateAll((list) =>
    list.map((row) => {
      const cells = [...row.querySelectorAll('[role=cell]')].map((cell) => cell.textContent?.trim() ?? '');
      return { label: cells[0] ?? '', amount: cells.at(-1) ?? '', title: row.getAttribute('title') ?? '' };
    })
  );
  return {
    opening: figureIn(all[0]?.amount ?? ''),
    steps: all
      .slice(1, -1)
      .map(({ label, amount, title }) => ({ label, shown: figureIn(amount), cents: centsIn(title) })),
    closing: figureIn(all.at(-1)?.amount ?? '')
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('a first visit values the demo, to the cent', async ({ page }) => {
  await openScreen(page, '/');
  expect(await headlineValue(page)).toBe(demoValue());
  await expect(page.getByText('This is a demo')).toBeVisible();
  await expect(page.getByText('Closes contain dividends')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use my data' })).toBeVisible();
  await expect(page.getByText('Needs you')).toBeVisible();
});

test('the profit split adds up on screen, over any period', async ({ page }) => {
  for (const period of ['All', '5Y', '1Y', 'YTD', '1M', '1D']) {
    await openScreen(page, `/?period=${period}`);
    await expect(page.getByRole('radio', { name: period, exact: true })).toBeChecked();
    const { opening, steps, closing } = await shownSplit(page);
    expect(steps.length).toBe(7);
    expect(closing).toBe(Math.round(figureIn(await headlineValue(page))));
    // Nine amounts rounded to the dollar.
    expect(Math.abs(opening + sum(steps.map((one) => one.shown)) - closing)).toBeLessThanOrEqual(4);
    const gained = page.locator('dl div', { hasText: /^Gained/ }).locator('dd');
    const profit = sum(steps.slice(1).map((one) => one.cents)) / 100;
    expect(Math.abs(figureIn((await gained.textContent()) ?? '') - profit)).toBeLessThanOrEqual(0.5);
    if (period === 'All') {
      expect(opening).toBe(0);
      expect(sum(steps.map((one) => one.cents))).toBe(centsIn(await headlineValue(page)));
    }
  }
});

test('the address keeps the question: day, currency and account', async ({ page }) => {
  await openScreen(page, '/?in=EUR&day=2021-06-30&accounts=depot&period=1Y');
  expect(await headlineValue(page)).toMatch(/^€/);
  await expect(page.getByText('Value of 1 account')).toBeVisible();
  await expect(page.getByText('30 Jun 2021').first()).toBeVisible();
});

test('every screen of the rail is reached with Tab and Enter', async ({ page }) => {
  await openScreen(page, '/');
  for (const { name, path } of [...screens.slice(1), screens[0]]) {
    const link = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true });
    // The rail is last in order: the first screen is reached forwards through all of the page, the others from behind.
    const key = name === screens[1].name ? 'Tab' : 'Shift+Tab';
    for (let step = 0; step < 150 && !(await link.evaluate((one) => one === document.activeElement)); step += 1)
      await page.keyboard.press(key);
    await expect(link).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await screenReady(page);
  }
});

test('two keys go to a screen', async ({ page }) => {
  await openScreen(page, '/');
  for (const { name, key } of [...screens.slice(1), screens[0]]) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
});

test('digits choose the period, p hides amounts, ? lists the keys', async ({ page }) => {
  await openScreen(page, '/');
  const shown = await headlineValue(page);
  for (const [digit, period] of [
    ['1', '1D'],
    ['2', '1M'],
    ['4', 'YTD'],
    ['7', '5Y'],
    ['8', 'All']
  ] as const) {
    await page.keyboard.press(digit);
    await expect(page.getByRole('radio', { name: period, exact: true })).toBeChecked();
    await expect(page).toHaveURL(new RegExp(`period=${period}`));
  }
  await page.keyboard.press('p');
  await expect(page.locator('[data-ready] .value.figure')).toHaveText(/^[^\d]*•[^\d]*$/);
  expect((await page.locator('main').innerText()).match(/[$€]\s?\d/g)).toBeNull();
  await page.keyboard.press('p');
  await expect(page.locator('[data-ready] .value.figure')).toHaveText(shown);

  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet).toBeVisible();
  for (const text of ['Commands', 'Hide or show amounts', 'Holdings']) await expect(sheet).toContainText(text);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('the palette opens with Ctrl+K, finds by typing and goes', async ({ page }) => {
  await openScreen(page, '/');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('show in eur');
  await expect(palette.getByRole('option').first()).toContainText('Show in EUR');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(/in=EUR/);
  await expect(page.locator('[data-ready] .value.figure')).toHaveText(/^€/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('holdings');
  await expect(palette.getByRole('combobox')).toHaveValue('holdings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Holdings' })).toBeVisible();
  await expect(page).toHaveURL(/holdings\?in=EUR/);
});

test("the person's own vault starts empty and says how to begin", async ({ page }) => {
  await openScreen(page, '/');
  await page.getByRole('button', { name: 'Use my data' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('This is a demo')).toBeHidden();
  await page.goto('/');
  await expect(page.getByText('Drop a file of your broker anywhere')).toBeVisible();
});
