import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { acceptAll, give, importButton, ledgerCount, openImport } from './importing';

const shared = process.env['SEXTANT_SHARED'];

test.describe('real files', () => {
  test.skip(shared === undefined, 'SEXTANT_SHARED is not set: 3 tests on real files skipped');
  test.setTimeout(240_000);
  const file = (name: string): string => join(shared ?? '', 'data', name);

  test('9,367 trades that go short and below zero: asked, imported, known again, undone', async ({ page }) => {
    const trades = file('pyfolio_test_txn.csv');
    await openImport(page);
    const start = performance.now();
    await give(page, trades);
    await expect(page.getByText('securities go short')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^Cash goes below zero/)).toBeVisible();
    await expect(importButton(page)).toHaveText('Nothing to import yet');
    await acceptAll(page);
    await expect(importButton(page)).toHaveText('Import 9,367 rows');
    await importButton(page).click();
    await expect(page).toHaveURL(/\/ledger/, { timeout: 60_000 });
    const seconds = (performance.now() - start) / 1000;
    console.log(`9,367 trades through the screen in ${seconds.toFixed(1)} s`);
    // A trade that goes through zero is booked as two: one closes, one opens.
    const held = new Map<string, number>();
    let throughZero = 0;
    for (const line of readFileSync(trades, 'utf8').trim().split('\n').slice(1)) {
      const [, amount = '', , , symbol = ''] = line.split(',');
      const before = held.get(symbol) ?? 0;
      const after = before + Number(amount);
      if (before * after < 0) throughZero += 1;
      held.set(symbol, after);
    }
    expect(await ledgerCount(page)).toBe(9367 + throughZero);
    await page.goto('/holdings?day=2009-12-31&group=none');
    await page.locator('[data-ready]').first().waitFor({ timeout: 120_000 });
    for (const [symbol, units] of held) {
      if (units === 0) continue;
      const row = page.getByRole('row').filter({ has: page.getByText(symbol, { exact: true }) });
      const text = `${units < 0 ? '−' : ''}${Math.abs(units).toLocaleString('en-US')}`;
      await expect(row.first()).toContainText(text);
    }

    await openImport(page);
    await give(page, trades);
    await expect(importButton(page)).toHaveText('Nothing new to import', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Another file' }).click();
    await page.getByRole('button', { name: 'Undo pyfolio_test_txn.csv' }).click();
    await expect(page.getByText('pyfolio_test_txn.csv is undone')).toBeVisible({ timeout: 60_000 });
    expect(await ledgerCount(page)).toBe(0);
  });

  for (const [name, symbols] of [
    ['pypfopt_stock_prices.csv', 20],
    ['skfolio_sp500_dataset.csv', 20]
  ] as const)
    test(`${name} is imported as prices, adds nothing again, and is optimized over`, async ({ page }) => {
      await openImport(page);
      for (const again of [false, true]) {
        await give(page, file(name));
        await expect(
          page.getByRole('heading', { name: new RegExp(`Prices · [\\d,]+ closes · ${symbols} series`) })
        ).toBeVisible({
          timeout: 60_000
        });
        await acceptAll(page);
        await expect(importButton(page)).toHaveText(/^\s*Import [\d,]+ prices/, { timeout: 60_000 });
        await importButton(page).click();
        const told = again ? 'nothing new, everything was there already' : 'imported';
        await expect(page.getByText(`${name}`).filter({ hasText: told }).first()).toBeVisible({ timeout: 60_000 });
        await openImport(page);
      }
      await expect(page.getByRole('button', { name: `Undo ${name}` })).toHaveCount(1);

      // Ten years reach back before several of these were listed.
      await page.goto('/optimize?years=10&cap=0.25');
      await page.locator('[data-ready]').first().waitFor({ timeout: 60_000 });
      await expect(page.getByText('What you get')).toBeVisible();
      await expect(page.getByRole('grid', { name: 'Weights' })).toContainText('100.0%');
      if (name.startsWith('pypfopt'))
        await expect(page.getByText(/FB: listed .* the rest continued by regression/)).toBeVisible();
    });
});
