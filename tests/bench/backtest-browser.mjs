import { rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';
import { serve } from '../../tools/serve.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = `${root}node_modules/.sextant-backtest-browser`;
const limits = { cancel: 100, task: 50 };
const line = (text) => process.stdout.write(`${text}\n`);
const judged = (value, limit) => `${value.toFixed(0)} ms (${value <= limit ? 'within' : 'above'} ${limit})`;

async function bundle() {
  for (const name of ['page', 'worker']) {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [kernels()],
      resolve: { alias: { $lib: `${root}src/lib`, $workers: `${root}workers` } },
      build: {
        outDir: site,
        emptyOutDir: name === 'page',
        target: 'es2022',
        lib: {
          entry: `${root}tests/bench/backtest/browser-${name}.ts`,
          formats: ['es'],
          fileName: () => `${name}.js`
        }
      }
    });
  }
  const page = '<!doctype html><title>Bench</title><body><script type="module" src="/page.js"></script></body>';
  await writeFile(`${site}/index.html`, page);
}

await bundle();
const { url, stop } = await serve({ root: site, port: Number(process.env.PORT ?? 4824) });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
try {
  line(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)}, Node ${process.version}, Chromium ${browser.version()}`
  );
  line(
    '1,000 pairs of moving averages in a worker: every pair on each instrument, then all together, judged; progress drawn by the page\n'
  );
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'measured' in window);
  for (const [instruments, years] of [
    [1, 20],
    [20, 20],
    [100, 20]
  ]) {
    const found = await page.evaluate((asked) => window.measured.sweep(asked), { instruments, years });
    const { trials, rank, overfitting } = found.output;
    line(
      `${`${instruments} instruments, ${years} years`.padEnd(28)} ${found.milliseconds.toFixed(0)} ms, told ${found.told} times, longest silence ${found.pause.toFixed(0)} ms, longest task on the page ${judged(found.task, limits.task)}; ${trials} trials, rank ${rank}, overfitting ${(100 * overfitting).toFixed(0)} %`
    );
  }
  for (const after of [0.1, 0.6]) {
    const found = await page.evaluate(
      ([asked, at]) => window.measured.cancelled(asked, at),
      [{ instruments: 100, years: 20 }, after]
    );
    line(
      `stopped at ${(100 * after).toFixed(0)} %`.padEnd(29) +
        `answered in ${judged(found.settled, limits.cancel)}, ${found.alive} workers left, another sweep answered after ${found.next.toFixed(0)} ms, longest task on the page ${judged(found.task, limits.task)}`
    );
  }
} finally {
  await browser.close();
  await stop();
  await rm(site, { recursive: true, force: true });
}
