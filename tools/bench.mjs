import { rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}node_modules/.sextant-bench`;
const results = `${root}tests/bench/RESULTS.md`;

const names = ['replay', 'minimum-variance', 'simulation', 'backtest'];

// Bundled first, as the app is: modules loaded one by one would be measured with the loader's indirections.
await build({
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { $lib: `${root}src/lib` } },
  ssr: { noExternal: ['jstat', 'ml-matrix'] },
  build: {
    ssr: true,
    outDir: out,
    emptyOutDir: true,
    minify: false,
    target: 'es2023',
    rollupOptions: { input: Object.fromEntries(names.map((name) => [name, `${root}tests/bench/${name}.bench.ts`])) }
  }
});

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
console.log(machine);
const rows = [];
for (const name of names) {
  const module = await import(pathToFileURL(`${out}/${name}.js`).href);
  const measure = Object.values(module).find((value) => typeof value === 'function');
  for (const result of [await measure()].flat()) {
    rows.push(result);
    console.log(
      `${result.name}: ${result.ours_ms.toFixed(1)} ms against ${result.reference_ms.toFixed(1)} ms, ${result.ratio.toFixed(1)} times. ${result.note}`
    );
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
  writeFileSync(results, text);
  console.log('written to tests/bench/RESULTS.md');
}
