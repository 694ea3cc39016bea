import type { Page } from '@playwright/test';
import { figureIn, openScreen } from './app';
import { expect, test } from './fixtures';

const MONTHS = Array.from({ length: 72 }, (_, at) => 201701 + Math.floor(at / 12) * 100 + (at % 12));

/** Made-up factors in the form of Kenneth French's library. */
function library(broken = false): string {
  const rows = MONTHS.map((month, at) => {
    const value = (step: number): string => (3 * Math.sin(step * at + step)).toFixed(2);
    const last = broken && at === 4 ? 'oops' : '0.02';
    return `${month},   ${value(1.7)},   ${value(2.3)},   ${last}`;
  });
  return [
    'This file was created for a test.',
    '',
    ',Mkt-RF,SMB,RF',
    ...rows,
    '',
    ' Annual Factors',
    ',Mkt-RF,SMB,RF',
    '2017, 1, 2, 3',
    ''
  ].join('\r\n');
}

async function load(page: Page, name: string, text: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Load a factor file' }).click();
  await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

/** Figures of the last column of a table: its parts, and its total. */
async function lastColumn(page: Page, name: string): Promise<{ parts: number; total: number }> {
  const rows = await page.getByRole('table', { name }).getByRole('row').all();
  const figures = await Promise.all(
    rows.slice(1).map(async (row) => figureIn((await row.getByRole('cell').last().textContent()) ?? ''))
  );
  return { parts: figures.slice(0, -1).reduce((sum, one) => sum + one, 0), total: figures.at(-1) ?? NaN };
}

test('a portfolio explained: own factors, statistical ones, and everything adds up', async ({ page }) => {
  await openScreen(page, '/factors');
  await expect(page.getByRole('table', { name: 'Exposures', exact: true })).toContainText('SP500');
  for (const name of ['Where the risk comes from', 'Risk by holding', 'Where the return came from']) {
    const { parts, total } = await lastColumn(page, name);
    expect(Math.abs(parts - total), name).toBeLessThan(1);
  }
  await page.getByRole('button', { name: 'Add factor' }).click();
  await expect(page.getByRole('table', { name: 'Exposures', exact: true }).getByRole('row')).toHaveCount(3);

  await page.getByRole('radio', { name: 'Statistical' }).click();
  await expect(page.getByRole('table', { name: 'Exposures', exact: true })).toContainText('Component 3');
  await expect(page.getByText('Component 1 takes')).toBeVisible();
  const holdings = page.getByRole('table', { name: 'Holdings on the same factors' });
  await holdings.getByRole('button', { name: 'MSFT' }).click();
  await expect(page.getByRole('button', { name: /^Explain: Microsoft/ })).toBeVisible();
});

test('results are saved and opened again', async ({ page }) => {
  await openScreen(page, '/correlation?measure=spearman');
  const before = await page.locator('.in-words').textContent();
  await page.getByRole('button', { name: 'Save run' }).click();
  await expect(page.getByText('Run saved')).toBeVisible();
  await openScreen(page, '/factors?from=statistical&count=2');
  const explained = await page.locator('.in-words').textContent();
  await page.getByRole('button', { name: 'Save run' }).click();
  await expect(page.getByText('Run saved')).toBeVisible();

  await openScreen(page, '/settings?part=runs');
  await page
    .getByRole('row')
    .filter({ hasText: 'Correlation, by ranks' })
    .first()
    .getByRole('button', { name: 'Actions' })
    .click();
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await expect(page).toHaveURL(/correlation\?.*run=/);
  await expect(page.getByText('Saved run of')).toBeVisible();
  await expect(page.locator('.in-words')).toHaveText(before ?? '');
  await openScreen(page, '/settings?part=runs');
  await page
    .getByRole('row')
    .filter({ hasText: 'Component 1, Component 2' })
    .first()
    .getByRole('button', { name: 'Actions' })
    .click();
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await expect(page).toHaveURL(/factors\?.*run=/);
  await expect(page.getByText('Saved run of')).toBeVisible();
  await expect(page.locator('.in-words')).toHaveText(explained ?? '');
});

test('files of factors: a broken one says where and what to do, a good one explains and is kept', async ({ page }) => {
  await openScreen(page, '/factors?from=files');
  await expect(page.getByText('to see what explains your returns')).toBeVisible();
  await load(page, 'broken.csv', library(true));
  const alert = page.getByRole('alert').filter({ hasText: 'broken.csv was not loaded' });
  await expect(alert).toContainText('Line 8, column RF: “oops” is no number. Write it as 0.0123 or 1.23%');
  await expect(page.getByText('to see what explains your returns')).toBeVisible();

  await load(page, 'F-F_Research_Data_Factors.csv', library());
  await expect(
    page.getByText('72 months, 31 Jan 2017 to 31 Dec 2022; read as percent; RF is taken as the return of cash')
  ).toBeVisible();
  await expect(alert).toBeHidden();
  const exposures = page.getByRole('table', { name: 'Exposures', exact: true });
  await expect(exposures).toContainText('Mkt-RF');
  await expect(page.getByText('Returns are in excess of cash')).toBeVisible();
  await page.getByRole('checkbox', { name: 'SMB' }).uncheck();
  await expect(exposures.getByRole('row')).toHaveCount(2);

  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'SMB' })).not.toBeChecked();
  await page.getByRole('button', { name: /^Forget F-F/ }).click();
  await expect(page.getByText('to see what explains your returns')).toBeVisible();
});
