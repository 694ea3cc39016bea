import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayFromNumber, dayFromText, plusDays, plusMonths, weekday } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { macroSeriesId } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { combinedPaths, simulateBlock, simulationPlan } from '$lib/quant/simulation';
import { randomStream } from '$lib/math/random';
import { closeVault, deleteVault, openVault, saveMacro, savePrices, type Vault } from '$lib/storage/dexie';
import { closes } from '$lib/storage/dexie/vault.fixture';
import { prepare, type SimulationQuestion } from './paths';

const start = dayFromText('2015-01-01');
const days = Array.from({ length: 1500 }, (_, at) => plusDays(start, at)).filter((day) => weekday(day) < 6);
const [stock, index] = ['stock', 'cpi'].map(instrumentId);
const months = Array.from({ length: 40 }, (_, at) => plusMonths(start, at));
const levels = months.map((_, at) => 240 * 1.0025 ** at);

const question: SimulationQuestion = {
  ...{ vault: 'mine', base: currencyCode('USD'), revision: 1, start, end: days[days.length - 1] },
  ...{ instruments: [stock], weights: [{ instrument: stock, weight: 0.8 }], consumerPrices: index },
  ...{ expectation: 'historical', rows: 'days' },
  spec: {
    ...{ seed: 3, paths: 200, months: 24, cashRate: 0.01, rebalancing: { kind: 'monthly' }, flows: [] },
    accounts: [{ kind: 'taxable', value: 1000 }],
    model: { kind: 'stationary', blockRows: 63 },
    inflation: { kind: 'sampled' },
    goals: []
  }
};

let vault: Vault;
beforeAll(async () => {
  vault = await openVault('mine');
  const random = randomStream(2);
  let close = 50;
  const series = closes({}, { instrument: stock, adjustment: 'total-return' });
  const rows = Float64Array.from(days, () => (close *= 1 + 0.01 * random.normal()));
  await savePrices(vault, [
    { ...series, days: Int32Array.from(days), values: rows },
    { ...series, instrument: index, days: Int32Array.from(months), values: Float64Array.from(levels) }
  ]);
});
afterAll(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

test('inflation goes along with the days that are drawn, and only days that the index covers are', async () => {
  const found = await prepare(question);
  if (found.status !== 'ready') throw new Error(found.status);
  const { inputs, window, spec } = found;
  expect(inputs).toMatchObject({ priced: true, columns: 2 });
  const last = months[months.length - 1];
  expect(window.lastDay).toBeLessThanOrEqual(last);
  expect(last - window.lastDay).toBeLessThan(4);
  // A quarter of a percent a month, over 252 of the weekdays that a year has here.
  const year = 1.0025 ** (12 * (252 / 365.25) * (7 / 5));
  expect(Math.abs(inputs.meanGrowth[1] ** 252 - year)).toBeLessThan(1e-4);
  const result = combinedPaths(
    spec,
    simulationPlan(spec).blocks.map((block) => simulateBlock(spec, inputs, block))
  );
  const middle = (line: typeof result.terminal): number => line.quantiles.find(({ p }) => p === 0.5)?.value ?? NaN;
  expect(Math.abs(middle(result.terminal) / middle(result.realTerminal) / year ** 2 - 1)).toBeLessThan(0.005);

  const monthly = await prepare({ ...question, rows: 'months' });
  if (monthly.status !== 'ready') throw new Error(monthly.status);
  expect(Math.abs(monthly.inputs.meanGrowth[1] - 1.0025)).toBeLessThan(5e-4);
});

test('an index that is not there, or covers none of the days, leaves too few', async () => {
  expect((await prepare({ ...question, consumerPrices: stock, start: dayFromNumber(0) })).status).toBe('ready');
  expect((await prepare({ ...question, consumerPrices: instrumentId('none') })).status).toBe('too-few');
  expect((await prepare({ ...question, start: plusDays(days[0], 1400) })).status).toBe('too-few');
});

test('kept consumer prices say the same as an index of the same levels', async () => {
  const id = macroSeriesId('fred/CPIAUCSL');
  const about = {
    id,
    title: 'Consumer prices',
    topic: 'consumer-prices',
    unit: 'index',
    frequency: 'monthly'
  } as const;
  const run = { days: Int32Array.from(months), values: Float64Array.from(levels) };
  await saveMacro(vault, [{ ...about, area: 'US', source: 'test', ...run }]);
  const [kept, indexed] = [await prepare({ ...question, consumerPrices: id }), await prepare(question)];
  if (kept.status !== 'ready' || indexed.status !== 'ready') throw new Error(kept.status);
  expect(kept.inputs).toEqual(indexed.inputs);
  expect(kept.window).toEqual(indexed.window);
});
