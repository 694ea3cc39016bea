import { rm } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { writeSection } from '../../tools/bench-results.mjs';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';
import { serve } from '../../tools/serve.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = `${root}node_modules/.sextant-quality-browser`;
const instruments = Number(process.env.INSTRUMENTS ?? 1000);
const days = Number(process.env.DAYS ?? 5000);
const tries = Number(process.env.TRIES ?? 3);
const limit = 3000;
const line = (text) => process.stderr.write(`${text}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

await build({
  root: `${root}tests/bench/quality-browser`,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [kernels()],
  worker: { format: 'es', plugins: () => [kernels()] },
  resolve: { alias: { $lib: `${root}src/lib`, $workers: `${root}workers` } },
  build: { outDir: site, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 10_000 }
});
const { url, stop } = await serve({ root: site, port: Number(process.env.PORT ?? 4827) });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });

/** Stored once, then checked through the door and in SQL, in turns; both must find the same. */
async function measured() {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'checksBench' in window);
  const ask = (question) => page.evaluate((asked) => window.checksBench.ask(asked), { question, instruments, days });
  const stored = await ask('store');
  line(`stored in ${stored.milliseconds.toFixed(0)} ms`);
  const rounds = [];
  for (let at = 0; at < tries; at++) {
    const ours = await page.evaluate(() => window.checksBench.checked());
    const sql = await ask('sql');
    for (const [code, count] of Object.entries(sql.counts))
      if ((ours.counts[code] ?? 0) !== count)
        throw new Error(`${code}: ${ours.counts[code] ?? 0} here, ${count} in SQL`);
    line(`checked in ${ours.milliseconds.toFixed(0)} ms, in SQL ${sql.milliseconds.toFixed(0)} ms`);
    rounds.push({ ours, sql });
  }
  return rounds;
}

try {
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Chromium ${browser.version()}`;
  line(`${machine}, load ${loadavg()[0].toFixed(1)}`);
  const rounds = await measured();
  const ours = rounds.map((one) => one.ours.milliseconds);
  const sql = rounds.map((one) => one.sql.milliseconds);
  const [first] = rounds;
  const result = {
    ...{ machine, load: loadavg()[0], tries, instruments, workers: first.ours.workers, values: first.ours.values },
    ...{ ours_ms: median(ours), best_ms: Math.min(...ours), limit_ms: limit },
    ...{ reference_ms: median(sql), ratio: median(sql) / median(ours), found: first.sql.counts }
  };
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
  if (process.argv.includes('--write')) writeSection(section(result));
} finally {
  await browser.close();
  await stop();
  await rm(site, { recursive: true, force: true });
}

function section(result) {
  const found = Object.values(result.found).reduce((sum, one) => sum + one, 0);
  return `## The checks of market data in a browser

Written by \`node tests/bench/quality-browser.mjs --write\`. Machine: ${result.machine}. Medians of ${result.tries} rounds.

| work | ours, ms | best | limit | reference, ms | times faster | reference and check |
| --- | --- | --- | --- | --- | --- | --- |
| every check of ${result.values.toLocaleString('en')} closes of ${result.instruments} instruments, read from the vault, in ${result.workers} workers | ${result.ours_ms.toFixed(0)} | ${result.best_ms.toFixed(0)} | ${result.limit_ms} | ${result.reference_ms.toFixed(0)} | ${result.ratio.toFixed(2)} | ten of the checks in DuckDB's SQL over its filled table, starting and filling not counted; ${found} values found by both |

Ours counts all that a person waits for: workers started, the vault opened in each, series read, judged, scored and sent back.
`;
}
