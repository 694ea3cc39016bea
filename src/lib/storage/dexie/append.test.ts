import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actsRedoing, actsUndoing, GENESIS_HASH, liveTransactions, verifiedChain } from '$lib/domain/ledger';
import { appendActs, saveInstruments, type AppendOptions } from './append';
import { CorruptVaultError, HeadMovedError, SeriesMismatchError } from './errors';
import { loadBatches, loadLedger } from './ledger';
import { savePrices } from './series';
import { loadPrices, loadRates } from './series-load';
import { clearVault, closeVault, deleteVault, onVaultChange, openVault, vaultFingerprint, type Vault } from './vault';
import { apple, batch, broker, closes, deposit, euroRates, purchase, told, voided } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

const first: AppendOptions = {
  batch: batch('b1'),
  recordedAt: 1,
  title: 'trades.csv',
  file: 'trades.csv',
  accounts: [broker],
  instruments: [apple],
  prices: [closes({ '2019-12-31': 290, '2020-01-02': 300 })],
  rates: [euroRates({ '2020-01-02': 1.12 })]
};

test('an act is written with all it brings, on top of the head', async () => {
  const one = await appendActs(vault, [deposit('e1', '1000'), purchase('e2', '10', '100')], first);
  const two = await appendActs(vault, [deposit('e3', '5')], { batch: batch('b2'), recordedAt: 2, title: 'Deposit' });
  const { entries, accounts, instruments, head, problems } = await loadLedger(vault);
  expect(entries).toEqual([...one.entries, ...two.entries]);
  expect(verifiedChain(entries)).toEqual({ ok: true, head });
  expect(head).toBe(two.head);
  expect([accounts, instruments, problems]).toEqual([[broker], [apple], []]);
  expect(liveTransactions(entries).map(({ event }) => event)).toEqual(['e1', 'e3', 'e2']);
  expect(told((await loadPrices(vault)).series[0])).toEqual({ '2019-12-31': 290, '2020-01-02': 300 });
  expect(told((await loadRates(vault)).series[0])).toEqual({ '2020-01-02': 1.12 });
  expect(await loadBatches(vault)).toMatchObject([
    { id: 'b2', posted: 1, prices: 0, firstSequence: 3, lastSequence: 3 },
    { id: 'b1', posted: 2, prices: 2, rates: 1, firstSequence: 1, lastSequence: 2, accounts: ['broker'] }
  ]);
});

test('all or nothing: series that cannot be merged leave the ledger as it was', async () => {
  await appendActs(vault, [deposit('e1', '1000')], first);
  const before = await loadLedger(vault);
  const mismatch = closes({ '2021-01-04': 1 }, { adjustment: 'total-return' });
  const more = {
    batch: batch('b2'),
    recordedAt: 2,
    title: 'more',
    prices: [mismatch],
    accounts: [{ ...broker, name: 'X' }]
  };
  await expect(appendActs(vault, [deposit('e2', '1')], more)).rejects.toBeInstanceOf(SeriesMismatchError);
  expect(await loadLedger(vault)).toEqual(before);
  expect(await loadBatches(vault)).toHaveLength(1);
});

describe('two tabs', () => {
  test('who decided on an old head is refused, and may look again and repeat', async () => {
    const other = await openVault('mine');
    const seen = await loadLedger(vault);
    expect(seen.head).toBe(GENESIS_HASH);
    const heard: string[][] = [];
    const stop = onVaultChange(vault, (change) => heard.push([...change.parts]));
    await appendActs(other, [deposit('e1', '1000')], first);
    const late = { batch: batch('b2'), recordedAt: 2, title: 'late', expectedHead: seen.head };
    await expect(appendActs(vault, [deposit('e2', '1')], late)).rejects.toBeInstanceOf(HeadMovedError);
    expect((await loadLedger(vault)).entries).toHaveLength(1);
    const { head } = await loadLedger(vault);
    await appendActs(vault, [deposit('e2', '1')], { ...late, expectedHead: head });
    const { entries, problems } = await loadLedger(other);
    expect(verifiedChain(entries).ok).toBe(true);
    expect([entries.length, problems]).toEqual([2, []]);
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toContainEqual(expect.arrayContaining(['journal', 'accounts', 'prices']));
    stop();
    closeVault(other);
  });

  test('writing at once without a head gives one unbroken chain', async () => {
    const other = await openVault('mine');
    const write = (where: Vault, i: number) =>
      appendActs(where, [deposit(`e${i}`, '1')], { batch: batch(`b${i}`), recordedAt: i, title: `${i}` });
    await Promise.all(Array.from({ length: 20 }, (_, i) => write(i % 2 ? vault : other, i)));
    const { entries } = await loadLedger(vault);
    expect(entries).toHaveLength(20);
    expect(verifiedChain(entries).ok).toBe(true);
    closeVault(other);
  });

  test('an act that changes another needs the head it was decided on', async () => {
    await appendActs(vault, [deposit('e1', '1000')], first);
    const options = { batch: batch('b2'), recordedAt: 2, title: 'void' };
    await expect(appendActs(vault, [voided('e1')], options)).rejects.toThrow(TypeError);
  });
});

describe('undo', () => {
  const undo = async (of: string, by: string): Promise<void> => {
    const { entries, head } = await loadLedger(vault);
    const options = { batch: batch(by), recordedAt: 9, title: 'Undo', undoes: batch(of), expectedHead: head };
    await appendActs(vault, actsUndoing(entries, batch(of)), options);
  };

  test('a whole import goes: transactions, accounts, instruments, prices, rates', async () => {
    await appendActs(vault, [deposit('e1', '1000'), purchase('e2', '10', '100')], first);
    await undo('b1', 'u1');
    const { entries, accounts, instruments } = await loadLedger(vault);
    expect(liveTransactions(entries)).toEqual([]);
    expect([accounts, instruments]).toEqual([[], []]);
    expect((await loadPrices(vault)).series).toEqual([]);
    expect((await loadRates(vault)).series).toEqual([]);
    expect(await loadBatches(vault)).toMatchObject([
      { id: 'u1', undoes: 'b1', voided: 2 },
      { id: 'b1', undoneBy: 'u1' }
    ]);
    await appendActs(vault, [deposit('e9', '1')], { ...first, batch: batch('again') });
    expect((await loadLedger(vault)).accounts).toEqual([broker]);
  });

  test('what others use or changed since stays', async () => {
    await savePrices(vault, [closes({ '2020-01-02': 299, '2020-01-06': 310 })]);
    await appendActs(vault, [purchase('e1', '1', '1')], first);
    await appendActs(vault, [deposit('e2', '1')], { batch: batch('b2'), recordedAt: 2, title: 'other' });
    await savePrices(vault, [closes({ '2019-12-31': 291 })]);
    await undo('b1', 'u1');
    const { accounts, instruments } = await loadLedger(vault);
    expect([accounts, instruments]).toEqual([[broker], [apple]]);
    expect(told((await loadPrices(vault)).series[0])).toEqual({
      '2019-12-31': 291,
      '2020-01-02': 299,
      '2020-01-06': 310
    });
  });
});

test('a damaged head stops the next write', async () => {
  await appendActs(vault, [deposit('e1', '1000')], first);
  await vault.db.journal.update(1, { bytes: '{}' });
  const more = { batch: batch('b2'), recordedAt: 2, title: 'more' };
  await expect(appendActs(vault, [deposit('e2', '1')], more)).rejects.toBeInstanceOf(CorruptVaultError);
});

test('the fingerprint follows every write and nothing else', async () => {
  const seen = new Set([await vaultFingerprint(vault)]);
  await appendActs(vault, [deposit('e1', '1000')], first);
  seen.add(await vaultFingerprint(vault));
  await savePrices(vault, [closes({ '2020-01-02': 301 })]);
  seen.add(await vaultFingerprint(vault));
  await saveInstruments(vault, [{ ...apple, sector: 'Technology' }]);
  const last = await vaultFingerprint(vault);
  seen.add(last);
  expect(seen.size).toBe(4);
  await savePrices(vault, [closes({ '2020-01-02': 301 })]);
  expect(await vaultFingerprint(vault)).toBe(last);
});

describe('redo', () => {
  const undone = async (of: string, by: string): Promise<void> => {
    const { entries, head } = await loadLedger(vault);
    const options = { batch: batch(by), recordedAt: 9, title: 'Undo', undoes: batch(of), expectedHead: head };
    await appendActs(vault, actsUndoing(entries, batch(of)), options);
  };
  const redone = async (of: string, by: string): Promise<void> => {
    const { entries, head } = await loadLedger(vault);
    const options = { batch: batch(by), recordedAt: 10, title: 'Redo', redoes: batch(of), expectedHead: head };
    await appendActs(vault, actsRedoing(entries, batch(of)), options);
  };

  test('a whole import comes again: transactions, accounts, instruments, prices, rates', async () => {
    await appendActs(vault, [deposit('e1', '1000'), purchase('e2', '10', '100')], first);
    const { entries, accounts, instruments } = await loadLedger(vault);
    const live = liveTransactions(entries);
    await undone('b1', 'u1');
    await redone('b1', 'r1');
    const now = await loadLedger(vault);
    expect(liveTransactions(now.entries).map(({ event, transaction }) => [event, transaction])).toEqual(
      live.map(({ event, transaction }) => [event, transaction])
    );
    expect([now.accounts, now.instruments, now.problems]).toEqual([accounts, instruments, []]);
    expect(told((await loadPrices(vault)).series[0])).toEqual({ '2019-12-31': 290, '2020-01-02': 300 });
    expect(told((await loadRates(vault)).series[0])).toEqual({ '2020-01-02': 1.12 });
    expect((await loadBatches(vault)).map(({ id, undoneBy, redoes }) => [id, undoneBy, redoes])).toEqual([
      ['r1', undefined, 'b1'],
      ['u1', undefined, undefined],
      ['b1', undefined, undefined]
    ]);
    await undone('b1', 'u2');
    expect(liveTransactions((await loadLedger(vault)).entries)).toEqual([]);
  });

  test('an edited record goes back and comes again', async () => {
    await appendActs(vault, [deposit('e1', '1000')], first);
    const { head } = await loadLedger(vault);
    const renamed = { ...apple, name: 'Apple Inc.', multiplier: '100' };
    const edit = { batch: batch('b2'), recordedAt: 2, title: 'Rename', instruments: [renamed], expectedHead: head };
    await appendActs(vault, [], edit);
    const record = async () => (await loadLedger(vault)).instruments[0];
    expect(await record()).toEqual(renamed);
    await undone('b2', 'u2');
    expect(await record()).toEqual(apple);
    await redone('b2', 'r2');
    expect(await record()).toEqual(renamed);
  });

  test('a series that was replaced goes back and comes again', async () => {
    await appendActs(vault, [deposit('e1', '1000')], first);
    const { head } = await loadLedger(vault);
    const other = closes({ '2020-01-02': 3 }, { quoteUnit: 'hundredth' });
    const edit = {
      batch: batch('b2'),
      recordedAt: 2,
      title: 'x',
      prices: [other],
      replaceSeries: true,
      expectedHead: head
    };
    await appendActs(vault, [], edit);
    await undone('b2', 'u2');
    expect(told((await loadPrices(vault)).series[0])).toEqual({ '2019-12-31': 290, '2020-01-02': 300 });
    await redone('b2', 'r2');
    const [series] = (await loadPrices(vault)).series;
    expect([told(series), series?.quoteUnit]).toEqual([{ '2020-01-02': 3 }, 'hundredth']);
  });
});

describe('a ledger that was read before', () => {
  test('is read on from its last entry, to the same as when it is read whole', async () => {
    await appendActs(vault, [deposit('e1', '1000')], first);
    const before = await loadLedger(vault);
    expect((await loadLedger(vault, before)).entries).toBe(before.entries);
    await appendActs(vault, [deposit('e2', '5'), voided('e1')], {
      ...{ ...first, batch: batch('b2'), expectedHead: before.head }
    });
    const after = await loadLedger(vault, before);
    expect(after).toEqual(await loadLedger(vault));
    expect(after.entries[0]).toBe(before.entries[0]);
  });

  test('is read whole when the journal is another, or something in it was wrong', async () => {
    await appendActs(vault, [deposit('e1', '1000')], first);
    const before = await loadLedger(vault);
    await clearVault(vault);
    await appendActs(vault, [deposit('e9', '7'), deposit('e10', '8')], first);
    expect(await loadLedger(vault, before)).toEqual(await loadLedger(vault));
    const bytes = (await vault.db.journal.get(2))?.bytes.replace('"8"', '"9"') ?? '';
    await vault.db.journal.update(2, { bytes });
    const damaged = await loadLedger(vault);
    expect(damaged.problems).toHaveLength(1);
    expect(await loadLedger(vault, damaged)).toEqual(damaged);
    expect((await loadLedger(vault, { ...damaged, problems: [] })).problems).toHaveLength(1);
  });
});
