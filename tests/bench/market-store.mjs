import { rm } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';
import { serve } from '../../tools/serve.mjs';
import { Heaps, processBytes } from './large-ledger/heaps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = `${root}node_modules/.sextant-market-store`;
const line = (text) => process.stdout.write(`${text}\n`);

await build({
  root: `${root}tests/bench/market-store`,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [kernels()],
  worker: { format: 'es', plugins: () => [kernels()] },
  resolve: { alias: { $lib: `${root}src/lib`, $workers: `${root}workers` } },
  build: { outDir: site, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 10_000 }
});
const { url, stop } = await serve({ root: site, port: Number(process.env.PORT ?? 4826) });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
try {
  line(`load ${loadavg()[0].toFixed(1)}, Chromium ${browser.version()}`);
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('console', (m) => line(m.text()));
  page.on('pageerror', (m) => line(String(m)));
  await page.goto(url);
  await page.waitForFunction(() => 'measured' in window);
  const ask = async (q) => { const t = await page.evaluate((x) => window.measured.ask(x), q); line(JSON.stringify(t) + ' ' + JSON.stringify(q).slice(0,90)); return t; };
  await page.evaluate(() => window.measured.start());
  await ask({ what: 'store', size: 1000 });
  await page.evaluate(() => { window.measured.stop(); window.measured.start(); });
  await ask({ what: 'load', size: 7 });
await page.evaluate(() => { window.measured.stop(); window.measured.start(); });await ask({ what: 'load', size: 7 });
  await page.evaluate(() => { window.measured.stop(); window.measured.start(); });
  await ask({ what: 'sql', size: 0 });
  for (const sql of (process.env.SQLS ?? '').split(';').filter(Boolean)) { await ask({ what: 'sql', size: 0, sql }); await ask({ what: 'sql', size: 0, sql }); }
} finally {
  await browser.close();
  await stop();
}
