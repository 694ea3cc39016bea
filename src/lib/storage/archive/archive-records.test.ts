import 'fake-indexeddb/auto';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendActs, closeVault, deleteVault, loadLedger, loadPrices, openVault, type Vault } from '$lib/storage/dexie';
import { apple, batch, broker, closes } from '../dexie/vault.fixture';
import { importVault } from './import';
import { exportVault } from './write';

const app = { appVersion: '0.1.0' };
const opened = (bytes: Uint8Array) => [
  bytes.length,
  ...Object.entries(unzipSync(bytes)).map(([path, content]) => `${path}\n${strFromU8(content)}`)
];

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

test('how an account is taxed comes back', async () => {
  const taxed = { ...broker, taxTreatment: 'deferred' } as const;
  await appendActs(vault, [], { batch: batch('t'), recordedAt: 1, title: 'accounts', accounts: [taxed] });
  const archive = await exportVault(vault, app);
  expect((await importVault(other, archive)).status).toBe('restored');
  expect(opened(await exportVault(other, app)).slice(1)).toEqual(opened(archive).slice(1));
  expect(strFromU8(unzipSync(archive)['accounts.json'] ?? new Uint8Array())).toContain('"deferred"');
});

test('every kind of adjustment comes back', async () => {
  const kinds = ['none', 'splits', 'dividends', 'total-return'] as const;
  const prices = kinds.map((adjustment) =>
    closes({ '2020-01-02': 5 }, { instrument: adjustment as string as typeof apple.id, adjustment })
  );
  await appendActs(vault, [], { batch: batch('p'), recordedAt: 1, title: 'prices', prices });
  expect((await importVault(other, await exportVault(vault, app))).status).toBe('restored');
  const { series } = await loadPrices(other);
  expect(series.map((one) => one.adjustment).sort()).toEqual([...kinds].sort());
});

test('labels and figures of a person come back as they were', async () => {
  const labels = { Strategy: 'income', Ziel: 'Haus' };
  const figures = { 'esg-score': '61.5', leverage: '-2', 'My mark': '3' };
  const instruments = [{ ...apple, labels, figures }];
  await appendActs(vault, [], { batch: batch('i'), recordedAt: 1, title: 'record', instruments });
  const first = await exportVault(vault, app);
  expect((await importVault(other, first)).status).toBe('restored');
  expect((await loadLedger(other)).instruments).toEqual(instruments);
  expect(opened(await exportVault(other, app))).toEqual(opened(first));
});
