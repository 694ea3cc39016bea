import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const client = fileURLToPath(new URL('../.svelte-kit/output/client/', import.meta.url));
const generated = '.svelte-kit/generated/client-optimized';
/** Gzip kilobytes of JavaScript that each way into the app may load before it stands. */
const limits = { 'entry and layout': 60, Overview: 160 };

/** The chunks that are loaded with the given ones; what is imported on demand is left out. */
export function chunksWith(manifest, roots) {
  const found = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the build knows no ${key}`);
    if (found.has(key)) return;
    found.add(key);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  roots.forEach(visit);
  return [...found].map((key) => manifest[key]);
}

/** Each script of the chunks with its gzip kilobytes and what it is made of, largest first. */
function weighed(chunks) {
  const files = new Map(chunks.filter(({ file }) => file.endsWith('.js')).map((chunk) => [chunk.file, chunk]));
  return [...files.values()]
    .map(({ file, name, src }) => {
      const gzip = gzipSync(readFileSync(join(client, file)), { level: 9 }).length / 1000;
      return { file, name: src ?? name ?? '', gzip };
    })
    .sort((one, other) => other.gzip - one.gzip);
}

function mentionsDuckDb(chunks) {
  return chunks.some(({ file }) => file.endsWith('.js') && /duckdb/i.test(readFileSync(join(client, file), 'utf8')));
}

function overviewNode(manifest) {
  const app = readFileSync(fileURLToPath(new URL(`../${generated}/app.js`, import.meta.url)), 'utf8');
  const node = /"\/(?:\([^"/]*\))?":\s*\[~?(\d+)/.exec(app)?.[1];
  if (!node) throw new Error('the build has no page at /');
  const key = `${generated}/nodes/${node}.js`;
  if (!manifest[key]) throw new Error(`the build has no ${key}`);
  return key;
}

function main() {
  const file = join(client, '.vite/manifest.json');
  if (!existsSync(file)) throw new Error('there is no build to measure: npm run build');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const start = Object.keys(manifest).find((key) => key.endsWith('runtime/client/entry.js'));
  const entry = [start, `${generated}/app.js`, `${generated}/nodes/0.js`, `${generated}/nodes/1.js`];
  const overview = chunksWith(manifest, [...entry, overviewNode(manifest)]);
  const scripts = { 'entry and layout': weighed(chunksWith(manifest, entry)), Overview: weighed(overview) };
  let tooMuch = false;
  for (const [name, limit] of Object.entries(limits)) {
    const size = scripts[name].reduce((sum, { gzip }) => sum + gzip, 0);
    console.log(`${name}: ${size.toFixed(1)} kB gzip of at most ${limit}`);
    if (size <= limit) continue;
    tooMuch = true;
    for (const one of scripts[name].slice(0, 8)) console.log(`  ${one.gzip.toFixed(1)} kB ${one.file} ${one.name}`);
  }
  if (mentionsDuckDb(overview)) {
    console.log('Overview loads DuckDB, which it must not');
    return 1;
  }
  return tooMuch ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
