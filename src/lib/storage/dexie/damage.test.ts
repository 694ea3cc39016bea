import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { JOURNAL_VERSION, journalEntry, type JournalEntry } from '$lib/domain/ledger';
import { appendActs } from './append';
import { loadLedger } from './ledger';
import { savePrices } from './series';
import { loadPrices } from './series-load';
import { closeVault, deleteVault, openVault, type Vault } from './vault';
import { apple, batch, broker, closes, deposit, told, voided } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
  const acts = [deposit('e1', '1'), deposit('e2', '2'), deposit('e3', '3')];
  const { head } = await appendActs(vault, acts, {
    ...{ batch: batch('b1'), recordedAt: 1, title: 'first', accounts: [broker], instruments: [apple] },
    prices: [closes({ '2019-12-31': 290, '2020-01-02': 300, '2020-01-03': 301, '2021-01-04': 310 })]
  });
  await appendActs(vault, [voided('e2')], { batch: batch('b2'), recordedAt: 2, title: 'void', expectedHead: head });
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

const places = async () => {
  const { entries, problems } = await loadLedger(vault);
  for (const { text, remedy } of problems) expect([text, remedy]).not.toContain('');
  return { left: entries.map(({ sequence }) => sequence), problems: problems.map(({ code, key }) => `${code} ${key}`) };
};

test('an entry that was changed is told and left out, with what depends on it', async () => {
  const entry = (await vault.db.journal.get(2)) as JournalEntry;
  await vault.db.journal.put({ ...entry, bytes: entry.bytes.replace('"2"', '"2000"') });
  expect(await places()).toEqual({ left: [1, 3], problems: ['entry-hash-mismatch 2', 'entry-orphaned 4'] });
});

test('an entry that was changed with its hash breaks the chain after it', async () => {
  const entry = (await vault.db.journal.get(3)) as JournalEntry;
  const forged = journalEntry(entry.previousHash, 3, {
    version: JOURNAL_VERSION,
    recordedAt: 1,
    batch: batch('b1'),
    act: deposit('e3', '9')
  });
  await vault.db.journal.put(forged);
  expect(await places()).toEqual({ left: [1, 2, 3, 4], problems: ['entry-hash-mismatch 4'] });
});

test('a missing and an unreadable entry are told by their places', async () => {
  await vault.db.journal.delete(1);
  await vault.db.journal.put({ sequence: 3, bytes: 7 } as unknown as JournalEntry);
  expect(await places()).toEqual({ left: [2, 4], problems: ['entry-gap 1', 'entry-unreadable 3'] });
});

test('an entry of a newer program asks for a reload', async () => {
  const { entries } = await loadLedger(vault);
  const last = entries.at(-1) as JournalEntry;
  const { entryHash } = await import('$lib/domain/ledger');
  const bytes = last.bytes.replace('"version":2', '"version":99');
  await vault.db.journal.put({ sequence: 5, bytes, previousHash: last.hash, hash: entryHash(last.hash, bytes) });
  const { problems } = await loadLedger(vault);
  expect(problems).toMatchObject([{ code: 'entry-newer', key: '5', remedy: /Reload/ }]);
});

test('a year of prices that is cut off, missing or no array is told; the other years are read; an import repairs it', async () => {
  const key: [typeof apple.id, number] = [apple.id, 2020];
  const year = await vault.db.prices.get(key);
  expect(year?.count).toBe(2);
  for (const [change, code] of [
    [{ values: Float64Array.of(300), days: year?.days.slice(0, 1) }, 'series-truncated'],
    [{ values: [300, 301] }, 'series-unreadable'],
    [{ values: Float64Array.of(300, NaN) }, 'series-truncated'],
    [{ days: Int32Array.of(5, 4) }, 'series-truncated']
  ] as const) {
    await vault.db.prices.put({ ...year, ...change } as unknown as NonNullable<typeof year>);
    const { series, problems } = await loadPrices(vault);
    expect(problems).toMatchObject([{ code, table: 'prices', key: 'AAPL 2020' }]);
    expect(told(series[0])).toEqual({ '2019-12-31': 290, '2021-01-04': 310 });
  }
  await vault.db.prices.delete(key);
  expect((await loadPrices(vault)).problems).toMatchObject([{ code: 'series-missing', key: 'AAPL 2020' }]);
  await savePrices(vault, [closes({ '2020-01-02': 300, '2020-01-03': 301 })]);
  const repaired = await loadPrices(vault, [apple.id]);
  expect(repaired.problems).toEqual([]);
  expect(repaired.series[0]?.days.length).toBe(4);
});

test('an instrument that cannot be read is told, the others are listed', async () => {
  await vault.db.instruments.put({ id: instrumentId('BAD') } as typeof apple);
  const { instruments, problems } = await loadLedger(vault);
  expect(instruments).toEqual([apple]);
  expect(problems).toMatchObject([{ code: 'instrument-unreadable', key: 'BAD' }]);
});
