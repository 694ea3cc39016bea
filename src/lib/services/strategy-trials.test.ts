import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { clearVault } from '$lib/storage/dexie';
import { savedRuns } from './saved-runs';
import { keptTrials, trialsAdded } from './strategy-trials';
import { vaultNamed } from './vaults';

afterEach(async () => clearVault(await vaultNamed('mine')));

test('settings that were tried are remembered for their entry, each once, and are no saved run', async () => {
  expect(await keptTrials('mine', 'a')).toEqual({});
  await trialsAdded('mine', 'a', { 'short 20': 0.4, 'short 50': 0.6 });
  const all = await trialsAdded('mine', 'a', { 'short 50': 0.7, 'short 80': NaN });
  expect(all).toEqual({ 'short 20': 0.4, 'short 50': 0.7, 'short 80': NaN });
  expect(Object.keys(await keptTrials('mine', 'a'))).toHaveLength(3);
  expect(await keptTrials('mine', 'b')).toEqual({});
  expect(await savedRuns('mine')).toEqual([]);
});
