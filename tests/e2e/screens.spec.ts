import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openScreen, screens } from './app';
import { expect, test } from './fixtures';

const themes = ['light', 'dark'] as const;

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
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

for (const theme of themes) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    for (const { name, path } of screens) {
      test(`${name} is ready and axe finds nothing, ${theme}`, async ({ page }) => {
        await openScreen(page, audited(path));
        await page.waitForLoadState('networkidle');
        expect(await findings(page)).toEqual([]);
      });

      // The dark theme's colours are those of the desktop, audited above; what fits does not depend on them.
      if (theme === 'dark') continue;

      test(`${name} fits a phone @phone`, async ({ page }) => {
        await openScreen(page, audited(path));
        expect(await overflowing(page)).toEqual([]);
        expect(await findings(page)).toEqual([]);
      });
    }
  });
}

for (const address of ['/holdings?view=returns', '/optimize?trades=1&aim=maximum-sharpe']) {
  test(`${address} is ready and axe finds nothing`, async ({ page }) => {
    await openScreen(page, address);
    await page.waitForLoadState('networkidle');
    expect(await findings(page)).toEqual([]);
  });
}
