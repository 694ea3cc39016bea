import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayFromText, dayFromNumber, dayText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { SeriesMismatchError } from './errors';
import { savePrices, saveRates } from './series';
import { loadPrices, loadRates, priceHeaders } from './series-load';
import { clearVault, closeVault, deleteVault, openVault, type Vault } from './vault';
import { apple, closes, euroRates, told } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('demo');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('demo');
});

test('prices merge by day, the new value wins, the revision grows only with a change', async () => {
  expect(await savePrices(vault, [closes({ '2019-12-31': 1, '2020-01-02': 2 })])).toMatchObject({
    written: 2,
    kept: 0
  });
  expect(await savePrices(vault, [closes({ '2020-01-02': 3, '2021-01-04': 4 })])).toMatchObject({
    written: 2,
    kept: 0
  });
  expect(await savePrices(vault, [closes({ '2020-01-02': 3 })])).toMatchObject({ written: 0, kept: 0 });
  const { series, problems } = await loadPrices(vault);
  expect(problems).toEqual([]);
  expect(told(series[0])).toEqual({ '2019-12-31': 1, '2020-01-02': 3, '2021-01-04': 4 });
  expect(series[0]).toMatchObject({ instrument: 'AAPL', adjustment: 'none', source: 'test', revision: 2 });
  expect(await priceHeaders(vault)).toMatchObject([
    { years: [2019, 2020, 2021], count: 3, first: dayFromText('2019-12-31'), last: dayFromText('2021-01-04') }
  ]);
});

test('each year is one record of its own memory', async () => {
  await savePrices(vault, [closes({ '2019-12-31': 1, '2020-01-02': 2, '2020-01-03': 3 })]);
  const rows = await vault.db.prices.toArray();
  expect(rows.map(({ year, count, values }) => [year, count, values.buffer.byteLength])).toEqual([
    [2019, 1, 8],
    [2020, 2, 16]
  ]);
});

test('a span and a choice of instruments limit what is read', async () => {
  const other = instrumentId('MSFT');
  const values = { '2019-12-31': 1, '2020-01-02': 2, '2021-01-04': 3 };
  await savePrices(vault, [closes(values), closes(values, { instrument: other })]);
  const span = { start: dayFromText('2020-01-01'), end: dayFromText('2020-12-31') };
  expect((await loadPrices(vault)).series.map((one) => one.instrument)).toEqual(['AAPL', 'MSFT']);
  expect((await loadPrices(vault, [other], span)).series.map(told)).toEqual([{ '2020-01-02': 2 }]);
  expect((await loadPrices(vault, [instrumentId('NONE')])).series).toEqual([]);
});

test('series of another kind are refused unless they replace the stored one', async () => {
  await savePrices(vault, [closes({ '2019-12-31': 1, '2020-01-02': 2 })]);
  const adjusted = closes({ '2020-01-02': 5 }, { adjustment: 'total-return' });
  await expect(savePrices(vault, [adjusted])).rejects.toBeInstanceOf(SeriesMismatchError);
  await savePrices(vault, [adjusted], { replace: true });
  const { series } = await loadPrices(vault, [apple.id]);
  expect(told(series[0])).toEqual({ '2020-01-02': 5 });
  expect(series[0]).toMatchObject({ adjustment: 'total-return', revision: 2 });
  expect(await vault.db.prices.count()).toBe(1);
});

test('values that are no numbers and days that do not ascend are misuse', async () => {
  const wrong = closes({ '2020-01-02': NaN });
  await expect(savePrices(vault, [wrong])).rejects.toThrow(/AAPL: value NaN/);
  const days = Int32Array.of(5, 5);
  await expect(savePrices(vault, [{ ...wrong, days, values: Float64Array.of(1, 1) }])).rejects.toThrow(RangeError);
});

test('rates merge by day', async () => {
  await saveRates(vault, [euroRates({ '2020-01-02': 1.1 })]);
  await saveRates(vault, [euroRates({ '2020-01-02': 1.2, '2020-01-03': 1.3 })]);
  const { series } = await loadRates(vault, [{ base: euroRates({}).base, quote: euroRates({}).quote }]);
  expect(told(series[0])).toEqual({ '2020-01-02': 1.2, '2020-01-03': 1.3 });
});

test('property: any sequence of writes reads back as a map of days written in that order', async () => {
  const day = fc.integer({ min: -800, max: 1500 });
  const run = fc.dictionary(day.map(String), fc.double({ noNaN: true, noDefaultInfinity: true }), { maxKeys: 40 });
  await fc.assert(
    fc.asyncProperty(fc.array(run, { maxLength: 5 }), async (runs) => {
      await clearVault(vault);
      const expected = new Map<number, number>();
      for (const one of runs) {
        const pairs = Object.entries(one).map(([key, value]): [number, number] => [Number(key), value]);
        pairs.sort(([a], [b]) => a - b);
        for (const [key, value] of pairs) expected.set(key, value);
        const days = Int32Array.from(pairs, ([key]) => key);
        await savePrices(vault, [{ ...closes({}), days, values: Float64Array.from(pairs, ([, value]) => value) }]);
      }
      const { series, problems } = await loadPrices(vault);
      const wanted = [...expected]
        .sort(([a], [b]) => a - b)
        .map(([key, value]) => [dayText(dayFromNumber(key)), value]);
      expect(problems).toEqual([]);
      expect(Object.entries(told(series[0]))).toEqual(wanted);
    }),
    { numRuns: 30 }
  );
});
