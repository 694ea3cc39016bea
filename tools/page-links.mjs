import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

const modules = /<link href="([^"]+\.js)" rel="modulepreload">\n?\s*/g;
const styles = /<link href="([^"]+\.css)" rel="stylesheet">\n?\s*/g;

/** @param {string} folder of the built client */
export function clientManifest(folder) {
  return JSON.parse(readFileSync(posix.join(folder, '.vite/manifest.json'), 'utf8'));
}

/** Every chunk that is loaded with the given files, what it needs before it; what is imported on demand is left out. */
function chunksWith(manifest, files) {
  const byFile = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));
  const seen = new Set();
  const found = [];
  const visit = (chunk) => {
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    for (const key of chunk.imports ?? []) visit(manifest[key]);
    found.push(chunk);
  };
  files.forEach((file) => visit(byFile.get(file)));
  return found;
}

/**
 * A page that asks at once for all the scripts and styles of its first screen, and for nothing else. SvelteKit leaves
 * out chunks that the frame also imports on demand, and adds the styles of everything on demand.
 */
export function withPageLinks(html, manifest, base = '') {
  const root = `${base}/`;
  const preloaded = [...html.matchAll(modules)].map(([, href]) => href);
  const first = html.search(modules);
  if (first < 0) return html;
  const chunks = chunksWith(
    manifest,
    preloaded.map((href) => href.slice(root.length))
  );
  const scripts = [...new Set([...preloaded, ...chunks.map(({ file }) => root + file)])];
  const sheets = [...new Set(chunks.flatMap(({ css }) => css ?? []))].map((file) => root + file);
  const links = [
    ...sheets.map((href) => `<link href="${href}" rel="stylesheet">`),
    ...scripts.map((href) => `<link href="${href}" rel="modulepreload">`)
  ].join('\n    ');
  const bare = html.replace(modules, '').replace(styles, '');
  return `${bare.slice(0, first)}${links}\n    ${bare.slice(first)}`;
}
