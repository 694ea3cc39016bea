import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actsRedoing, actsUndoing } from '$lib/domain/ledger';
import { valueOrigins, type ValueOrigin } from '$lib/domain/market';
import { appendActs } from './append';
import { loadLedger } from './ledger';
import { originAt } from './origins';
import { savePrices, saveRates } from './series';
import { loadPrices, loadPricesWithOrigins, loadRates, priceHeaders } from './series-load';
import { clearVault, closeVault, deleteVault, openVault, type Vault } from './vault';
import type { apple } from './vault.fixture';
import { batch, closes, euroRates, told } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

/** Every stored value as "value origin". */
async function stored(): Promise<string[]> {
  const [one] = (await loadPricesWithOrigins(vault)).series;
  if (!one) return [];
  return Array.from(one.values, (value, at) => `${value} ${valueOrigins[originAt(one, at)]}`);
}

const save = (values: Readonly<Record<string, number>>, origin: ValueOrigin, over = {}) =>
  savePrices(vault, [closes(values)], { origin, recordedAt: 1, ...over });

describe('manual beats imported beats fetched', () => {
  test('on the same day; other days join', async () => {
    expect(await save({ '2020-01-02': 1, '2020-01-03': 1 }, 'fetched')).toMatchObject({ written: 2, kept: 0 });
    expect(await save({ '2020-01-03': 2, '2020-01-06': 2 }, 'imported')).toMatchObject({ written: 2, kept: 0 });
    expect(await save({ '2020-01-06': 3 }, 'manual')).toMatchObject({ written: 1, kept: 0 });
    expect(await save({ '2020-01-02': 4, '2020-01-03': 4, '2020-01-06': 4 }, 'fetched')).toMatchObject({
      written: 1,
      kept: 2
    });
    expect(await save({ '2020-01-06': 5 }, 'imported')).toMatchObject({ written: 0, kept: 1 });
    expect(await stored()).toEqual(['4 fetched', '2 imported', '3 manual']);
    expect(await save({ '2020-01-06': 6 }, 'manual')).toMatchObject({ written: 1 });
    expect(await stored()).toEqual(['4 fetched', '2 imported', '6 manual']);
  });

  test('the same value from a stronger origin is that origin’s from then on, and counts as no new value', async () => {
    await save({ '2020-01-02': 1 }, 'fetched');
    expect(await save({ '2020-01-02': 1 }, 'manual')).toMatchObject({ written: 0, kept: 0 });
    expect(await save({ '2020-01-02': 2 }, 'imported')).toMatchObject({ written: 0, kept: 1 });
    expect(await stored()).toEqual(['1 manual']);
  });

  test('replacing a series keeps what a stronger origin wrote', async () => {
    await save({ '2020-01-02': 1, '2020-01-03': 1 }, 'fetched');
    await save({ '2020-01-06': 3 }, 'manual');
    await save({ '2020-01-03': 7, '2020-01-06': 7 }, 'fetched', { replace: true });
    expect(await stored()).toEqual(['7 fetched', '3 manual']);
  });

  test('rates too', async () => {
    await saveRates(vault, [euroRates({ '2020-01-02': 1.1 })], { origin: 'imported' });
    await saveRates(vault, [euroRates({ '2020-01-02': 1.2, '2020-01-03': 1.3 })], { origin: 'fetched' });
    expect((await loadRates(vault)).series.map(told)).toEqual([{ '2020-01-02': 1.1, '2020-01-03': 1.3 }]);
  });

  test('rows that do not say count as imported, and one code stands for a year of one origin', async () => {
    await save({ '2019-01-02': 1, '2019-01-03': 1 }, 'imported');
    await save({ '2020-01-02': 1, '2020-01-03': 1 }, 'fetched');
    await save({ '2020-01-03': 2 }, 'manual');
    await save({ '2021-01-04': 1, '2021-01-05': 1 }, 'fetched');
    const rows = await vault.db.prices.toArray();
    expect(rows.map(({ origins }) => origins && [...origins])).toEqual([undefined, [0, 2], [0]]);
  });

  test('origins that do not fit their values are told', async () => {
    await save({ '2020-01-02': 1, '2020-01-03': 1 }, 'fetched');
    for (const origins of [Uint8Array.of(0, 0, 0), Uint8Array.of(9), [0] as unknown as Uint8Array]) {
      await vault.db.prices.toCollection().modify((row, place) => void (place.value = { ...row, origins }));
      expect((await loadPrices(vault)).problems).toMatchObject([{ code: 'series-truncated', key: 'AAPL 2020' }]);
    }
  });
});

describe('another kind', () => {
  const pence = () => closes({ '2020-01-03': 200 }, { quoteUnit: 'hundredth' });

  test('is refused, or left out and told where other series are to be written all the same', async () => {
    await save({ '2020-01-02': 2 }, 'imported');
    await expect(savePrices(vault, [pence()], { origin: 'fetched' })).rejects.toMatchObject({
      code: 'series-mismatch'
    });
    const other = closes({ '2020-01-02': 9 }, { instrument: 'MSFT' as typeof apple.id });
    const outcome = await savePrices(vault, [pence(), other], { origin: 'fetched', skipMismatched: true });
    expect(outcome).toMatchObject({ written: 1, mismatched: [{ key: 'AAPL', given: /hundredth/ }] });
    expect((await priceHeaders(vault)).map(({ instrument, count }) => [instrument, count])).toEqual([
      ['AAPL', 1],
      ['MSFT', 1]
    ]);
  });

  test('a source replaces a fetched series by it, never one with values of a person', async () => {
    await save({ '2020-01-02': 2 }, 'fetched');
    await savePrices(vault, [pence()], { origin: 'fetched', replace: true });
    expect(await stored()).toEqual(['200 fetched']);
    await savePrices(vault, [closes({ '2020-01-06': 3 }, { quoteUnit: 'hundredth' })], { origin: 'manual' });
    const write = savePrices(vault, [closes({ '2020-01-03': 2 })], { origin: 'fetched', replace: true });
    await expect(write).rejects.toMatchObject({ code: 'series-mismatch' });
    await savePrices(vault, [closes({ '2020-01-03': 2 })], { replace: true });
    expect(await stored()).toEqual(['2 imported']);
  });
});

test('undo and redo give values back with their origins, where they are still the ones that were written', async () => {
  await save({ '2020-01-02': 1, '2020-01-03': 1 }, 'fetched');
  const act = async (id: string, over: object) => {
    const { entries, head } = await loadLedger(vault);
    const acts = 'undoes' in over ? actsUndoing(entries, batch('b')) : actsRedoing(entries, batch('b'));
    const about = { batch: batch(id), recordedAt: 2, title: id, expectedHead: head };
    await appendActs(vault, acts, { ...about, ...over });
  };
  const typed = closes({ '2020-01-03': 5, '2020-01-06': 5 });
  await appendActs(vault, [], {
    ...{ batch: batch('b'), recordedAt: 2, title: 'b' },
    ...{ prices: [typed], origin: 'manual' }
  });
  const written = ['1 fetched', '5 manual', '5 manual'];
  expect(await stored()).toEqual(written);
  await act('u', { undoes: batch('b') });
  expect(await stored()).toEqual(['1 fetched', '1 fetched']);
  await act('r', { redoes: batch('b') });
  expect(await stored()).toEqual(written);
  await act('u2', { undoes: batch('b') });
  await save({ '2020-01-03': 6 }, 'imported');
  await act('r2', { redoes: batch('b') });
  expect(await stored()).toEqual(['1 fetched', '6 imported', '5 manual']);
});

test('property: what is stored on a day is the last value among those of the strongest origin', async () => {
  const value = fc.integer({ min: 1, max: 9 });
  const write = fc.record({
    origin: fc.constantFrom(...valueOrigins),
    points: fc.dictionary(fc.integer({ min: 18_200, max: 18_700 }).map(String), value, { maxKeys: 12 })
  });
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 6 }), async (writes) => {
      await clearVault(vault);
      const expected = new Map<number, { value: number; rank: number }>();
      for (const { origin, points } of writes) {
        const rank = valueOrigins.indexOf(origin);
        const days = Int32Array.from(Object.keys(points), Number).sort();
        const values = Float64Array.from(days, (day) => points[day] ?? NaN);
        for (const [at, day] of days.entries())
          if ((expected.get(day)?.rank ?? -1) <= rank) expected.set(day, { value: values[at] ?? NaN, rank });
        await savePrices(vault, [{ ...closes({}), days, values }], { origin, recordedAt: 1 });
      }
      const wanted = [...expected].sort(([a], [b]) => a - b);
      expect(await stored()).toEqual(wanted.map(([, { value, rank }]) => `${value} ${valueOrigins[rank]}`));
      const [header] = await priceHeaders(vault);
      if (header)
        expect([header.count, header.first, header.last]).toEqual([wanted.length, wanted[0]?.[0], wanted.at(-1)?.[0]]);
    }),
    { numRuns: 40 }
  );
});
