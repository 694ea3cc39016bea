import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendActs, type AppendOptions } from './append';
import { InstrumentInUseError } from './errors';
import { loadBatches, loadLedger } from './ledger';
import { savePrices } from './series';
import { loadPrices } from './series-load';
import { closeVault, deleteVault, openVault, type Vault } from './vault';
import { apple, batch, broker, closes, deposit, purchase, told } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

describe('an instrument taken from the list', () => {
  const at = (id: string, more: Partial<AppendOptions> = {}): AppendOptions => ({
    ...{ batch: batch(id), recordedAt: 5, title: id },
    ...more
  });
  const none = { ...closes({}), revision: 1 };
  const removed = at('gone', { retires: [apple.id], prices: [none], replaceSeries: true, origin: 'manual' });
  const bought = at('bought', { accounts: [broker], instruments: [apple] });
  const state = async () => ({
    listed: (await loadLedger(vault)).instruments.map(({ id }) => id),
    closes: (await loadPrices(vault)).series.map((one) => told(one))
  });

  test('goes with its series, comes back with it, and goes again', async () => {
    await appendActs(vault, [], at('follow', { instruments: [apple] }));
    await savePrices(vault, [closes({ '2019-12-31': 290, '2020-01-02': 300 })], { origin: 'fetched' });
    const before = await state();
    const { batch: record } = await appendActs(vault, [], removed);
    expect(record).toMatchObject({ retired: [apple.id], prices: 2, instruments: [] });
    expect(await state()).toEqual({ listed: [], closes: [] });
    await appendActs(vault, [], at('undo', { undoes: batch('gone') }));
    expect(await state()).toEqual(before);
    await appendActs(vault, [], at('redo', { redoes: batch('gone') }));
    expect(await state()).toEqual({ listed: [], closes: [] });
    await appendActs(vault, [], at('again', { undoes: batch('gone') }));
    expect(await state()).toEqual(before);
  });

  test('stays when the journal names it, and nothing is written', async () => {
    await appendActs(vault, [deposit('e1', '1000'), purchase('e2', '10', '100')], bought);
    const before = await state();
    await expect(appendActs(vault, [], removed)).rejects.toThrow(InstrumentInUseError);
    expect(await state()).toEqual(before);
    expect(await loadBatches(vault)).toHaveLength(1);
  });

  test('is not taken again once the journal names it', async () => {
    await appendActs(vault, [], at('follow', { instruments: [apple] }));
    await appendActs(vault, [], at('gone', { retires: [apple.id] }));
    await appendActs(vault, [], at('undo', { undoes: batch('gone') }));
    await appendActs(vault, [deposit('e1', '1000'), purchase('e2', '10', '100')], at('bought', { accounts: [broker] }));
    await expect(appendActs(vault, [], at('redo', { redoes: batch('gone') }))).rejects.toThrow(InstrumentInUseError);
    expect((await state()).listed).toEqual([apple.id]);
  });
});
