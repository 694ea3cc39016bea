import { afterEach, expect, test } from 'vitest';
import { dropKey, holdKey, newEnvelope, saveSealEnvelope } from '$lib/storage/sealing';
import { deviceDatabase } from './database';
import { eraseDevice } from './erase';
import { keptKeys, removeSourceKey, rewrapKeys, saveSourceKey, sourceKey } from './keys';
import { deviceSetting } from './sources';

const secret = { token: 'a key of this test' };

afterEach(async () => {
  dropKey('mine');
  await saveSealEnvelope('mine', undefined);
  await eraseDevice();
});

const rowOf = async (provider: string) => {
  const row = await deviceDatabase().keys.get(provider);
  if (!row) throw new Error(`no key of ${provider}`);
  return row;
};

test('the key of the device cannot be taken out of the browser, and outlives the connection', async () => {
  await saveSourceKey('a', secret);
  const key = await deviceSetting('device-key');
  if (!(key instanceof CryptoKey)) throw new Error('not a key');
  expect(key.extractable).toBe(false);
  expect(key.usages.toSorted()).toEqual(['decrypt', 'encrypt']);
  for (const format of ['raw', 'jwk'] as const) await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
  deviceDatabase().close({ disableAutoOpen: false });
  expect(await sourceKey('a')).toEqual({ status: 'open', key: secret });
});

test('what is kept is another text each time, and holds nothing of the key', async () => {
  await saveSourceKey('a', secret);
  const first = await rowOf('a');
  await saveSourceKey('a', secret);
  const second = await rowOf('a');
  expect(first.guardedBy).toBe('device');
  expect([...first.nonce]).not.toEqual([...second.nonce]);
  expect([...first.sealed]).not.toEqual([...second.sealed]);
  expect(new TextDecoder('latin1').decode(second.sealed)).not.toContain('token');
  // Sealed for its own source: it opens in no other place.
  await deviceDatabase().keys.put({ ...second, provider: 'b' });
  await expect(sourceKey('b')).rejects.toThrow();
  await removeSourceKey('a');
  expect(await sourceKey('a')).toEqual({ status: 'absent' });
});

test('a locked vault keeps its keys closed, and gives them back to the device with its lock', async () => {
  await saveSourceKey('a', secret);
  const { key, envelope } = await newEnvelope('a passphrase of this test', new Uint8Array(32).fill(9));
  await saveSealEnvelope('mine', { ...envelope, state: 'sealed' });
  holdKey('mine', key);
  await rewrapKeys('vault');
  expect([...(await keptKeys())]).toEqual([['a', 'vault']]);
  expect(await sourceKey('a')).toEqual({ status: 'open', key: secret });
  dropKey('mine');
  expect(await sourceKey('a')).toEqual({ status: 'locked' });
  await expect(saveSourceKey('b', secret)).rejects.toThrow('Unlock');
  holdKey('mine', key);
  await rewrapKeys('device');
  await saveSealEnvelope('mine', undefined);
  dropKey('mine');
  expect(await sourceKey('a')).toEqual({ status: 'open', key: secret });
});

test('two tabs that keep their first key at once make one key of the device', async () => {
  await Promise.all([saveSourceKey('a', secret), saveSourceKey('b', secret)]);
  expect(await sourceKey('a')).toEqual({ status: 'open', key: secret });
  expect(await sourceKey('b')).toEqual({ status: 'open', key: secret });
});
