import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import adapterStatic from '@sveltejs/adapter-static';
import { clientManifest, withPageLinks } from './page-links.mjs';
import { securityHeaders, serviceWorkerPolicy } from './policy.mjs';
import { builtStamp } from './prepare.mjs';

/** Files above this are left to a second cache, filled once the app stands. */
const largeBytes = 3_000_000;
/** What the service worker's source says where the list of the build belongs. */
const placeholder = 'self.__SEXTANT_BUILD__';
const shell = 'index.html';

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder, inside = '') {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(inside, entry.name);
    return entry.isDirectory() ? filesUnder(folder, path) : [path];
  });
}

/** Every page is the same empty shell, so only one of them is kept. */
function isKept(path) {
  if (path.endsWith('.html')) return path === shell;
  return !(
    path.endsWith('.map') ||
    path === '_headers' ||
    path === 'service-worker.js' ||
    path === '_app/version.json'
  );
}

function hash(content, encoding = 'hex') {
  return createHash('sha256').update(content).digest(encoding);
}

/** The sha256 sources of every inline script in the built pages. */
export function inlineScriptHashes(pages) {
  const found = pages.flatMap((html) =>
    [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      (match) => `sha256-${hash(match[1], 'base64')}`
    )
  );
  return [...new Set(found)].sort();
}

/** What the service worker keeps of a finished build: `small` at once, `large` after the app has loaded. */
export function keptFiles(folder, base = '') {
  const entries = filesUnder(folder)
    .filter(isKept)
    .sort()
    .map((path) => ({
      url: `${base}/${path}`,
      revision: path.startsWith('_app/immutable/') ? null : hash(readFileSync(join(folder, path))).slice(0, 16),
      bytes: statSync(join(folder, path)).size
    }));
  return {
    small: entries.filter((entry) => entry.bytes <= largeBytes),
    large: entries.filter((entry) => entry.bytes > largeBytes)
  };
}

/**
 * Hosts put the blocks that fit an address together. Where two of them name a header, both values are sent, and of two
 * policies the narrower holds: the line with "!" takes the policy of `/*` away first. Cloudflare Pages documents it and
 * `tools/serve.mjs` does it. A host that passes over that line keeps the service worker from asking sources: background
 * updates then fail and say so, pages and their workers are not touched.
 */
function hostHeaders(headers, base) {
  const block = (path, lines, taken = []) =>
    [
      path,
      ...taken.map((name) => `  ! ${name}`),
      ...Object.entries(lines).map(([name, value]) => `  ${name}: ${value}`),
      ''
    ].join('\n');
  const policy = 'Content-Security-Policy';
  return [
    block('/*', headers),
    block(`${base}/_app/immutable/*`, { 'Cache-Control': 'public, max-age=31536000, immutable' }),
    block(`${base}/service-worker.js`, { 'Cache-Control': 'no-cache', [policy]: serviceWorkerPolicy() }, [policy])
  ].join('\n');
}

function linkPages(folder, manifest, base) {
  for (const path of filesUnder(folder).filter((path) => path.endsWith('.html'))) {
    const file = join(folder, path);
    writeFileSync(file, withPageLinks(readFileSync(file, 'utf8'), manifest, base));
  }
}

/** Writes the headers for static hosts, and what is to be kept into the service worker. */
export function finish(folder, base = '') {
  const pages = filesUnder(folder).filter((path) => path.endsWith('.html'));
  const headers = securityHeaders(inlineScriptHashes(pages.map((path) => readFileSync(join(folder, path), 'utf8'))));
  writeFileSync(join(folder, '_headers'), hostHeaders(headers, base));
  const kept = { ...keptFiles(folder, base), shell: `${base}/${shell}`, headers };
  const file = join(folder, 'service-worker.js');
  const source = readFileSync(file, 'utf8');
  if (source.split(placeholder).length !== 2) throw new Error(`service-worker.js must say ${placeholder} exactly once`);
  writeFileSync(
    file,
    source.replace(placeholder, () => JSON.stringify(kept))
  );
  return { ...kept, workerBytes: gzipSync(readFileSync(file)).length };
}

/** The static adapter, with offline use and headers written into the finished build. */
export default function adapter(options = {}) {
  const inner = adapterStatic(options);
  return {
    ...inner,
    name: 'sextant-static',
    async adapt(builder) {
      await inner.adapt(builder);
      const { base } = builder.config.kit.paths;
      const pages = options.pages ?? 'build';
      linkPages(pages, clientManifest(builder.getClientDirectory()), base);
      const kept = finish(pages, base);
      writeFileSync(builtStamp, builder.config.kit.version.name);
      const total = (list) =>
        `${list.length} files, ${(list.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`;
      builder.log.success(`Kept offline: ${total(kept.small)}, and after loading ${total(kept.large)}`);
      builder.log.success(`Service worker: ${(kept.workerBytes / 1e3).toFixed(1)} kB gzip`);
    }
  };
}
