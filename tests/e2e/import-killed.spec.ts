import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptAll, csv, give, importButton, importWhole, ledgerCount, openImport } from './importing';

const ROWS = 1500;

/** A file of its own prices, so that none of its rows is known from another one. */
function trades(round: number) {
  const lines = ['date,action,symbol,quantity,price,amount,currency', `2020-01-02,deposit,,,,${9_000_000 + round},USD`];
  for (let i = 1; i < ROWS; i++)
    lines.push(`2020-02-${String(1 + (i % 28)).padStart(2, '0')},buy,ACME,1,${20 + round + (i % 50) / 100},,USD`);
  return csv(`trades-${round}.csv`, lines);
}

async function readyToImport(page: Page, round: number): Promise<void> {
  await openImport(page);
  await give(page, trades(round));
  await importButton(page).waitFor({ timeout: 60_000 });
  await acceptAll(page);
  await expect(importButton(page)).toHaveText(/Import 1,500 rows/, { timeout: 30_000 });
}

async function count(context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  const found = await ledgerCount(page);
  await expect(page.getByText(/damaged|does not fit|not what was written/)).toHaveCount(0);
  await page.close();
  return found;
}

test('a tab that is closed or crashes in the middle of an import leaves all of it or nothing', async ({ context }) => {
  test.setTimeout(240_000);
  const first = await context.newPage();
  await openImport(first);
  await importWhole(first, csv('first.csv', ['date,action,amount,currency', '2020-01-01,deposit,5,USD']));
  await first.close();
  let before = 1;
  let whole = 0;
  for (const [round, wait] of [0, 15, 40, 90, 160, 260].entries()) {
    const page = await context.newPage();
    await readyToImport(page, round);
    await importButton(page).click({ noWaitAfter: true });
    await page.waitForTimeout(wait);
    if (round % 2 === 0) await page.close({ runBeforeUnload: false });
    else {
      const devtools = await context.newCDPSession(page);
      void devtools.send('Page.crash').catch(() => undefined);
      await page.waitForEvent('crash', { timeout: 10_000 }).catch(() => undefined);
      await page.close().catch(() => undefined);
    }
    const after = await count(context);
    expect([0, ROWS]).toContain(after - before);
    if (after > before) whole += 1;
    before = after;
  }
  expect(before).toBe(1 + whole * ROWS);
});
