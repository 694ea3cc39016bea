import { rm } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { writeSection } from '../../tools/bench-results.mjs';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';
import { serve } from '../../tools/serve.mjs';
import { Heaps, processBytes } from './large-ledger/heaps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = `${root}node_modules/.sextant-market-store`;
const instruments = Number(process.env.INSTRUMENTS ?? 1000);
const tries = Number(process.env.TRIES ?? 3);
const limits = { store: 4000, open: 2000, rollup: 300, chart: 30, memory: 700 };
const MEGA = 2 ** 20;
const line = (text) => process.stderr.write(`${text}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

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

/** Everything once in a tab of its own, and what it holds in memory at the end with the tables open. */
async function round() {
  const context = await browser.newContext();
  const system = await browser.newBrowserCDPSession();
  const blank = await context.newPage();
  const empty = (await new Heaps(await context.newCDPSession(blank)).measured()).total;
  const emptyProcess = await processBytes(system);
  await blank.close();
  const page = await context.newPage();
  const heaps = new Heaps(await context.newCDPSession(page));
  await heaps.follow();
  await page.goto(url);
  await page.waitForFunction(() => 'measured' in window);
  const told = {};
  const ask = async (question) => {
    told[question] = await page.evaluate((asked) => window.measured.ask(asked), { question, instruments });
    line(`${question.padEnd(16)} ${told[question].milliseconds.toFixed(0).padStart(6)} ms`);
  };
  const renewed = () => page.evaluate(() => (window.measured.stop(), window.measured.start()));
  for (const question of ['store-plainly', 'store', 'chart', 'rollup-plainly']) {
    await renewed();
    await ask(question);
  }
  await renewed();
  await ask('open');
  const opened = await heaps.measured();
  await ask('rollup');
  const first = told.rollup;
  await ask('rollup');
  told.rollup = { ...told.rollup, first: first.milliseconds };
  const memory = (opened.total - empty) / MEGA;
  const bytes = await processBytes(system);
  const process = bytes === undefined || emptyProcess === undefined ? undefined : (bytes - emptyProcess) / MEGA;
  await context.close();
  const apart = Math.abs(told.rollup.sum / told['rollup-plainly'].sum - 1);
  if (told.rollup.count !== told['rollup-plainly'].count || apart > 1e-12) throw new Error('the two rollups differ');
  return { told, memory, process };
}

try {
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Chromium ${browser.version()}`;
  line(`${machine}, load ${loadavg()[0].toFixed(1)}`);
  const rounds = [];
  for (let at = 0; at < tries; at++) rounds.push(await round());
  const times = (question) => rounds.map(({ told }) => told[question].milliseconds);
  const row = (work, question, limit, reference, note) => ({
    ...{ work, ours_ms: median(times(question)), best_ms: Math.min(...times(question)), limit_ms: limit },
    ...(reference
      ? { reference_ms: median(times(reference)), ratio: median(times(reference)) / median(times(question)) }
      : {}),
    note
  });
  const [{ told }] = rounds;
  const closes = told.store.count.toLocaleString('en');
  const bars = told.rollup.count.toLocaleString('en');
  const rows = [
    row(
      `${closes} closes of ${instruments} instruments stored`,
      'store',
      limits.store,
      'store-plainly',
      'the bare database, as many records in one transaction; ours with checks, origins, headers and revisions'
    ),
    row(
      'the same opened in the tables',
      'open',
      limits.open,
      undefined,
      'DuckDB started, the vault read, the tables filled, a sum over all'
    ),
    row(
      `rolled up to ${bars} months`,
      'rollup',
      limits.rollup,
      'rollup-plainly',
      'a plain loop over the same closes in memory; equal bars'
    ),
    row(
      'one series from the vault to the points of a chart',
      'chart',
      limits.chart,
      undefined,
      `${told.chart.sum} closes, ${told.chart.count} columns of pixels`
    )
  ];
  const memory = { megabytes: Math.max(...rounds.map((one) => one.memory)), limit: limits.memory };
  const processMemory = rounds.map((one) => one.process).filter((one) => one !== undefined);
  const result = {
    ...{ machine, load: loadavg()[0], tries, rows, memory },
    ...(processMemory.length > 0 ? { processMegabytes: Math.max(...processMemory) } : {})
  };
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
  if (process.argv.includes('--write')) writeSection(section(result));
} finally {
  await browser.close();
  await stop();
  await rm(site, { recursive: true, force: true });
}

function section({ machine, tries: count, rows, memory, processMegabytes }) {
  const cells = rows.map(({ work, ours_ms, best_ms, limit_ms, reference_ms, ratio, note }) => {
    const reference = reference_ms === undefined ? ' | ' : `${reference_ms.toFixed(0)} | ${ratio.toFixed(2)}`;
    return `| ${work} | ${ours_ms.toFixed(1)} | ${best_ms.toFixed(1)} | ${limit_ms} | ${reference} | ${note} |`;
  });
  return `## The store of market data

Written by \`node tests/bench/market-store.mjs --write\`. Machine: ${machine}. Medians of ${count} rounds, each in a new tab.

| work | ours, ms | best | limit | reference, ms | times faster | reference and check |
| --- | --- | --- | --- | --- | --- | --- |
${cells.join('\n')}

Memory of page and workers with the tables open, less a blank tab: ${memory.megabytes.toFixed(0)} MB (limit ${memory.limit})${processMegabytes === undefined ? '' : `; what the process keeps to itself: ${processMegabytes.toFixed(0)} MB`}.
`;
}
