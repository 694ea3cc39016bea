import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listResults, openResult, removeResult, saveResult } from './results';
import {
  loadMappings,
  loadSetting,
  loadSettings,
  removeMapping,
  removeSetting,
  saveMapping,
  saveSetting
} from './settings';
import { closeVault, deleteVault, onVaultChange, openVault, type Vault } from './vault';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

const run = (id: string, createdAt: number, kind = 'simulation') => ({
  ...{ id, kind, createdAt, title: id, inputs: { paths: 1000 }, seed: 7, engineVersion: '0.1.0', dataHash: 'h' },
  output: { fan: Float64Array.of(1, NaN), odds: 0.5 }
});

test('saved runs are listed without their output, newest first, opened and removed', async () => {
  await saveResult(vault, run('a', 1));
  await saveResult(vault, run('b', 3, 'backtest'));
  await saveResult(vault, run('c', 2));
  expect((await listResults(vault)).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect((await listResults(vault, 'simulation')).map(({ id }) => id)).toEqual(['c', 'a']);
  expect((await listResults(vault))[0]).not.toHaveProperty('output');
  expect(await openResult(vault, 'a')).toEqual(run('a', 1));
  await removeResult(vault, 'a');
  expect(await openResult(vault, 'a')).toBeUndefined();
  expect(await vault.db.outputs.count()).toBe(2);
});

test('settings and mappings are kept and forgotten, and every write is told', async () => {
  const parts: string[] = [];
  onVaultChange(vault, (change) => parts.push(...change.parts));
  await saveSetting(vault, 'base', 'USD');
  await saveSetting(vault, 'base', 'EUR');
  expect(await loadSettings(vault)).toEqual({ base: 'EUR' });
  await removeSetting(vault, 'base');
  expect(await loadSetting(vault, 'base')).toBeUndefined();
  await saveMapping(vault, { id: 'm', title: 'Bank', createdAt: 1, content: { a: 1 } });
  await saveMapping(vault, { id: 'm', title: 'Bank', createdAt: 1, content: { a: 2 } });
  expect((await loadMappings(vault)).map(({ content }) => content)).toEqual([{ a: 2 }]);
  await removeMapping(vault, 'm');
  expect(await loadMappings(vault)).toEqual([]);
  expect(parts).toEqual(['settings', 'settings', 'settings', 'mappings', 'mappings', 'mappings']);
});
