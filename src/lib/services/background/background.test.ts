import 'fake-indexeddb/auto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instrument } from '$lib/domain/instruments';
import { saveSealEnvelope, holdKey, dropKey, newEnvelope } from '$lib/storage/sealing';
import {
  closeVault,
  deleteVault,
  loadPrices,
  openVault,
  saveInstruments,
  savePrices,
  vaultContents
} from '$lib/storage/dexie';
import {
  deviceDatabase,
  enabledOrigins,
  eraseDevice,
  loadLog,
  loadSources,
  rewrapKeys,
  saveBackgroundSet,
  saveSource,
  saveSourceKey,
  sourceKey,
  type BackgroundRow
} from '$lib/storage/device';
import { apple, closes } from '$lib/storage/dexie/vault.fixture';
import { csvText, jsonLines } from '../log-file';
import { onBackgroundEvent } from './on-event';
import { permittedRequest } from './permitted-request';
import { lastUpdate, saveBackgroundChoice } from './run-record';

const SECRET = 'S3CR3T/key+of=one';
const now = Date.UTC(2024, 0, 12, 12);

let server: Server;
let origin: string;
let answer: { status: number; body: string; headers?: Record<string, string> };
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers }).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const world = { fetch: globalThis.fetch, now: () => now };
const row: BackgroundRow = {
  ...{ id: 'mine prices AAPL', vault: 'mine', kind: 'prices', key: apple.id },
  ...{ provider: 'custom-own', symbol: 'AAPL' }
};

async function enabled(address: string, unit = 'currency'): Promise<void> {
  await saveSource({
    ...{ provider: 'custom-own', enabled: true, order: 1, viaProxy: false, origins: [origin] },
    custom: {
      ...{ id: 'own', name: 'Own', kind: 'prices', unit, adjustment: 'none', dateForm: 'iso', address },
      ...{ format: { type: 'json-rows', rows: '[*]' }, fields: { date: 'd', value: 'c' } }
    }
  });
  await saveBackgroundSet('mine', [row]);
  await saveBackgroundChoice({ whileClosed: true, onOpen: true });
}

const rows = (values: Record<string, number>): string =>
  JSON.stringify(Object.entries(values).map(([d, c]) => ({ d, c })));

async function stored(): Promise<Record<string, number>> {
  const vault = await openVault('mine');
  const { series } = await loadPrices(vault);
  closeVault(vault);
  const [one] = series;
  return Object.fromEntries(
    Array.from(one?.days ?? [], (day, at) => [
      new Date(day * 86_400_000).toISOString().slice(0, 10),
      one?.values[at] ?? NaN
    ])
  );
}

beforeEach(async () => {
  asked = [];
  const vault = await openVault('mine');
  await saveInstruments(vault, [apple as Instrument]);
  closeVault(vault);
});
afterEach(async () => {
  dropKey('mine');
  await saveSealEnvelope('mine', undefined);
  await deleteVault('mine');
  await eraseDevice();
});

describe('a request', () => {
  const to = (url: string, viaProxy = false, proxy?: string) =>
    permittedRequest(
      { url },
      { ...world, origins: new Set([origin]), ...(proxy === undefined ? {} : { proxy }) },
      { viaProxy }
    );

  it('goes to an enabled origin and to no other', async () => {
    answer = { status: 200, body: '[]' };
    expect((await to(`${origin}/x`)).text).toBe('[]');
    await expect(to('https://elsewhere.example/x')).rejects.toMatchObject({ code: 'origin-refused' });
    await expect(to(`http://localhost:${new URL(origin).port}/x`)).rejects.toMatchObject({ code: 'origin-refused' });
    expect(asked).toEqual(['/x']);
  });
  it('is not led elsewhere', async () => {
    answer = { status: 302, body: '', headers: { Location: 'https://elsewhere.example/' } };
    await expect(to(`${origin}/x`)).rejects.toThrow();
  });
  it('goes through the proxy, which must be enabled too', async () => {
    answer = { status: 200, body: '[]' };
    await to('https://elsewhere.example/x?y=1', true, `${origin}/?url={url}`);
    expect(asked).toEqual(['/?url=https%3A%2F%2Felsewhere.example%2Fx%3Fy%3D1']);
    await expect(to(`${origin}/x`, true)).rejects.toMatchObject({ code: 'origin-refused' });
    await expect(to(`${origin}/x`, true, 'https://proxy.example/{url}')).rejects.toMatchObject({
      code: 'origin-refused'
    });
  });
});

describe('an update', () => {
  it('adds the days that are missing and writes nothing over', async () => {
    const vault = await openVault('mine');
    await savePrices(vault, [closes({ '2024-01-08': 100, '2024-01-09': 101 })]);
    closeVault(vault);
    await enabled(`${origin}/c?s={symbol}&f={from}&t={to}`);
    answer = { status: 200, body: rows({ '2024-01-09': 101.1, '2024-01-10': 102, '2024-01-11': 103 }) };
    expect(await onBackgroundEvent('periodic', world)).toMatchObject({ result: 'updated', series: 1, values: 2 });
    expect(await stored()).toEqual({ '2024-01-08': 100, '2024-01-09': 101, '2024-01-10': 102, '2024-01-11': 103 });
    expect(asked).toEqual(['/c?s=AAPL&f=2024-01-02&t=2024-01-11']);
    // All that is over is there: nobody is asked.
    expect(await onBackgroundEvent('periodic', world)).toMatchObject({ result: 'nothing-new' });
    expect(asked).toHaveLength(1);
  });

  it('does not join what differs from what is stored', async () => {
    const vault = await openVault('mine');
    await savePrices(vault, [closes({ '2024-01-08': 100, '2024-01-09': 101 })]);
    closeVault(vault);
    await enabled(`${origin}/c?s={symbol}`);
    answer = { status: 200, body: rows({ '2024-01-09': 50.5, '2024-01-10': 51 }) };
    expect(await onBackgroundEvent('periodic', world)).toMatchObject({ values: 0, doubtful: 1 });
    expect(Object.keys(await stored())).toEqual(['2024-01-08', '2024-01-09']);
    expect((await loadLog()).map((one) => one.event)).toContain('differs');
  });

  it('does nothing that was not allowed', async () => {
    await enabled(`${origin}/c?s={symbol}`);
    await saveBackgroundChoice({ whileClosed: false, onOpen: true });
    expect(await onBackgroundEvent('periodic', world)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('fails quietly without a network, and the next event tries again', async () => {
    await enabled(`${origin}/c?s={symbol}`);
    const offline = { ...world, fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    expect(await onBackgroundEvent('periodic', offline)).toMatchObject({ result: 'offline' });
    answer = { status: 200, body: rows({ '2024-01-11': 103 }) };
    expect(await onBackgroundEvent('periodic', world)).toMatchObject({ result: 'updated' });
    expect((await lastUpdate())?.result).toBe('updated');
  });

  it('waits after it was told to', async () => {
    await enabled(`${origin}/c?s={symbol}`);
    answer = { status: 429, body: '', headers: { 'Retry-After': '60' } };
    expect(await onBackgroundEvent('periodic', world)).toMatchObject({ result: 'failed', unanswered: 1 });
    answer = { status: 200, body: rows({ '2024-01-11': 103 }) };
    await onBackgroundEvent('periodic', world);
    expect(asked).toHaveLength(1);
    expect(await onBackgroundEvent('periodic', { ...world, now: () => now + 61_000 })).toMatchObject({
      result: 'updated'
    });
  });

  it('is paused while the data has a lock, and neither asks nor writes', async () => {
    await enabled(`${origin}/c?s={symbol}`);
    const { key, envelope } = await newEnvelope('a passphrase of this test', new Uint8Array(32).fill(7));
    await saveSealEnvelope('mine', { ...envelope, state: 'sealed' });
    // Even with the key in reach: the service worker would keep it when the page has locked.
    holdKey('mine', key);
    expect(await onBackgroundEvent('periodic', world)).toMatchObject({ result: 'locked', values: 0 });
    expect(asked).toEqual([]);
    expect((await loadLog())[0]).toMatchObject({ area: 'background', event: 'locked' });
  });

  it('never lets a key into a table, the log, a backup or an export', async () => {
    await enabled(`${origin}/c?s={symbol}&token={key:token}`);
    await saveSourceKey('custom-own', { token: SECRET });
    // A source that says the key back, in every way it might.
    answer = {
      status: 401,
      body: `bad token ${SECRET} (${encodeURIComponent(SECRET)}) at ${origin}/c?token=${SECRET}, ${asked[0]}, s3cr3t/key%2bof=one`
    };
    await onBackgroundEvent('periodic', world);
    expect(decodeURIComponent(asked[0] ?? '')).toContain(SECRET);
    const vault = await openVault('mine');
    const told = [
      jsonLines(await loadLog()),
      csvText(await loadLog()),
      JSON.stringify(await loadSources()),
      JSON.stringify(await lastUpdate()),
      ...(await Promise.all(deviceDatabase().tables.map(async (table) => plain(await table.toArray())))),
      plain(await vaultContents(vault))
    ].join('\n');
    closeVault(vault);
    expect(told).toContain('custom-own');
    for (const form of [SECRET, encodeURIComponent(SECRET), 'S3CR3T']) expect(told).not.toContain(form);
    expect(await sourceKey('custom-own')).toEqual({ status: 'open', key: { token: SECRET } });
  });
});

describe('keys', () => {
  it('follow the lock of the vault', async () => {
    await saveSourceKey('a', { key: SECRET });
    const { key, envelope } = await newEnvelope('a passphrase of this test', new Uint8Array(32).fill(7));
    await saveSealEnvelope('mine', { ...envelope, state: 'sealed' });
    holdKey('mine', key);
    await rewrapKeys('vault');
    expect(await sourceKey('a')).toEqual({ status: 'open', key: { key: SECRET } });
    dropKey('mine');
    expect(await sourceKey('a')).toEqual({ status: 'locked' });
    await expect(saveSourceKey('b', { key: 'x' })).rejects.toThrow('Unlock');
    holdKey('mine', key);
    await rewrapKeys('device');
    await saveSealEnvelope('mine', undefined);
    dropKey('mine');
    expect(await sourceKey('a')).toEqual({ status: 'open', key: { key: SECRET } });
    expect(await enabledOrigins()).toEqual([]);
  });
});

/** Everything in a value as text, bytes as Latin letters. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one instanceof Uint8Array ? new TextDecoder('latin1').decode(one) : typeof one === 'bigint' ? String(one) : one
  );
}
