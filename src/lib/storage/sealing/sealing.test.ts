import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { actsUndoing } from '$lib/domain/ledger';
import {
  appendActs,
  clearVault,
  closeVault,
  deleteVault,
  loadBatches,
  loadLedger,
  loadPrices,
  loadSettings,
  openResult,
  openVault,
  replaceContents,
  resealVault,
  saveResult,
  saveSetting,
  vaultContents,
  vaultFingerprint,
  type Vault
} from '$lib/storage/dexie';
import { apple, batch, broker, closes, deposit, euroRates, purchase } from '../dexie/vault.fixture';
import { keyInEnvelope, newEnvelope } from './envelope';
import { saveSealEnvelope, sealEnvelope } from './envelope-store';
import { answerForKey, dropKey, heldKey, holdKey } from './keyring';
import { isSealed, rowSeal } from './row-seal';

const passphrase = 'a passphrase of this test';

afterEach(async () => {
  dropKey('mine');
  await saveSealEnvelope('mine', undefined);
  await deleteVault('mine');
  await deleteVault('demo');
});

async function filled(where: Vault): Promise<void> {
  await appendActs(where, [deposit('e1', '1000.10'), purchase('e2', '10', '100')], {
    ...{ batch: batch('b1'), recordedAt: 1, title: 'secret title', accounts: [broker], instruments: [apple] },
    prices: [closes({ '2019-12-31': 0.1 + 0.2, '2020-01-02': 1e-9 })],
    rates: [euroRates({ '2020-01-02': 1.12 })]
  });
  const { entries, head } = await loadLedger(where);
  const options = { batch: batch('u1'), recordedAt: 2, title: 'undo', undoes: batch('b1'), expectedHead: head };
  await appendActs(where, actsUndoing(entries, batch('b1')), options);
  await appendActs(where, [deposit('e3', '7')], {
    ...{ batch: batch('b2'), recordedAt: 3, title: 'again', accounts: [broker], instruments: [apple] },
    prices: [closes({ '2021-01-04': 130, '2021-01-05': 131 })]
  });
  await saveSetting(where, 'base', 'EUR');
  await saveResult(where, {
    ...{ id: 'r', kind: 'simulation', title: 'Run', createdAt: 4, inputs: { a: undefined, b: 10n }, seed: 1 },
    ...{ engineVersion: '0.1.0', dataHash: 'h', output: { fan: Float64Array.of(1, NaN, -0) } }
  });
}

/** The rows as the disk has them. */
function rawRows(database: string, table: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database);
    request.onerror = () => reject(new Error('not opened'));
    request.onsuccess = () => {
      const db = request.result;
      const rows = db.transaction(table).objectStore(table).getAll();
      rows.onsuccess = () => {
        db.close();
        resolve(rows.result as unknown[]);
      };
    };
  });
}

async function sealedVault(): Promise<{ vault: Vault; key: Uint8Array }> {
  const { key, envelope } = await newEnvelope(passphrase);
  await saveSealEnvelope('mine', { ...envelope, state: 'sealed' });
  holdKey('mine', key);
  return { vault: await openVault('mine'), key };
}

test('a sealed vault does all that a readable one does, and holds the same', async () => {
  const { vault } = await sealedVault();
  const plain = await openVault('demo');
  await filled(vault);
  await filled(plain);
  const [sealed, readable] = [await vaultContents(vault), await vaultContents(plain)];
  expect(sealed).toEqual(readable);
  expect(await vaultFingerprint(vault)).toBe(await vaultFingerprint(plain));
  expect(await loadLedger(vault)).toEqual(await loadLedger(plain));
  expect(await loadBatches(vault)).toEqual(await loadBatches(plain));
  expect(await loadPrices(vault)).toEqual(await loadPrices(plain));
  expect(await loadSettings(vault)).toEqual({ base: 'EUR' });
  expect(await openResult(vault, 'r')).toEqual(await openResult(plain, 'r'));
  await clearVault(vault);
  await replaceContents(vault, readable.contents);
  expect(await vaultContents(vault)).toEqual(readable);
  closeVault(vault);
  closeVault(plain);
});

test('no table of a sealed vault keeps more than its keys', async () => {
  const { vault } = await sealedVault();
  await filled(vault);
  for (const table of vault.db.tables) {
    const { primKey, indexes } = table.schema;
    const keys = [primKey, ...indexes].flatMap(({ keyPath }) => keyPath ?? []);
    for (const row of await rawRows('sextant-mine', table.name)) {
      expect(isSealed(row)).toBe(true);
      const fields = Object.keys(row as object).filter((field) => field !== 'sealed');
      expect(keys).toEqual(expect.arrayContaining(fields));
    }
  }
  closeVault(vault);
});

test('without the key a sealed vault cannot be opened; with it, it can', async () => {
  const { vault, key } = await sealedVault();
  await filled(vault);
  const before = await vaultContents(vault);
  closeVault(vault);
  dropKey('mine');
  await expect(openVault('mine')).rejects.toMatchObject({ code: 'vault-locked' });
  const envelope = await sealEnvelope('mine');
  if (!envelope) throw new Error('no envelope');
  expect(await keyInEnvelope(envelope, 'another')).toBeUndefined();
  expect(await keyInEnvelope(envelope, passphrase)).toEqual(key);
  holdKey('mine', key);
  const again = await openVault('mine');
  expect(await vaultContents(again)).toEqual(before);
  closeVault(again);
});

test('a vault is sealed and made readable again without a change of what it holds', async () => {
  const vault = await openVault('mine');
  await filled(vault);
  const before = await vaultContents(vault);
  const { key } = await newEnvelope(passphrase);
  await resealVault(vault, key, 'sealed');
  expect(await vaultContents(vault)).toEqual(before);
  expect((await rawRows('sextant-mine', 'journal')).every(isSealed)).toBe(true);
  await appendActs(vault, [deposit('e4', '1')], { batch: batch('b4'), recordedAt: 4, title: 'sealed too' });
  expect((await rawRows('sextant-mine', 'journal')).every(isSealed)).toBe(true);
  const grown = await vaultContents(vault);
  await resealVault(vault, key, 'readable');
  expect(await vaultContents(vault)).toEqual(grown);
  expect((await rawRows('sextant-mine', 'journal')).some(isSealed)).toBe(false);
  closeVault(vault);
});

test('a sealed row opens in its place only, whole, with its key', () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const seal = rowSeal(key);
  const row = { id: 'a', amount: '7', list: Float64Array.of(1, NaN) };
  const sealed = seal.sealed(row, 'table/a', ['id']);
  expect(sealed).toMatchObject({ id: 'a' });
  expect(seal.opened(sealed, 'table/a')).toEqual(row);
  expect(() => seal.opened(sealed, 'table/b')).toThrow();
  const changed = { ...sealed, sealed: sealed.sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) };
  expect(() => seal.opened(changed, 'table/a')).toThrow();
  expect(() => rowSeal(crypto.getRandomValues(new Uint8Array(32))).opened(sealed, 'table/a')).toThrow();
  expect(seal.sealed(row, 'table/a', []).sealed).not.toEqual(sealed.sealed);
});

test('a damaged sealed row is told by its place and does not take the others with it', async () => {
  const { vault, key } = await sealedVault();
  await filled(vault);
  closeVault(vault);
  const rows = (await rawRows('sextant-mine', 'journal')) as { sequence: number; sealed: Uint8Array }[];
  const damaged = rows.map((row) =>
    row.sequence === 3 ? { ...row, sealed: row.sealed.map((byte, i) => (i === 30 ? byte ^ 1 : byte)) } : row
  );
  await new Promise<void>((resolve) => {
    const request = indexedDB.open('sextant-mine');
    request.onsuccess = () => {
      const transaction = request.result.transaction('journal', 'readwrite');
      for (const row of damaged) transaction.objectStore('journal').put(row);
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
  holdKey('mine', key);
  const again = await openVault('mine');
  const { entries, problems } = await loadLedger(again);
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 4, 5]);
  expect(problems.map(({ code, key: place }) => [code, place])).toEqual([['entry-gap', '3']]);
  closeVault(again);
});

test('the holder of a key gives it to who asks, and tells of a lock', async () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  expect(await heldKey('mine')).toBeUndefined();
  holdKey('mine', key);
  let locked = false;
  const post = answerForKey('mine', { onLock: () => (locked = true), onActive: () => undefined });
  const asking = new BroadcastChannel('sextant-key-mine');
  const answer = new Promise((resolve) => {
    asking.onmessage = ({ data }: MessageEvent<{ kind: string }>) => data.kind === 'key' && resolve(data);
  });
  asking.postMessage({ kind: 'ask' });
  expect(await answer).toEqual({ kind: 'key', key });
  asking.postMessage({ kind: 'lock' });
  await expect.poll(() => locked).toBe(true);
  asking.close();
  post.close();
});
