import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actsUndoing } from '$lib/domain/ledger';
import { valueOrigins, type PriceSeries } from '$lib/domain/market';
import { appendActs } from './append';
import { pricesAsKnown, revisionsOf } from './as-known';
import { loadLedger } from './ledger';
import { retain } from './retention';
import { savePrices } from './series';
import { loadPrices } from './series-load';
import { clearVault, closeVault, deleteVault, openVault, type Vault } from './vault';
import { apple, batch, closes, told } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

const at = async (instant: number) => told((await pricesAsKnown(vault, [apple.id], instant)).series[0]);

test('a series is read as it was known, with its source and its kind', async () => {
  await savePrices(vault, [closes({ '2020-01-02': 1, '2020-01-06': 3 }, { source: 'one' })], { recordedAt: 10 });
  await savePrices(vault, [closes({ '2020-01-02': 9, '2020-01-03': 2 }, { source: 'two' })], { recordedAt: 20 });
  const pence = closes({ '2020-01-06': 300 }, { quoteUnit: 'hundredth', source: 'three' });
  await savePrices(vault, [pence], { recordedAt: 30, replace: true });
  expect(await at(9)).toEqual({});
  expect(await at(10)).toEqual({ '2020-01-02': 1, '2020-01-06': 3 });
  expect(await at(29)).toEqual({ '2020-01-02': 9, '2020-01-03': 2, '2020-01-06': 3 });
  expect(await at(30)).toEqual({ '2020-01-06': 300 });
  const kinds = await Promise.all([10, 20, 30].map((instant) => pricesAsKnown(vault, [apple.id], instant)));
  expect(kinds.map(({ series: [one] }) => [one?.source, one?.quoteUnit])).toEqual([
    ['one', 'currency'],
    ['two', 'currency'],
    ['three', 'hundredth']
  ]);
  expect(await revisionsOf(vault, 'prices', 'AAPL')).toMatchObject([
    { source: 'one', recordedAt: 10, days: Int32Array.of(), added: { length: 2 } },
    { source: 'two', recordedAt: 20, before: Float64Array.of(1), added: { length: 2 } },
    { source: 'three', recordedAt: 30, was: { quoteUnit: 'currency' } }
  ]);
});

test('a write that changes nothing leaves no revision', async () => {
  await savePrices(vault, [closes({ '2020-01-02': 1 })], { recordedAt: 1 });
  await savePrices(vault, [closes({ '2020-01-02': 1 })], { recordedAt: 2 });
  await savePrices(vault, [closes({ '2020-01-02': 2 })], { recordedAt: 3, origin: 'fetched' });
  expect(await vault.db.revisions.count()).toBe(1);
});

test('a series that an undo took away is still known as it was', async () => {
  const about = { batch: batch('b'), recordedAt: 10, title: 'b' };
  await appendActs(vault, [], { ...about, prices: [closes({ '2020-01-02': 1 })] });
  const { entries, head } = await loadLedger(vault);
  await appendActs(vault, actsUndoing(entries, batch('b')), {
    ...{ batch: batch('u'), recordedAt: 20, title: 'u', undoes: batch('b'), expectedHead: head }
  });
  expect((await loadPrices(vault)).series).toEqual([]);
  expect([await at(15), await at(25)]).toEqual([{ '2020-01-02': 1 }, {}]);
});

test('values older than the revisions are not proven, and neither are moments before those that were let go', async () => {
  await savePrices(vault, [closes({ '2020-01-02': 1 })], { recordedAt: 10 });
  await savePrices(vault, [closes({ '2020-01-02': 2 })], { recordedAt: 20 });
  const unproven = async (instant: number) => (await pricesAsKnown(vault, [apple.id], instant)).unproven;
  expect(await unproven(10)).toEqual([]);
  expect(await retain(vault, { revisionsOlderThan: 15 })).toEqual({ revisions: 1, bars: 0, opinions: 0, news: 0 });
  expect([await unproven(10), await unproven(15)]).toEqual([['AAPL'], []]);
  await vault.db.revisions.clear();
  await vault.db.settings.clear();
  expect(await unproven(50)).toEqual(['AAPL']);
});

test('property: after any writes, every earlier state is read back', async () => {
  const day = fc.integer({ min: 17_800, max: 18_700 });
  const write = fc.record({
    origin: fc.constantFrom(...valueOrigins),
    replace: fc.boolean(),
    points: fc.dictionary(day.map(String), fc.integer({ min: 1, max: 4 }), { maxKeys: 25 })
  });
  const run = (one: PriceSeries | undefined) => [[...(one?.days ?? [])], [...(one?.values ?? [])]];
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 7 }), async (writes) => {
      await clearVault(vault);
      const states: ReturnType<typeof run>[] = [];
      for (const [step, { origin, replace, points }] of writes.entries()) {
        const days = Int32Array.from(Object.keys(points), Number).sort();
        const values = Float64Array.from(days, (one) => points[one] ?? NaN);
        const series = [{ ...closes({}), days, values }];
        await savePrices(vault, series, { origin, replace, recordedAt: step });
        states.push(run((await loadPrices(vault)).series[0]));
      }
      for (const [step, state] of states.entries())
        expect(run((await pricesAsKnown(vault, [apple.id], step)).series[0])).toEqual(state);
    }),
    { numRuns: 40 }
  );
});
