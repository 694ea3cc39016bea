import type { Locator, Page } from '@playwright/test';
import { figureIn, screenReady } from './app';
import { expect } from './fixtures';

/** Rows of a grid as texts under the titles of its columns. */
export async function gridRows(grid: Locator): Promise<Record<string, string>[]> {
  return grid.evaluate((element) => {
    const cells = (row: Element) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim());
    const [head, ...rows] = [...element.querySelectorAll('[role=row]')];
    const titles = head ? cells(head) : [];
    return rows
      .filter((row) => row.childElementCount === titles.length)
      .map((row) => Object.fromEntries(cells(row).map((text, at) => [titles[at] ?? '', text])));
  });
}

export async function suggested(page: Page): Promise<{ name: string; percent: number }[]> {
  const rows = await gridRows(page.getByRole('grid', { name: 'Weights' }));
  return rows.map((row) => ({ name: row['Holding'] ?? '', percent: figureIn(row['Suggested'] ?? '') }));
}

export async function measure(page: Page, name: string): Promise<number> {
  const row = page.getByRole('table', { name: 'What you get' }).getByRole('row').filter({ hasText: name });
  return figureIn((await row.getByRole('cell').nth(2).textContent()) ?? '');
}

export async function settled(page: Page): Promise<void> {
  await screenReady(page);
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
}
