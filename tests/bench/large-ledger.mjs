import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';
import { serve } from '../../tools/serve.mjs';
import { Heaps, processBytes } from './large-ledger/heaps.mjs';
import { filterTimes } from './large-ledger/filters.mjs';
import { visits } from './large-ledger/visits.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = process.env.SEXTANT_BUILD ?? `${root}build`;
const folder = `${root}node_modules/.sextant-large-ledger`;
const archive = `${folder}/ledger.zip`;
const limits = { task: 100, memory: 400 };
const MEGA = 2 ** 20;
const line = (text) => process.stdout.write(`${text}\n`);

/** The ledger as a backup that the app's own code writes; its last day is the day of the run. */
async function writeArchive() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    resolve: { alias: { $lib: `${root}src/lib` } },
    ssr: { noExternal: true, external: ['fake-indexeddb'] },
    build: { ssr: `${root}tests/bench/large-ledger/archive.ts`, outDir: folder, emptyOutDir: true, target: 'es2023' }
  });
  const { largeArchive } = await import(pathToFileURL(`${folder}/archive.js`).href);
  const now = new Date();
  const bytes = await largeArchive(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate());
  await mkdir(folder, { recursive: true });
  await writeFile(archive, bytes);
}

function observeLongTasks() {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

async function restoreThroughScreen(page, url) {
  await page.goto(`${url}/backup`);
  await page.locator('[data-ready]').first().waitFor({ timeout: 60_000 });
  await page.locator('input[type=file]').first().setInputFiles(archive);
  const put = page.getByRole('button', { name: 'Restore into your empty data' });
  await put.click({ timeout: 180_000 });
  await page.getByText(/^Restored, /).waitFor({ timeout: 180_000 });
}

const shown = (value, limit, unit) => `${Math.round(value)} ${unit}${value > limit ? ' (above)' : ''}`;

function printed({ name, ready, tasks, answer, memory, process }) {
  const longest = Math.max(0, ...tasks);
  const cells = [
    name.padEnd(34),
    `${Math.round(ready)} ms`.padStart(9),
    (tasks.length === 0 ? 'none' : shown(longest, limits.task, 'ms')).padStart(15),
    String(tasks.length).padStart(6),
    (answer === undefined ? '' : `${Math.round(answer)} ms`).padStart(8),
    (memory === undefined ? '' : shown(memory.total / MEGA, limits.memory, 'MB')).padStart(15),
    memory === undefined ? '' : `page ${Math.round(memory.page / MEGA)}, workers ${Math.round(memory.workers / MEGA)}`,
    process === undefined ? '' : `process ${shown(process / MEGA, limits.memory, 'MB')}`
  ];
  line(cells.join('  '));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** From the input event to the changed rows, and to the paint after them. */
async function printFilters(page, url, only) {
  if (only && !only.split(',').some((one) => one.startsWith('Filter'))) return;
  const tries = Number(process.env.TRIES ?? 5);
  line(`\n${'filter, from the whole ledger'.padEnd(34)}  rows changed, median  worst     painted, median  worst`);
  for await (const { kind, times } of filterTimes({ page, url, tries })) {
    const answered = times.filter((one) => one !== undefined);
    const cells = ['changed', 'painted'].flatMap((what) => {
      const values = answered.map((one) => one[what]);
      return [`${median(values).toFixed(0)} ms`.padStart(20), `${Math.max(...values).toFixed(0)} ms`.padStart(7)];
    });
    const lost = times.length - answered.length;
    line([kind.padEnd(34), ...cells, lost > 0 ? `${lost} of ${times.length} without an answer` : ''].join(''));
  }
}

if (!existsSync(`${site}/index.html`)) throw new Error(`no build at ${site}: run npm run build first`);
if (!process.argv.includes('--same-ledger') || !existsSync(archive)) await writeArchive();
const { url, stop } = await serve({ root: site, port: Number(process.env.PORT ?? 4820) });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
try {
  line(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, Chromium ${browser.version()}`
  );
  line('50,000 transactions in 500 instruments over 12 years, a close of each on every day\n');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await context.addInitScript(observeLongTasks);
  const blank = await context.newPage();
  const blankTab = await new Heaps(await context.newCDPSession(blank)).measured();
  const system = await browser.newBrowserCDPSession();
  const blankProcess = await processBytes(system);
  const page = await context.newPage();
  const heaps = new Heaps(await context.newCDPSession(page));
  await heaps.follow();
  const start = performance.now();
  await restoreThroughScreen(page, url);
  line(`restored through the screen in ${Math.round(performance.now() - start)} ms`);
  line(
    `blank tab ${(blankTab.total / MEGA).toFixed(1)} MB, its process ${((blankProcess ?? 0) / MEGA).toFixed(0)} MB, taken off every figure of memory\n`
  );
  line(
    `${'screen'.padEnd(34)}      ready  longest task   tasks   answer           memory  (over ${limits.task} ms or ${limits.memory} MB: above)`
  );
  const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7);
  for await (const one of visits({ page, url, heaps, only })) {
    const { memory } = one;
    const bytes = await processBytes(system);
    printed({
      ...one,
      ...(memory ? { memory: { ...memory, total: memory.total - blankTab.total } } : {}),
      ...(bytes === undefined || blankProcess === undefined ? {} : { process: bytes - blankProcess })
    });
  }
  await printFilters(page, url, only);
} finally {
  await browser.close();
  await stop();
  if (!process.argv.includes('--same-ledger')) await rm(folder, { recursive: true, force: true });
}
// The vault that the ledger was written to listens for other tabs for ever.
process.exit();
