import { expect, type Page } from '@playwright/test';

/** The screens of the rail: name, path, key after `g`. */
export const screens = [
  { name: 'Overview', path: '/', key: 'o' },
  { name: 'Holdings', path: '/holdings', key: 'h' },
  { name: 'Ledger', path: '/ledger', key: 'l' },
  { name: 'Income', path: '/income', key: 'c' },
  { name: 'Realised gains', path: '/gains', key: 'g' },
  { name: 'Performance', path: '/performance', key: 'm' },
  { name: 'Optimize', path: '/optimize', key: 'p' },
  { name: 'Backtest', path: '/backtest', key: 'b' },
  { name: 'Strategy', path: '/strategy', key: 'y' },
  { name: 'Simulate', path: '/simulate', key: 's' },
  { name: 'Risk', path: '/risk', key: 'v' },
  { name: 'Correlation', path: '/correlation', key: 'n' },
  { name: 'Factors', path: '/factors', key: 'f' },
  { name: 'SQL', path: '/sql', key: 'x' },
  { name: 'Notebook', path: '/notebook', key: 'k' },
  { name: 'Import', path: '/import', key: 'i' },
  { name: 'Accounts', path: '/accounts', key: 'a' },
  { name: 'Reconcile', path: '/reconcile', key: 'r' },
  { name: 'Health', path: '/health', key: 'e' },
  { name: 'Data', path: '/data', key: 'd' },
  { name: 'Instruments', path: '/instruments', key: 't' },
  { name: 'Quality', path: '/quality', key: 'q' },
  { name: 'Log', path: '/log', key: '.' },
  { name: 'Backup', path: '/backup', key: 'u' },
  { name: 'Settings', path: '/settings', key: ',' }
] as const;

/** Waits until the screen shows its answer. */
export async function screenReady(page: Page): Promise<void> {
  await expect(page.locator('[data-ready]').first()).toBeVisible({ timeout: 45_000 });
}

/** Opens a screen and waits for its answer. */
export async function openScreen(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await screenReady(page);
}

/** The first amount or percentage in a text; the sign may be typeset. */
export function figureIn(text: string): number {
  const found = /[-+\u2212]?[^\d\s-]?\d[\d,]*(\.\d+)?/.exec(text)?.[0];
  if (found === undefined) throw new Error(`no figure in "${text}"`);
  const size = Number(found.replace(/[^\d.]/g, ''));
  return /^[-\u2212]/.test(found) ? -size : size;
}

/** Cents of an amount that is shown to the cent. */
export function centsIn(text: string): number {
  return Math.round(figureIn(text) * 100);
}

/** The value at the head of the overview, to the cent. */
export async function headlineValue(page: Page): Promise<string> {
  return ((await page.locator('[data-ready] .value.figure').textContent()) ?? '').trim();
}

/** Shows another colour scheme and waits until every colour has arrived: an audit in between sees neither. */
export async function inScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one instanceof CSSTransition)
        .map((one) => one.finished)
    ).then(() => undefined)
  );
}
