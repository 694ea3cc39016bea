import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarById, dayFromNumber, dayFromText, holidaysBetween, plusDays, weekday } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { batchId } from '$lib/domain/ledger';
import { valueOrigins, type PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { randomStream } from '$lib/math/random';
import {
  appendActs,
  closeVault,
  deleteVault,
  loadPrices,
  loadPricesWithOrigins,
  openVault,
  originAt,
  saveInstruments,
  savePrices,
  type Vault
} from '$lib/storage/dexie';
import { recordSplit } from './events';
import { mendSeries } from './mend';
import { seriesFindings } from './report';

const start = dayFromText('2021-01-04');
const days = Int32Array.from(
  Array.from({ length: 900 }, (_, at) => plusDays(start, at)).filter((day) => weekday(day) < 6)
);
const today = days.at(-1) ?? 0;
const question = { vault: 'mine', revision: 1, today } as const;

function walk(block: number): Float64Array {
  const random = randomStream(31, 0, block);
  let close = 50;
  return Float64Array.from(days, () => (close *= Math.exp(0.012 * random.normal())));
}
const seriesOf = (key: string, values: Float64Array): PriceSeries => ({
  ...{ instrument: instrumentId(key), currency: currencyCode('USD'), adjustment: 'none', quoteUnit: 'currency' },
  ...{ source: 'made up', revision: 1, days, values }
});

let vault: Vault;
beforeAll(async () => {
  vault = await openVault('mine');
  await savePrices(vault, [seriesOf('clean', walk(1))]);
});
afterAll(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

test('an instrument is judged by the sessions of its exchange, another by Monday to Friday', async () => {
  const instrument = {
    ...{ id: instrumentId('listed'), kind: 'equity', name: 'Listed', currency: currencyCode('USD') },
    ...{ identifiers: [], exchange: 'XNYS' }
  } as const;
  await saveInstruments(vault, [instrument]);
  await savePrices(vault, [seriesOf('listed', walk(9))]);
  const of = async (key: string) => seriesFindings({ ...question, series: { kind: 'prices', key } });
  const listed = await of('listed');
  expect(listed?.judgedBy).toEqual({ days: 'exchange', title: calendarById('XNYS').title });
  const closed = holidaysBetween(calendarById('XNYS'), start, dayFromNumber(today));
  expect(listed?.findings.map(({ code, from }) => [code, from])).toEqual([...closed].map((day) => ['holiday', day]));
  expect((await of('clean'))?.judgedBy).toEqual({ days: 'weekdays' });
});

test('splits that closes contain are told, and the series is said to contain them in an act that can be undone', async () => {
  const id = instrumentId('contained');
  await savePrices(vault, [seriesOf('contained', walk(8))]);
  await recordSplit({ vault: 'mine', instrument: id, split: { day: days[300] ?? 0, numerator: 4, denominator: 1 } });
  const series = { kind: 'prices', key: 'contained' } as const;
  const found = await seriesFindings({ ...question, series });
  expect(found?.findings.map(({ code, facts }) => [code, facts.ratio, facts.share])).toEqual([
    ['split-contained', [4, 1], 1]
  ]);
  expect(found?.splits).toEqual([]);
  const act = { ...question, series, recordedAt: 9, title: 'Contains' };
  await mendSeries({ ...act, mend: { how: 'contains-splits' }, batch: 'contains' });
  expect((await loadPrices(vault, [id])).series[0]).toMatchObject({ adjustment: 'splits', values: walk(8) });
  expect((await seriesFindings({ ...question, series }))?.findings).toEqual([]);
  await appendActs(vault, [], { batch: batchId('back'), recordedAt: 10, title: 'Back', undoes: batchId('contains') });
  expect((await loadPrices(vault, [id])).series[0]).toMatchObject({ adjustment: 'none', values: walk(8) });
});

test("a mended day is of a person's own hand and the others stay fetched", async () => {
  const id = instrumentId('fetched');
  const fetched = seriesOf('fetched', walk(7));
  await savePrices(vault, [fetched], { origin: 'fetched' });
  const series = { kind: 'prices', key: 'fetched' } as const;
  const act = { ...question, series, recordedAt: 11, title: 'By hand' };
  await mendSeries({ ...act, mend: { how: 'set', day: days[4] ?? 0, value: 12.5 }, batch: 'typed' });
  const [kept] = (await loadPricesWithOrigins(vault, [id])).series;
  expect(kept && [3, 4, 5].map((at) => valueOrigins[originAt(kept, at)])).toEqual(['fetched', 'manual', 'fetched']);
  const outcome = await savePrices(vault, [fetched], { origin: 'fetched' });
  expect(outcome).toMatchObject({ written: 0, kept: 1 });
  await mendSeries({ ...act, mend: { how: 'take-out', days: [days[4] ?? 0] }, batch: 'gone' });
  expect((await loadPrices(vault, [id])).series[0]?.days).not.toContain(days[4]);
});
