import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { deviceDatabase } from './database';
import { eraseDevice } from './erase';
import { clearLog, loadLog, logged, MOST_LOGGED } from './log';
import { allowedOrigin, enabledOrigins, PROXY_TEMPLATE, proxyOrigin, throughProxy } from './origins';
import { redacted } from './redaction';
import {
  loadBackgroundSet,
  noteSource,
  saveBackgroundSet,
  saveDeviceSetting,
  saveSource,
  loadSources
} from './sources';

afterEach(eraseDevice);

const source = { enabled: true, order: 1, viaProxy: false } as const;

describe('origins', () => {
  it.each([
    ['https://api.example.com', true],
    ['https://api.example.com:8443', true],
    ['http://127.0.0.1:8080', true],
    ['http://localhost:8080', true],
    ['http://api.example.com', false],
    ['http://127.0.0.1.example.com', false],
    ['https://*.example.com', false],
    ['https:', false],
    ['*', false],
    ["'unsafe-inline'", false],
    ['https://api.example.com/', false],
    ['https://api.example.com/path', false],
    ['https://user:pass@api.example.com', false],
    ['https://api.example.com; script-src *', false],
    ['https://api.example.com https://other.example.com', false],
    ['data:', false],
    ['wss://api.example.com', false],
    ['', false]
  ])('%s may be named: %s', (text, may) => {
    expect(allowedOrigin(text)).toBe(may ? text : undefined);
  });

  it('are those of enabled sources, or of the proxy in their place', async () => {
    await saveSource({ ...source, provider: 'b', origins: ['https://b.example.com', 'https://*.evil.example'] });
    await saveSource({ ...source, provider: 'off', enabled: false, origins: ['https://off.example.com'] });
    await saveSource({ ...source, provider: 'a', origins: ['https://a.example.com', 'https://b.example.com'] });
    await saveSource({ ...source, provider: 'p', viaProxy: true, origins: ['https://p.example.com'] });
    expect(await enabledOrigins()).toEqual(['https://a.example.com', 'https://b.example.com']);
    await saveDeviceSetting(PROXY_TEMPLATE, 'http://127.0.0.1:9000/?url={url}');
    expect(await enabledOrigins()).toEqual(['http://127.0.0.1:9000', 'https://a.example.com', 'https://b.example.com']);
  });

  it('of a proxy need a place for the address', () => {
    expect(proxyOrigin('https://proxy.example.com/{url}')).toBe('https://proxy.example.com');
    expect(proxyOrigin('https://proxy.example.com/')).toBeUndefined();
    expect(proxyOrigin('http://proxy.example.com/{url}')).toBeUndefined();
    expect(proxyOrigin(undefined)).toBeUndefined();
    expect(throughProxy('http://localhost:1/?url={url}', 'https://x.example/a?b=$&')).toBe(
      'http://localhost:1/?url=https%3A%2F%2Fx.example%2Fa%3Fb%3D%24%26'
    );
  });
});

describe('redaction', () => {
  it.each([
    ['GET https://a.example/v1?apikey=SECRET1&x=1 failed', 'GET https://a.example/v1?… failed'],
    ['apikey=SECRET1 is wrong', 'apikey=… is wrong'],
    ['{"api_token":"SECRET1"}', '{"api_token":"…"}'],
    ['Authorization: Bearer abc.def', 'Authorization: … …'],
    ['sent Bearer abc.def', 'sent Bearer …'],
    ['id 0123456789abcdefghijklmn here', 'id … here'],
    ['cash is -1,234.56 USD', 'cash is … USD'],
    ['paid $1200 for 10.5 units', 'paid … for … units'],
    ['AAPL, XETR, US0378331005, 12 rows, status 404', 'AAPL, XETR, US0378331005, 12 rows, status 404'],
    ['2024-01-05', '2024-01-05']
  ])('%s', (text, said) => expect(redacted(text)).toBe(said));

  it('takes out known secrets however short, encoded or not', () => {
    expect(redacted('bad k/1 and k%2F1', ['k/1'])).toBe('bad … and …');
  });
});

describe('the log', () => {
  it('keeps the newest, newest first, without secrets', async () => {
    await logged(
      Array.from({ length: MOST_LOGGED + 150 }, (_, at) => ({ at, level: 'info', area: 'fetch', event: `e${at}` }))
    );
    await logged([{ at: 9e9, level: 'error', area: 'page', event: 'error', data: { text: 'token=abc', code: 'X' } }]);
    const entries = await loadLog();
    expect(entries).toHaveLength(MOST_LOGGED);
    expect(entries[0]).toMatchObject({ event: 'error', data: { text: 'token=…', code: 'X' } });
    expect((await loadLog({ levels: ['error'] })).map((one) => one.area)).toEqual(['page']);
    expect(await loadLog({ area: 'fetch', most: 2 })).toHaveLength(2);
    expect(await loadLog({ since: 9e9 })).toHaveLength(1);
    await clearLog();
    expect(await loadLog()).toEqual([]);
  });
});

it('notes how a source answered, and forgets a problem once it answers', async () => {
  await saveSource({ ...source, provider: 'a', origins: [] });
  await noteSource('a', { at: 5, problem: { code: 'key', text: 'token=abc' } });
  expect((await loadSources())[0]?.lastProblem).toEqual({ at: 5, code: 'key', text: 'token=…' });
  await noteSource('a', { at: 7 });
  expect((await loadSources())[0]).toMatchObject({ firstSuccessAt: 7, lastSuccessAt: 7 });
  expect((await loadSources())[0]?.lastProblem).toBeUndefined();
});

it('replaces the clear set of one vault and leaves the other, and erases everything', async () => {
  const row = { kind: 'prices', provider: 'a', symbol: 'X', key: 'X' } as const;
  await saveBackgroundSet('mine', [{ ...row, id: '1', vault: 'mine' }]);
  await saveBackgroundSet('demo', [{ ...row, id: '2', vault: 'demo' }]);
  await saveBackgroundSet('mine', [{ ...row, id: '3', vault: 'mine' }]);
  expect((await loadBackgroundSet()).map((one) => one.id).sort()).toEqual(['2', '3']);
  await eraseDevice();
  for (const table of deviceDatabase().tables) expect(await table.count(), table.name).toBe(0);
});
