import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { serve } from './serve.mjs';

const root = fileURLToPath(new URL('../build', import.meta.url));
const target = process.argv[2] ?? fileURLToPath(new URL('../test-results/screens', import.meta.url));
const only = process.argv[3];

/** Every screen with what makes it show its result. */
const screens = {
  overview: { path: '/' },
  holdings: { path: '/holdings' },
  returns: { path: '/holdings?view=returns' },
  instrument: { path: '/instrument?of=AAPL' },
  ledger: { path: '/ledger' },
  income: { path: '/income' },
  gains: { path: '/gains' },
  optimize: { path: '/optimize' },
  trades: { path: '/optimize?trades=1' },
  backtest: { path: '/backtest' },
  simulate: { path: '/simulate' },
  risk: { path: '/risk' },
  import: { path: '/import' },
  accounts: { path: '/accounts' },
  actions: { path: '/actions' },
  reconcile: { path: '/reconcile' },
  health: { path: '/health' },
  log: { path: '/log' },
  backup: { path: '/backup' },
  settings: { path: '/settings' }
};
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
};

mkdirSync(target, { recursive: true });
const server = await serve({ root, port: 4390 });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
const complaints = [];
try {
  for (const [size, options] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ ...options, colorScheme });
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      for (const [name, { path }] of Object.entries(screens)) {
        if (only && only !== name) continue;
        await page.goto(new URL(path, server.url).href);
        await page
          .waitForSelector('[data-ready]', { timeout: 60_000 })
          .catch(() => complaints.push(`${name}: never ready`));
        await page.waitForTimeout(250);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        if (overflow > 0) complaints.push(`${name} ${size}: ${overflow} px too wide`);
        await page.screenshot({ path: `${target}/${name}-${size}-${colorScheme}.png`, fullPage: size === 'phone' });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(complaints.length === 0 ? `screens written to ${target}` : complaints.join('\n'));
process.exitCode = complaints.length === 0 ? 0 : 1;
