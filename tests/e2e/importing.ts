import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** A file as the browser is given it. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A text file of lines. */
export function csv(name: string, lines: readonly string[]): GivenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

/** Opens the import screen and waits until it stands. */
export async function openImport(page: Page): Promise<void> {
  await page.goto('/import');
  await page.locator('[data-ready]').first().waitFor({ timeout: 60_000 });
}

/** Gives a file, or several, to the import screen. */
export async function give(page: Page, files: GivenFile | string | readonly GivenFile[]): Promise<void> {
  const list = typeof files === 'string' || 'name' in files ? files : [...files];
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(list as GivenFile);
}

/** The button that imports, by what it says. */
export const importButton = (page: Page): Locator => page.getByRole('button', { name: /^(Import [\d,]+ |Nothing )/ });

/** Accepts what is suggested for every question. */
export async function acceptAll(page: Page): Promise<void> {
  for (let round = 0; round < 4; round++) {
    const accept = page.getByRole('button', { name: /^Accept all/ });
    if ((await accept.count()) === 0) return;
    await accept.click();
    await expect(page.locator('main'))
      .not.toContainText('Accept all', { timeout: 20_000 })
      .catch(() => undefined);
  }
}

/** Gives a file, accepts every suggestion and imports it; ends on the screen that follows. */
export async function importWhole(page: Page, file: GivenFile | string): Promise<void> {
  await give(page, file);
  await importButton(page).waitFor({ timeout: 60_000 });
  await acceptAll(page);
  await expect(importButton(page)).toHaveText(/^\s*Import [\d,]+ /, { timeout: 20_000 });
  await importButton(page).click();
  await expect(page).not.toHaveURL(/\/import/, { timeout: 60_000 });
}

/** How many transactions the ledger of the present vault lists. */
export async function ledgerCount(page: Page): Promise<number> {
  await page.goto('/ledger');
  await page.locator('[data-ready]').first().waitFor({ timeout: 60_000 });
  const shown = page.getByText(/^[\d,]+ transactions?$/).first();
  if (await page.getByText('Nothing is recorded yet.').count()) return 0;
  const text = (await shown.textContent()) ?? '';
  return Number((/^[\d,]+/.exec(text)?.[0] ?? '').replaceAll(',', ''));
}
