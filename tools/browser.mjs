import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath, systemChromiums } from './chromium.mjs';
import { root, run } from './prepare.mjs';

/** How each system's package manager installs a Chromium, first found first taken. */
const managers = [
  [
    '/usr/bin/apt-get',
    [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
    ]
  ],
  ['/usr/bin/dnf', [['dnf', 'install', '-y', 'chromium']]],
  ['/sbin/apk', [['apk', 'add', 'chromium']]],
  ['/usr/bin/pacman', [['pacman', '-Sy', '--noconfirm', 'chromium']]],
  ['/opt/homebrew/bin/brew', [['brew', 'install', '--cask', 'chromium']]],
  ['/usr/local/bin/brew', [['brew', 'install', '--cask', 'chromium']]]
];

async function complaint(executablePath) {
  try {
    const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
    await browser.close();
    return undefined;
  } catch (error) {
    return error.message.split('\n')[0];
  }
}

/** Undefined when a browser starts, else why none does. Those that are found but do not start are passed over. */
async function whyNone() {
  const first = await complaint(chromiumPath());
  if (first === undefined || process.env.CHROMIUM_PATH) return first;
  for (const path of [...systemChromiums().slice(1), chromium.executablePath()]) {
    if ((await complaint(path)) === undefined) {
      process.env.CHROMIUM_PATH = path;
      return undefined;
    }
  }
  return first;
}

async function fetchPlaywrightsOwn() {
  console.log('No browser starts here: fetching one with Playwright');
  await run(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
}

async function installFromSystem() {
  const [path, commands] = managers.find(([file]) => existsSync(file)) ?? [];
  if (!path) throw new Error('no package manager is known here: install Chromium or set CHROMIUM_PATH');
  const needsSudo = !path.includes('brew') && process.getuid?.() !== 0;
  console.log(`Installing Chromium with ${commands[0][0]}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const command of commands) {
    const [program, ...args] = needsSudo ? ['sudo', '-n', ...command] : command;
    await run(program, args, { env });
  }
}

/** Sees a browser start, getting one when there is none. */
export async function ensureBrowser() {
  let why = await whyNone();
  if (why !== undefined && process.env.CHROMIUM_PATH) throw new Error(`CHROMIUM_PATH does not start: ${why}`);
  for (const remedy of [fetchPlaywrightsOwn, installFromSystem]) {
    if (why === undefined) return;
    try {
      await remedy();
    } catch (error) {
      console.log(error.message.split('\n').slice(0, 3).join('\n'));
    }
    why = await whyNone();
  }
  if (why !== undefined) throw new Error(`no browser could be started (${why}); set CHROMIUM_PATH`);
}
