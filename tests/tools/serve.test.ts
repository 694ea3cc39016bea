import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish, inlineScriptHashes, keptFiles } from '../../tools/adapter.mjs';
import { serve } from '../../tools/serve.mjs';

const shell = '<!doctype html><script src="/a.js"></script><script>start()</script>';
/** printf 'start()' | openssl dgst -sha256 -binary | base64 */
const startHash = 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=';

const build: Record<string, string | Buffer> = {
  'index.html': shell,
  '404.html': shell,
  'holdings.html': shell,
  'manifest.webmanifest': '{}',
  '_app/version.json': '{}',
  '_app/immutable/a.js': `/*${' '.repeat(5000)}*/`,
  '_app/immutable/a.js.map': '{}',
  '_app/immutable/workers/db.wasm': Buffer.alloc(6_000_000),
  'service-worker.js': 'const build = self.__SEXTANT_BUILD__;'
};

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

/** The path goes out as it is, which fetch would not do. */
function answer(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) })
      );
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-build-'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  for (const [path, content] of Object.entries(build)) {
    mkdirSync(join(folder, 'build', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'build', path), content);
  }
  finish(join(folder, 'build'));
  server = await serve({ root: join(folder, 'build'), port: 4600 });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the finished build', () => {
  it('keeps one page and every file the app needs, large ones apart', () => {
    const { small, large } = keptFiles(join(folder, 'build'));
    expect(small.map(({ url }) => url)).toEqual(['/_app/immutable/a.js', '/index.html', '/manifest.webmanifest']);
    expect(large.map(({ url, bytes }) => [url, bytes])).toEqual([['/_app/immutable/workers/db.wasm', 6_000_000]]);
    expect(small.map(({ revision }) => revision === null)).toEqual([true, false, false]);
  });

  it('hashes inline scripts only', () => {
    expect(inlineScriptHashes([shell, shell])).toEqual([startHash]);
  });

  it('refuses a service worker without its mark', () => {
    expect(() => finish(join(folder, 'build'))).toThrow('exactly once');
  });
});

describe('the server', () => {
  it.each([
    ['/', 200, 'text/html; charset=utf-8'],
    ['/holdings', 200, 'text/html; charset=utf-8'],
    ['/holdings/deep/link?as-of=1', 200, 'text/html; charset=utf-8'],
    ['/manifest.webmanifest', 200, 'application/manifest+json; charset=utf-8'],
    ['/_app/immutable/workers/db.wasm', 200, 'application/wasm'],
    ['/_app/immutable/missing.js', 404, 'text/plain; charset=utf-8'],
    ['/../secret.txt', 404, 'text/plain; charset=utf-8'],
    ['/..%2fsecret.txt', 404, 'text/plain; charset=utf-8']
  ])('answers %s with %i, %s', async (path, status, type) => {
    const { status: got, headers } = await answer(path);
    expect([got, headers['content-type']]).toEqual([status, type]);
  });

  it('says one policy for pages, scripts and workers', async () => {
    const answers = await Promise.all(['/', '/_app/immutable/a.js', '/nothing.js'].map((path) => answer(path)));
    const policies = new Set(answers.map(({ headers }) => headers['content-security-policy']));
    expect(policies.size).toBe(1);
    const [policy] = policies;
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' '${startHash}';`);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).not.toContain(`script-src 'self' 'unsafe-inline'`);
    expect(answers.map(({ headers }) => headers['cross-origin-opener-policy'])).toEqual(Array(3).fill('same-origin'));
  });

  it('lets the script of the service worker alone reach sources', async () => {
    const of = async (path: string) => String((await answer(path)).headers['content-security-policy']);
    const reached = (policy: string) => /connect-src ([^;]*)/.exec(policy)?.[1];
    expect(reached(await of('/'))).toBe("'self'");
    const own = await of('/service-worker.js');
    expect(reached(own)).toBe("'self' https: http://127.0.0.1:* http://localhost:*");
    expect(own.match(/connect-src/g)).toHaveLength(1);
    expect(own).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(own).toContain("frame-ancestors 'none'");
  });

  it('compresses, and says so in the tag', async () => {
    const plain = await answer('/_app/immutable/a.js');
    const brotli = await answer('/_app/immutable/a.js', { 'Accept-Encoding': 'gzip, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotli.body.length).toBeLessThan(plain.body.length / 10);
    expect(brotli.headers.etag).not.toBe(plain.headers.etag);
    const again = await answer('/_app/immutable/a.js', { 'If-None-Match': String(plain.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('lets hashed files be kept for ever, and nothing else', async () => {
    expect((await answer('/_app/immutable/a.js')).headers['cache-control']).toContain('immutable');
    expect((await answer('/service-worker.js')).headers['cache-control']).toBe('no-cache');
    expect((await answer('/')).headers['cache-control']).toBe('no-cache');
  });

  it('takes the next free port, unless it may not', async () => {
    const port = Number(new URL(server.url).port);
    const second = await serve({ root: join(folder, 'build'), port });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
    await second.stop();
    await expect(serve({ root: join(folder, 'build'), port, anyPort: false })).rejects.toThrow('EADDRINUSE');
  });
});
