import './node-version.mjs';

const { spawn } = await import('node:child_process');
const { join } = await import('node:path');
const { ensureBuilt, ensureInstalled, root } = await import('./prepare.mjs');
const { serve } = await import('./serve.mjs');

/** The program that opens an address on this desktop, or undefined where there is none. */
function opener() {
  if (process.env.CI || process.env.SEXTANT_NO_OPEN) return undefined;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}

function open(url) {
  const words = opener();
  if (!words) return;
  const child = spawn(words[0], [...words.slice(1), url], { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('Open this address in a browser.'));
  child.unref();
}

try {
  await ensureInstalled();
  await ensureBuilt();
  const { PORT } = process.env;
  const { url, stop } = await serve({ root: join(root, 'build'), port: Number(PORT ?? 4173), anyPort: !PORT });
  console.log(`\n  Sextant is at ${url}\n  Ctrl+C stops it.\n`);
  open(url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(0)));
} catch (error) {
  console.error(`Sextant could not be started: ${error.message}`);
  process.exit(1);
}
