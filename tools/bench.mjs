import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { bundled, machine } from './bench-bundle.mjs';
import { writeSection } from './bench-results.mjs';
import { chromiumArgs, chromiumPath } from './chromium.mjs';
import { kernels } from './kernels.mjs';
import { serve } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}node_modules/.sextant-bench`;

const names = [
  'replay',
  'minimum-variance',
  'ruled-optimum',
  'simulation',
  'backtest',
  'validation',
  'measures',
  'fetching',
  'quality',
  'kernels'
];

await bundled(out, Object.fromEntries(names.map((name) => [name, `${root}tests/bench/${name}.bench.ts`])));

/** Those that are measured also where the app does the work: in a worker of the browser. */
const alsoInBrowser = new Set(['replay', 'kernels']);

async function inBrowser(name) {
  const site = `${out}-browser`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    publicDir: false,
    resolve: { alias: { $lib: `${root}src/lib` } },
    build: {
      outDir: site,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: `${root}tests/bench/${name}/browser-worker.ts`, formats: ['es'], fileName: () => 'worker.js' }
    }
  });
  writeFileSync(`${site}/index.html`, '<!doctype html><title>Bench</title>');
  const { url, stop } = await serve({ root: site, port: 4821 });
  const executablePath = chromiumPath();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const rows = await page.evaluate(
      () =>
        new Promise((done, failed) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.onmessage = ({ data }) => done(data);
          worker.onerror = ({ message }) => failed(new Error(message));
        })
    );
    return rows.map((row) => ({ ...row, name: `${row.name}, in a worker of Chromium ${browser.version()}` }));
  } finally {
    await browser.close();
    await stop();
    rmSync(site, { recursive: true, force: true });
  }
}

const shown = ({ name, ours_ms, reference_ms, ratio, note }) =>
  console.log(
    `${name}: ${ours_ms.toFixed(1)} ms against ${reference_ms.toFixed(1)} ms, ${ratio.toFixed(1)} times. ${note}`
  );

console.log(machine);
const rows = [];
for (const name of names) {
  const module = await import(pathToFileURL(`${out}/${name}.js`).href);
  const measure = Object.values(module).find((value) => typeof value === 'function');
  for (const result of [await measure()].flat()) {
    rows.push(result);
    shown(result);
  }
  if (!alsoInBrowser.has(name)) continue;
  for (const result of await inBrowser(name)) {
    rows.push(result);
    shown(result);
  }
}
rmSync(out, { recursive: true, force: true });

if (process.argv.includes('--write')) {
  const table = rows.map(
    (row) =>
      `| ${row.name} | ${row.ours_ms.toFixed(1)} | ${row.reference_ms.toFixed(1)} | ${row.ratio.toFixed(1)} | ${row.note} |`
  );
  const text = [
    '# Measured speed',
    '',
    'Written by `npm run bench -- --write`. Both sides do the same work in the same run; the ratio is what counts.',
    '',
    `Machine: ${machine}.`,
    '',
    '| work | ours, ms | reference, ms | times faster | reference and check |',
    '| --- | --- | --- | --- | --- |',
    ...table,
    ''
  ].join('\n');
  writeSection(text);
}
