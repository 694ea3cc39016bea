import { rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';
import { serve } from '../../tools/serve.mjs';
import { Heaps, processBytes } from './large-ledger/heaps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = `${root}node_modules/.sextant-optimize-browser`;
const limits = { answer: 100, frontier: 200, memory: 300 };
const MEGA = 2 ** 20;
const line = (text) => process.stdout.write(`${text}\n`);

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
          entry: `${root}tests/bench/optimize/browser-${name}.ts`,
          formats: ['es'],
          fileName: () => `${name}.js`
        }
      }
    });
  }
  const page = '<!doctype html><title>Bench</title><script type="module" src="/page.js"></script>';
  await writeFile(`${site}/index.html`, page);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function printed(name, { milliseconds, note, processor }, limit) {
  const middle = median(milliseconds);
  const cells = [
    name.padEnd(62),
    `${middle.toFixed(0)} ms`.padStart(9),
    `first ${milliseconds[0].toFixed(0)}, best ${Math.min(...milliseconds).toFixed(0)}`.padEnd(24),
    (processor === undefined ? '' : `processor ${processor.toFixed(0)} ms`).padEnd(18),
    limit === undefined ? '' : middle <= limit ? 'within' : 'above',
    note
  ];
  line(cells.join('  '));
}

const every = ['cap', 'sectors', 'beta', 'cash', 'turnover', 'shorts', 'gross', 'tracking-error', 'volatility'];
const without = (...kinds) => every.filter((kind) => !kinds.includes(kind));
const aims = [
  ['least variance', { kind: 'minimum-variance' }],
  ['utility, risk aversion 4', { kind: 'utility', riskAversion: 4 }],
  ['greatest Sharpe ratio', { kind: 'maximum-sharpe' }],
  ['greatest return', { kind: 'maximum-return' }],
  ['volatility of 15 %', { kind: 'target-volatility', annualVolatility: 0.15 }],
  ['return of 7 %', { kind: 'target-return', annualReturn: 0.07 }]
];

await bundle();
const { url, stop } = await serve({ root: site, port: Number(process.env.PORT ?? 4823) });
const executablePath = chromiumPath();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
try {
  line(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)}, Node ${process.version}, Chromium ${browser.version()}`
  );
  line(
    'medians in a worker of the browser, and the mean time of the processor, compiling and collecting included; covariance of 15 factors, made before\n'
  );
  const context = await browser.newContext();
  const blank = await context.newPage();
  const blankTab = await new Heaps(await context.newCDPSession(blank)).measured();
  const system = await browser.newBrowserCDPSession();
  const blankProcess = await processBytes(system);
  const page = await context.newPage();
  const heaps = new Heaps(await context.newCDPSession(page));
  await heaps.follow();
  await page.goto(url);
  await page.waitForFunction(() => 'measured' in window);
  /** Seconds of processor that the pages have used: other programs on the machine do not count. */
  const processorTime = async () => {
    const { processInfo } = await system.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { type, cpuTime }) => sum + (type === 'renderer' ? cpuTime : 0), 0);
  };
  const measured = async (job, input, problem) => {
    await run('prepare', problem);
    const before = await processorTime();
    const timed = await run(job, input);
    return { ...timed, processor: (1000 * ((await processorTime()) - before)) / input.repeats };
  };
  const run = (job, input) => page.evaluate(([name, given]) => window.measured.run(name, given), [job, input]);
  for (const n of [500, 1000]) {
    for (const [name, objective] of aims) {
      const timed = await measured('answer', { repeats: 11 }, { n, kinds: every, objective });
      printed(`${n}, every kind of rule: ${name}`, timed, n === 500 ? limits.answer : undefined);
    }
    for (const [name, kinds] of [
      ['caps, sectors, turnover', ['cap', 'sectors', 'turnover']],
      ['every kind but limits on variances', without('tracking-error', 'volatility')],
      ['every kind', every]
    ]) {
      const problem = { n, kinds, objective: aims[0][1] };
      const timed = await measured('frontier', { points: 100, repeats: 7 }, problem);
      printed(`${n}, frontier of 100 points: ${name}`, timed, n === 500 ? limits.frontier : undefined);
    }
    line('');
  }
  let most = 0;
  const watched = setInterval(async () => {
    const bytes = await processBytes(system).catch(() => undefined);
    most = Math.max(most, bytes ?? 0);
  }, 50);
  const door = await page.evaluate(() => window.measured.throughDoor(1000));
  clearInterval(watched);
  const long = door.tasks.length === 0 ? 'no long task' : `long tasks of ${door.tasks.map(Math.round).join(', ')} ms`;
  line(
    `1000 through a door: weights, 60 points and the cost of each rule in ${door.milliseconds.toFixed(0)} ms, ${door.status}, ${long} on the page`
  );
  const kept = await heaps.measured({ collect: false });
  const own = (kept.total - blankTab.total) / MEGA;
  line(
    `memory less a blank tab: ${own.toFixed(0)} MB (${own <= limits.memory ? 'within' : 'above'}), page ${Math.round(kept.page / MEGA)}, worker ${Math.round(kept.workers / MEGA)}, nothing collected before` +
      (most === 0 || blankProcess === undefined
        ? ''
        : `; process at most ${((most - blankProcess) / MEGA).toFixed(0)} MB`)
  );
  line('');
  const few = await run('fewest', { n: 500, most: 50, nodes: 300 });
  printed('500, at most 50 held, least variance, 300 nodes', few);
  if (process.argv.includes('--shortfall')) {
    const kinds = ['cap', 'sectors', 'shortfall'];
    const timed = await measured('answer', { repeats: 1 }, { n: 500, kinds, objective: aims[1][1] });
    printed('500, expected shortfall limited over 250 days, caps, sectors', timed);
  }
} finally {
  await browser.close();
  await stop();
  await rm(site, { recursive: true, force: true });
}
