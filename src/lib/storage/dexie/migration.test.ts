import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { verifiedChain } from '$lib/domain/ledger';
import { NewerDataError } from './errors';
import { loadBatches, loadLedger } from './ledger';
import { listResults, openResult } from './results';
import { SCHEMA_VERSION } from './schema';
import { loadPrices, loadRates } from './series-load';
import { loadMappings, loadSettings } from './settings';
import { closeVault, deleteVault, openVault } from './vault';
import { apple, broker, told } from './vault.fixture';
import { newerVault, versionOneVault } from './version-one.fixture';

afterEach(() => deleteVault('mine'));

test('a vault of version 1 is upgraded without loss', async () => {
  await versionOneVault('sextant-mine');
  const vault = await openVault('mine');
  const { entries, accounts, instruments, problems } = await loadLedger(vault);
  expect(verifiedChain(entries)).toMatchObject({ ok: true });
  expect([entries.length, accounts, instruments, problems]).toEqual([1, [broker], [apple], []]);
  const prices = await loadPrices(vault);
  expect(prices.problems).toEqual([]);
  expect(prices.series.map((one) => [one.instrument, one.revision, told(one)])).toEqual([
    ['AAPL', 3, { '1999-12-31': 25.5, '2000-01-03': 28, '2000-01-04': 25.6, '2001-01-02': 7.4 }]
  ]);
  expect((await vault.db.prices.toArray()).map(({ year, count }) => [year, count])).toEqual([
    [1999, 1],
    [2000, 2],
    [2001, 1]
  ]);
  expect((await loadRates(vault)).series.map(told)).toEqual([{ '1999-12-30': 1.0046, '2000-01-03': 1.009 }]);
  expect(await loadSettings(vault)).toEqual({ baseCurrency: 'EUR' });
  expect(await loadMappings(vault)).toMatchObject([{ id: 'm1', content: { date: 'Datum' } }]);
  expect((await loadBatches(vault)).map(({ id }) => id)).toEqual(['b1']);
  expect(await listResults(vault)).toEqual([expect.not.objectContaining({ output: expect.anything() })]);
  expect(await openResult(vault, 'r1')).toMatchObject({
    seed: 42,
    inputs: { weights: [0.5, 0.5] },
    output: { values: Float64Array.of(1, 1.5), worst: -Infinity }
  });
  expect(vault.db.backendDB().objectStoreNames.contains('closes')).toBe(false);
  closeVault(vault);
});

test('a vault of a newer program is refused and left as it is', async () => {
  await newerVault('sextant-mine', SCHEMA_VERSION + 1);
  const error = await openVault('mine').then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  expect(error).toBeInstanceOf(NewerDataError);
  expect(error).toMatchObject({ code: 'newer-data', data: { found: SCHEMA_VERSION + 1, known: SCHEMA_VERSION } });
  expect(String(error)).toMatch(/Reload/);
  const raw = await new Dexie('sextant-mine').open();
  expect([raw.verno, await raw.table('something').toArray()]).toEqual([SCHEMA_VERSION + 1, [{ id: 'kept' }]]);
  raw.close();
});

test('a tab is told when another upgrades or deletes its database', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const told: string[] = [];
  await openVault('mine', { onReplaced: (why) => told.push(why) });
  await newerVault('sextant-mine', SCHEMA_VERSION + 1);
  expect(told).toEqual(['newer']);
  await deleteVault('mine');
  const vault = await openVault('mine', { onReplaced: (why) => told.push(why) });
  await deleteVault('mine');
  expect(told).toEqual(['newer', 'deleted']);
  await expect(loadLedger(vault)).rejects.toThrow();
  warn.mockRestore();
});
