import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filePrint, sourcePrint } from './fingerprint.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const installedStamp = join(root, 'node_modules/.sextant/installed');
/** Written by the adapter when a build is finished. */
export const builtStamp = join(root, '.svelte-kit/sextant-built');

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Runs a program in the project; its output is shown only when it fails, unless shown is said. */
export function run(program, args, { shown = false, env = process.env } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: root, env, stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout?.on('data', (part) => output.push(part));
    child.stderr?.on('data', (part) => output.push(part));
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done();
      else failed(new Error(`${args.join(' ')} ended with ${code}\n${Buffer.concat(output)}`));
    });
  });
}

function packages(lockFile) {
  return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
}

/** Whether what lies in node_modules is what the lock file asks for, packages of other systems aside. */
function installedAsLocked() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = packages('node_modules/.package-lock.json');
  const locked = Object.entries(packages('package-lock.json'));
  return locked.every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : Boolean(optional);
  });
}

function installation() {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  if (npm && /\.c?js$/.test(npm)) return run(process.execPath, [npm, ...args]);
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args]) : run('npm', args);
}

/** Installs what the lock file asks for, unless it is there. */
export async function ensureInstalled() {
  const wanted = filePrint(join(root, 'package-lock.json'));
  if (textOf(installedStamp) === wanted) return;
  if (!installedAsLocked()) {
    console.log('Installing what Sextant is built with (once, about half a minute)');
    await installation();
  }
  mkdirSync(dirname(installedStamp), { recursive: true });
  writeFileSync(installedStamp, wanted);
}

/** Builds the app, unless the finished build is of these very sources. */
export async function ensureBuilt() {
  if (existsSync(join(root, 'build/index.html')) && textOf(builtStamp) === sourcePrint(root)) return;
  console.log('Building Sextant (about half a minute)');
  await run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
}
