import './node-version.mjs';

const { spawn } = await import('node:child_process');
const { mkdtempSync, rmSync } = await import('node:fs');
const { createServer } = await import('node:net');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { ensureBuilt, ensureInstalled, root } = await import('./prepare.mjs');
const { playwrightCounts, skippedRows, summary, vitestCounts } = await import('./counts.mjs');

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const playwright = join(root, 'node_modules/@playwright/test/cli.js');
const reports = mkdtempSync(join(tmpdir(), 'sextant-tests-'));

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function vitestArgs(projects, report) {
  const chosen = projects.flatMap((project) => ['--project', project]);
  return [vitest, 'run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

const runners = {
  unit: { args: (report) => vitestArgs(['core', 'unit'], report), counts: vitestCounts },
  browser: { args: (report) => vitestArgs(['browser'], report), counts: vitestCounts },
  e2e: { args: () => [playwright, 'test', '--reporter=list,json'], counts: playwrightCounts }
};

/** Runs one runner, showing and keeping what it prints. */
function output(args, env) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = [];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr]
    ]) {
      from.on('data', (part) => {
        text.push(part);
        to.write(part);
      });
    }
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, text: Buffer.concat(text).toString() }));
  });
}

async function ran(name) {
  console.log(`\n== ${name}`);
  const report = join(reports, `${name}.json`);
  const env = {
    ...process.env,
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    SEXTANT_E2E_PORT: String(await freePort())
  };
  const { code, text } = await output(runners[name].args(report), env);
  return { code, rows: skippedRows(text), ...runners[name].counts(report, code) };
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in runners));
  if (unknown.length > 0) throw new Error(`no tests named ${unknown}: ${Object.keys(runners).join(', ')}`);
  const names = wanted.length > 0 ? wanted : Object.keys(runners);
  await ensureInstalled();
  const { ensureBrowser } = await import('./browser.mjs');
  if (names.some((name) => name !== 'unit')) await ensureBrowser();
  if (names.includes('e2e')) await ensureBuilt();
  const results = [];
  for (const name of names) results.push(await ran(name));
  const rows = results.reduce((sum, result) => sum + result.rows, 0);
  console.log('');
  if (!process.env.SEXTANT_SHARED) console.log(`${rows} golden rows skipped: SEXTANT_SHARED is not set`);
  console.log(summary(results));
  return results.find(({ code, failed }) => code !== 0 || failed > 0) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`The tests could not be run: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
