import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayFromText, plusDays, weekday } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { batchId } from '$lib/domain/ledger';
import { macroSeriesId, type PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { randomStream } from '$lib/math/random';
import {
  appendActs,
  closeVault,
  deleteVault,
  loadPrices,
  openVault,
  savePrices,
  saveRates,
  saveSetting,
  type Vault
} from '$lib/storage/dexie';
import { forgetSplit, recordSplit } from './events';
import { mendSeries } from './mend';
import { ACCEPTED, qualityReport, qualitySeries, seriesFindings } from './report';

const start = dayFromText('2021-01-04');
const days = Int32Array.from(
  Array.from({ length: 900 }, (_, at) => plusDays(start, at)).filter((day) => weekday(day) < 6)
);
const today = days.at(-1) ?? 0;
const context = { progress: () => undefined };
const question = { vault: 'mine', revision: 1, today } as const;

function walk(block: number): Float64Array {
  const random = randomStream(31, 0, block);
  let close = 50;
  return Float64Array.from(days, () => (close *= Math.exp(0.012 * random.normal())));
}
const seriesOf = (key: string, values: Float64Array, more: Partial<PriceSeries> = {}): PriceSeries => ({
  ...{ instrument: instrumentId(key), currency: currencyCode('USD'), adjustment: 'none', quoteUnit: 'currency' },
  ...{ source: 'made up', revision: 1, days, values },
  ...more
});

let vault: Vault;
const flawed = walk(2);
flawed[100] *= 100;
flawed[300] *= 1.6;
const split = walk(3).map((value, t) => (t < 400 ? value : value / 2));

beforeAll(async () => {
  vault = await openVault('mine');
  await savePrices(vault, [
    seriesOf('clean', walk(1)),
    seriesOf('flawed', flawed),
    seriesOf('split', split),
    seriesOf('ended', walk(4).slice(0, 500), { days: days.slice(0, 500) })
  ]);
  await saveRates(vault, [
    { base: currencyCode('EUR'), quote: currencyCode('USD'), source: 'ecb', days, values: walk(5).map((v) => v / 45) }
  ]);
  const id = macroSeriesId('us-treasury/1M');
  const zeros = days.slice(0, 200);
  await vault.db.macroSeries.put({
    ...{ id, title: 'One month', topic: 'yield', unit: 'fraction', frequency: 'daily', source: 'us-treasury' },
    ...{ revision: 1, years: [2021], first: zeros[0] ?? 0, last: zeros.at(-1) ?? 0, count: 200 }
  });
  await vault.db.macro.put({
    ...{ id, year: 2021, count: 200, days: zeros },
    values: Float64Array.from(zeros, (_, t) => (t < 50 ? 0 : 0.03 + 0.0004 * Math.sin(t)))
  });
  const second = walk(1).slice(0, 100);
  second[7] *= 1.03;
  await vault.db.opinions.put({
    ...{ kind: 'prices', key: 'clean', source: 'second', year: 2021, count: 100 },
    ...{ days: days.slice(0, 100), values: second }
  });
});
afterAll(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

const report = async () => {
  const list = await qualitySeries(question);
  return qualityReport({ ...question, series: list.series.map(({ id }) => id), peers: list.peers }, context);
};
const codes = async (key: string): Promise<string[]> =>
  (await report()).find(({ id }) => id.key === key)?.findings.map(({ code }) => code) ?? ['absent'];

test('every series is reported once, with what is wrong with it', async () => {
  const all = await report();
  expect(all.map(({ id, findings }) => [id.kind, id.key, findings.map(({ code }) => code)])).toEqual([
    ['prices', 'clean', ['disagreement']],
    ['prices', 'ended', ['ended']],
    ['prices', 'flawed', ['spike', 'hundredfold']],
    ['prices', 'split', ['split-shaped']],
    // Eight closing days of TARGET from Monday to Friday in these three and a half years have a rate here.
    ['rates', 'EUR/USD', Array.from({ length: 8 }, () => 'holiday')],
    ['macro', 'us-treasury/1M', ['zero', 'ended']]
  ]);
  expect(all.find(({ id }) => id.key === 'clean')).toMatchObject({ sources: ['second'], count: days.length, late: 0 });
});

test('one series comes with its values and those of a second source', async () => {
  const detail = await seriesFindings({ ...question, series: { kind: 'prices', key: 'clean' } });
  expect(detail?.values).toEqual(walk(1));
  expect(detail?.opinions[0]?.days).toHaveLength(100);
  expect(await seriesFindings({ ...question, series: { kind: 'rates', key: 'USD/JPY' } })).toBeUndefined();
});

test('a mend is one act with a record of each value, and undoing it takes the record out of the count', async () => {
  const series = { kind: 'prices', key: 'flawed' } as const;
  const before = await seriesFindings({ ...question, series });
  const keys = before?.findings.map(({ key }) => key) ?? [];
  const act = { ...question, series, recordedAt: 5, title: 'Mended' };
  await mendSeries({ ...act, mend: { how: 'findings', keys }, batch: 'one' });
  const mended = await seriesFindings({ ...question, series });
  expect(mended).toMatchObject({ findings: [], repaired: 2, count: days.length - 1 });
  expect(mended?.values[100]).toBeCloseTo((flawed[100] ?? NaN) / 100, 12);
  expect((await vault.db.repairs.toArray()).map(({ day, why }) => [day, why])).toEqual([
    [days[100], 'hundredfold'],
    [days[300], 'spike']
  ]);
  await appendActs(vault, [], { batch: batchId('two'), recordedAt: 6, title: 'Mended', undoes: batchId('one') });
  const [back] = (await loadPrices(vault, [instrumentId('flawed')])).series;
  expect(back?.values).toEqual(flawed);
  expect(await seriesFindings({ ...question, series })).toMatchObject({ repaired: 0, count: days.length });
});

test('a value by hand, and a day taken out', async () => {
  const series = { kind: 'rates', key: 'EUR/USD' } as const;
  const act = { ...question, series, recordedAt: 7, title: 'By hand' };
  await mendSeries({ ...act, mend: { how: 'set', day: days[3] ?? 0, value: 1.25 }, batch: 'three' });
  await mendSeries({ ...act, mend: { how: 'take-out', days: [days[5] ?? 0] }, batch: 'four' });
  const detail = await seriesFindings({ ...question, series });
  expect([detail?.values[3], detail?.days.includes(days[5] ?? 0), detail?.repaired]).toEqual([1.25, false, 2]);
  await expect(
    mendSeries({ ...act, mend: { how: 'set', day: days[3] ?? 0, value: 0 }, batch: 'five' })
  ).rejects.toThrow(RangeError);
  await expect(
    mendSeries({
      ...act,
      series: { kind: 'macro', key: 'us-treasury/1M' },
      mend: { how: 'take-out', days: [1] },
      batch: 'six'
    })
  ).rejects.toThrow(RangeError);
});

test('a split that is recorded explains the jump, until it is taken back', async () => {
  const announced = {
    ...{ vault: 'mine' as const, instrument: instrumentId('split') },
    split: { day: days[400] ?? 0, numerator: 2, denominator: 1 }
  };
  await recordSplit(announced);
  expect(await codes('split')).toEqual([]);
  await forgetSplit(announced);
  expect(await codes('split')).toEqual(['split-shaped']);
  expect(await vault.db.events.count()).toBe(0);
});

test('a series in pence beside a second source in pounds is divided by a person, not by itself', async () => {
  const pence = walk(6).map((value) => value * 100);
  await savePrices(vault, [seriesOf('pence', pence)]);
  await vault.db.opinions.put({
    ...{ kind: 'prices', key: 'pence', source: 'second', year: 2021, count: 100 },
    ...{ days: days.slice(0, 100), values: walk(6).slice(0, 100) }
  });
  const series = { kind: 'prices', key: 'pence' } as const;
  const found = (await seriesFindings({ ...question, series }))?.findings ?? [];
  expect(found.map(({ code, facts }) => [code, facts.difference])).toEqual([['unit-differs', 'hundredths']]);
  const keys = found.map(({ key }) => key);
  await mendSeries({
    ...question,
    series,
    mend: { how: 'findings', keys },
    batch: 'pence',
    recordedAt: 8,
    title: 'Pence'
  });
  const mended = await seriesFindings({ ...question, series });
  expect([mended?.findings, mended?.values.length]).toEqual([[], days.length]);
  expect(mended?.values.at(-1)).toBeCloseTo(walk(6).at(-1) ?? NaN, 10);
});

test('what is accepted as right is passed over', async () => {
  const [found] = (await report()).find(({ id }) => id.key === 'ended')?.findings ?? [];
  await saveSetting(vault, ACCEPTED, [`prices ended ${found?.key}`]);
  expect(await codes('ended')).toEqual([]);
  expect((await qualitySeries(question)).accepted).toBe(1);
});
