import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { securityHeaders } from './policy.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2'
};
const compressible = /^(text|application\/(json|wasm|manifest)|image\/svg)/;
/** Above this size brotli takes too long for a first answer. */
const largestBrotli = 2_000_000;

const encoders = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 })
};

/** The headers the build wrote for static hosts, as blocks of a path and its lines. */
async function builtBlocks(root) {
  try {
    const blocks = [];
    for (const line of (await readFile(join(root, '_headers'), 'utf8')).split('\n')) {
      if (line.startsWith('  ')) blocks.at(-1)?.lines.push(line.trim());
      else if (line !== '') blocks.push({ path: line, lines: [] });
    }
    return blocks;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return [{ path: '/*', lines: Object.entries(securityHeaders()).map(([name, value]) => `${name}: ${value}`) }];
  }
}

/** Headers of an answer: of every block that fits, in their order; a line with "!" takes away what came before. */
function headersFor(blocks, path) {
  const fits = (pattern) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);
  const headers = new Map();
  for (const { lines } of blocks.filter((block) => fits(block.path))) {
    for (const line of lines) {
      const [name, value] = line.split(/: (.*)/s);
      if (line.startsWith('! ')) headers.delete(line.slice(2));
      else headers.set(name, [...(headers.get(name) ?? []), value]);
    }
  }
  return headers;
}

async function fileAt(root, path) {
  const candidates = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
  for (const candidate of candidates) {
    const file = normalize(join(root, candidate));
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return { file, size: found.size, changed: found.mtimeMs };
  }
  return undefined;
}

function encodingFor(accepted, type, size) {
  if (size < 1024 || !compressible.test(type)) return undefined;
  if (size <= largestBrotli && /\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

function cacheControl(path) {
  return path.startsWith('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** A request handler for the built app: deep links get the app shell, missing files are missing. */
function site(root) {
  const bodies = new Map();
  let blocks;

  async function body(found, encoding) {
    const key = `${found.file}|${found.changed}|${encoding ?? ''}`;
    if (!bodies.has(key)) {
      bodies.set(
        key,
        (async () => {
          const raw = await readFile(found.file);
          const tag = `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}${encoding ? `-${encoding}` : ''}"`;
          return { bytes: encoding ? await encoders[encoding](raw) : raw, tag };
        })()
      );
    }
    return bodies.get(key);
  }

  return async (request, response) => {
    blocks ??= await builtBlocks(root);
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    for (const [name, values] of headersFor(blocks, path)) response.setHeader(name, values.join(', '));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const exact = await fileAt(root, path);
    const isPage = extname(path) === '' || (request.headers.accept ?? '').includes('text/html');
    const found = exact ?? (isPage ? await fileAt(root, '/404.html') : undefined);
    if (!found) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    const type = types[extname(found.file)] ?? 'application/octet-stream';
    const encoding = encodingFor(String(request.headers['accept-encoding'] ?? ''), type, found.size);
    const { bytes, tag } = await body(found, encoding);
    response.setHeader('Cache-Control', cacheControl(path));
    response.setHeader('ETag', tag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304).end();
      return;
    }
    if (encoding) response.setHeader('Content-Encoding', encoding);
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}

function listen(server, port, host) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      done(server.address().port);
    });
  });
}

/** Serves a built app. With anyPort, the next free port is taken when the wanted one is in use. */
export async function serve({ root, port = 4173, host = 'localhost', anyPort = true }) {
  const answer = site(resolve(root));
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(error instanceof URIError ? 400 : 500);
      response.end(error instanceof URIError ? 'Bad address\n' : 'Could not be served\n');
      if (!(error instanceof URIError)) console.error(error);
    });
  });
  let open;
  for (let offset = 0; open === undefined; offset += 1) {
    try {
      open = await listen(server, port + offset, host);
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || !anyPort || offset > 100) throw error;
    }
  }
  return {
    url: `http://${host}:${open}`,
    stop: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      })
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.env.SEXTANT_BUILD ?? fileURLToPath(new URL('../build', import.meta.url));
  const port = process.env.PORT ? Number(process.env.PORT) : 4173;
  const { url } = await serve({ root, port, anyPort: !process.env.PORT });
  console.log(`Sextant is at ${url}`);
}
