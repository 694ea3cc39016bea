import 'fake-indexeddb/auto';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  closeVault,
  deleteVault,
  loadBars,
  loadPricesWithOrigins,
  openVault,
  pricesAsKnown,
  resealVault,
  savePrices,
  type Vault
} from '$lib/storage/dexie';
import { deviceDatabase, logged, saveSource, saveSourceKey } from '$lib/storage/device';
import { fillMarket } from '../dexie/market.fixture';
import { apple, closes, told } from '../dexie/vault.fixture';
import { importVault, openedArchive, plannedRestore } from './import';
import { exportVault } from './write';

const app = { appVersion: '0.1.0' };

let vault: Vault;
let other: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
  other = await openVault('demo');
});

afterEach(async () => {
  for (const one of [vault, other]) {
    closeVault(one);
    await deleteVault(one.name);
  }
});

test('every kind of market data comes back, with origins and revisions; what is to be fetched stays here', async () => {
  await fillMarket(vault);
  await savePrices(vault, [closes({ '2020-01-02': 3, '2020-01-03': 4 })], { origin: 'manual', recordedAt: 9 });
  const first = await exportVault(vault, app);
  expect((await importVault(other, first)).status).toBe('restored');
  for (const { name } of vault.db.tables)
    expect([name, await other.db.table(name).toArray()]).toEqual([
      name,
      name === 'fetchTasks' ? [] : await vault.db.table(name).toArray()
    ]);
  expect(unzipSync(await exportVault(other, app))).toEqual(unzipSync(first));
  const [one] = (await loadPricesWithOrigins(other)).series;
  expect([...(one?.origins ?? [])]).toEqual([0, 2, 2]);
  const csv = unzipSync(first)['prices/AAPL.csv'] ?? new Uint8Array();
  expect(strFromU8(csv)).toBe('date,close,origin\n2019-12-31,1,fetched\n2020-01-02,3,manual\n2020-01-03,4,manual\n');
  expect((await loadBars(other)).bars.map(({ volume }) => [...volume])).toEqual([[100, 200, NaN]]);
});

test('a restore tells of market data and documents, and a vault that holds only these is not empty', async () => {
  await fillMarket(vault);
  const opened = openedArchive(await exportVault(vault, app));
  if (opened.status === 'refused') throw new Error(opened.problem.text);
  const { kinds, empty } = await plannedRestore(other, opened.archive);
  expect(empty).toBe(true);
  const added = kinds.filter((one) => one.added > 0).map((one) => [one.kind, one.added]);
  expect(added).toEqual([
    ['prices', 1],
    ['macro', 1],
    ['market', 10],
    ['documents', 1],
    ['settings', 1]
  ]);
  await vault.db.prices.clear();
  await vault.db.series.clear();
  expect((await plannedRestore(vault, opened.archive)).empty).toBe(false);
});

test('a sealed vault keeps market data sealed, and its backup is that of a readable one', async () => {
  await fillMarket(vault);
  await savePrices(vault, [closes({ '2020-01-02': 3 })], { origin: 'manual', recordedAt: 9 });
  const readable = unzipSync(await exportVault(vault, app));
  const key = crypto.getRandomValues(new Uint8Array(32));
  await resealVault(vault, key, 'sealed');
  expect(unzipSync(await exportVault(vault, app))).toEqual(readable);
  await savePrices(vault, [closes({ '2020-01-02': 4 })], { origin: 'manual', recordedAt: 12 });
  const then = await pricesAsKnown(vault, [apple.id], 10);
  expect(then.series.map(told)).toEqual([{ '2019-12-31': 1, '2020-01-02': 3 }]);
  const raw = vault.db.backendDB().transaction('revisions').objectStore('revisions').getAll();
  const rows = await new Promise<object[]>((resolve) => (raw.onsuccess = () => resolve(raw.result as object[])));
  expect(rows.map((row) => Object.keys(row).sort())).toEqual(
    new Array(rows.length).fill(['key', 'kind', 'number', 'sealed'])
  );
  await resealVault(vault, key, 'readable');
  expect((await loadPricesWithOrigins(vault)).series.map(told)).toEqual([{ '2019-12-31': 1, '2020-01-02': 4 }]);
});

test('an archive of version 2 is read, without the files that came after it', async () => {
  await savePrices(vault, [closes({ '2020-01-02': 3 })], { recordedAt: 1 });
  const files = unzipSync(await exportVault(vault, app));
  const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as {
    version: number;
    files: object;
  };
  const older = Object.entries(files).filter(([path]) => !/^(macro|market|bars)\//.test(path));
  const known = Object.entries(manifest.files).filter(([path]) => older.some(([one]) => one === path));
  const made = { ...manifest, version: 2, files: Object.fromEntries(known) as object };
  const bytes = new TextEncoder().encode(JSON.stringify(made));
  const archive = zipSync({ ...Object.fromEntries(older), 'manifest.json': bytes });
  expect(await importVault(other, archive)).toMatchObject({ status: 'restored', summary: { priceSeries: 1 } });
  const cut = zipSync({ ...files, 'market/news.json': new Uint8Array() });
  expect(await importVault(other, cut)).toMatchObject({ status: 'refused', problem: { place: 'market/news.json' } });
});

test('keys and all else that belongs to the device never enter a backup', async () => {
  await fillMarket(vault);
  const secret = 'tiingo-1f0e9a77c2d4';
  await saveSourceKey('tiingo', { token: secret });
  const origins = ['https://device-only.example'];
  await saveSource({ provider: 'tiingo', enabled: true, origins, order: 1, viaProxy: false });
  await logged([{ at: 1, level: 'info', area: 'fetch', event: 'device-only-event' }]);
  const sealed = (await deviceDatabase().keys.get('tiingo'))?.sealed ?? new Uint8Array();
  const archive = await exportVault(vault, app);
  const files = Object.entries(unzipSync(archive));
  expect(files.length).toBeGreaterThan(15);
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  for (const [path, bytes] of files)
    for (const word of [secret, 'device-only', 'tiingo', hex(sealed), 't1"'])
      expect([path, word, hex(bytes).includes(word)]).toEqual([path, word, false]);
  await deviceDatabase().delete();
});
