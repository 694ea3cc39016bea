import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { inScheme, openScreen, screens } from './app';
import { expect, test } from './fixtures';

async function findings(page: Page, contrastAlone = false): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (
    contrastAlone
      ? axe.withRules(['color-contrast', 'link-in-text-block'])
      : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  ).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html.slice(0, 200)}\n  ${node.target.join(' ')}`)
  );
}

/** What stands out to the right of the window and is not within a box that scrolls by itself. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return true;
      return false;
    };
    const width = document.documentElement.clientWidth;
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element)
    );
    const found = out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
    return document.documentElement.scrollWidth > width
      ? [`page is ${document.documentElement.scrollWidth} wide`, ...found]
      : [];
  });
}

/** A year of the ledger: every row is like the others, and each costs the auditor a tenth of a second. */
const audited = (path: string): string => (path === '/ledger' ? '/ledger?year=2022' : path);

const addresses = [
  ...screens.map(({ path }) => audited(path)),
  '/actions',
  '/holdings?view=returns',
  '/settings?part=background',
  '/backtest?view=inside&compare=own,current,benchmark',
  '/backtest?view=validation&compare=plain-dual-momentum,held',
  `/optimize?trades=1&aim=maximum-sharpe&${new URLSearchParams({
    rules: 'Technology ≤ 40%; Funds between 5% and 60%; Keep KO; Turnover ≤ 30%; One of these is no rule',
    views: 'AAPL earns 3% more than KO, 60% sure'
  }).toString()}`
];
/** Two journeys of the same length, so that two workers share them. */
const halves = [0, 1].map((half) => addresses.filter((_, at) => at % 2 === half));

for (const [half, some] of halves.entries()) {
  test(`axe finds nothing on any screen, light or dark, part ${half + 1}`, async ({ page }) => {
    test.setTimeout(300_000);
    for (const address of some) {
      await page.emulateMedia({ colorScheme: 'light' });
      await openScreen(page, address);
      await page.waitForLoadState('networkidle');
      expect.soft(await findings(page), `${address}, light`).toEqual([]);
      // Of all rules these two alone see colours.
      await inScheme(page, 'dark');
      expect.soft(await findings(page, true), `${address}, dark`).toEqual([]);
    }
  });

  // What fits does not depend on colours: the dark ones are audited on the desktop.
  test(`every screen fits a phone, and axe finds nothing, part ${half + 1} @phone`, async ({ page }) => {
    test.setTimeout(300_000);
    for (const address of some) {
      await openScreen(page, address);
      expect.soft(await overflowing(page), `${address} fits`).toEqual([]);
      expect.soft(await findings(page), address).toEqual([]);
    }
  });
}
