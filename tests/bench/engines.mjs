import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { bundled } from '../../tools/bench-bundle.mjs';
import { chromiumArgs, chromiumPath } from '../../tools/chromium.mjs';
import { kernels } from '../../tools/kernels.mjs';

// node tests/bench/engines.mjs: the same paths of every model, of one seed, in Node and in each browser that is there
// (Chromium or Chrome, and Firefox by FIREFOX_PATH or its usual names), by each kernel, compared to the bit.
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = `${root}node_modules/.sextant-engines`;
const input = `${root}tests/bench/engines/digest.ts`;
const LONGEST = 120_000;

const inNode = async () => {
  await bundled(`${out}/node`, { digest: input });
  const { digests } = await import(pathToFileURL(`${out}/node/digest.js`).href);
  return { engine: `Node ${process.version}`, digests: digests() };
};

/** A page that works the digests out and sends them back. */
async function pageServer() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    resolve: { alias: { $lib: `${root}src/lib` } },
    build: {
      lib: { entry: input, formats: ['es'], fileName: () => 'digest.js' },
      outDir: `${out}/page`,
      emptyOutDir: true,
      minify: false,
      target: 'es2023'
    }
  });
  const script = `import { digests } from '/digest.js';
    const send = (body) => fetch('/answer', { method: 'POST', body: JSON.stringify({ engine: navigator.userAgent, ...body }) });
    try { send({ digests: digests() }); } catch (error) { send({ error: String(error) }); }`;
  let heard = () => undefined;
  const server = createServer((request, response) => {
    if (request.url === '/answer') {
      let text = '';
      request.on('data', (part) => (text += part));
      request.on('end', () => {
        response.end();
        heard(JSON.parse(text));
      });
    } else if (request.url === '/digest.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' });
      response.end(readFileSync(`${out}/page/digest.js`));
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(`<!doctype html><script type="module">${script}</script>`);
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, stop: () => server.close(), next: () => new Promise((done) => (heard = done)) };
}

/** Browsers that are here, and how each opens a page with an empty profile. */
function browsers() {
  const chromium = chromiumPath();
  const firefox = [process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox'].filter(Boolean);
  return [
    ...(chromium
      ? [
          {
            paths: [chromium],
            args: (url, profile) => [...chromiumArgs, '--headless', `--user-data-dir=${profile}`, url]
          }
        ]
      : []),
    { paths: firefox, args: (url, profile) => ['--headless', '--no-remote', '--profile', profile, url] }
  ];
}

async function inBrowser({ paths, args }, page) {
  for (const path of paths) {
    const profile = mkdtempSync(join(tmpdir(), 'sextant-engine-'));
    const answer = page.next();
    const child = spawn(path, args(page.url, profile), { stdio: 'ignore' });
    const gone = new Promise((done) => child.on('error', () => done(undefined)));
    const late = new Promise((done) => setTimeout(done, LONGEST).unref());
    const found = await Promise.race([answer, gone, late]);
    child.kill();
    await new Promise((done) => setTimeout(done, 500));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    if (found) return found;
  }
  return undefined;
}

/** Largest relative difference of the terminal values of two digests, 0 when every bit is the same. */
function difference(one, other) {
  let largest = 0;
  one.models.forEach(({ kind, terminal }, at) => {
    if (other.models[at]?.kind !== kind) throw new Error(`the models differ: ${kind}`);
    terminal.forEach((value, path) => {
      const beside = other.models[at].terminal[path];
      if (!Object.is(value, beside)) largest = Math.max(largest, Math.abs(value / beside - 1), Number.MIN_VALUE);
    });
  });
  return largest;
}

try {
  const node = await inNode();
  const page = await pageServer();
  const all = [node];
  for (const browser of browsers()) {
    const found = await inBrowser(browser, page);
    if (found) all.push(found);
  }
  page.stop();
  const reference = node.digests[0];
  for (const { engine, digests, error } of all) {
    if (error) throw new Error(`${engine}: ${error}`);
    for (const digest of digests) {
      const by = difference(digest, reference);
      process.stdout.write(
        `${engine}, ${digest.kernel}: ${digest.models.length} models, ${by === 0 ? 'equal to the bit' : `differs by ${by}`}\n`
      );
      if (by > 1e-12) process.exitCode = 1;
    }
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
