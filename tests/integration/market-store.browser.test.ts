import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { releaseWorkers, run } from '$lib/compute/caller';
import { instrumentId } from '$lib/domain/instruments';
import { rolledBars, type PriceSeries } from '$lib/domain/market';
import { closeVault, deleteVault, loadPrices, openVault, saveBars, savePrices, type Vault } from '$lib/storage/dexie';
import { fillMarket } from '$lib/storage/dexie/market.fixture';
import { closes, euroRates } from '$lib/storage/dexie/vault.fixture';
import { openTables, priceRollup } from '$lib/storage/duckdb';
import { fillBars, fillMacro, fillPrices, fillRates } from '$lib/storage/duckdb/fill-series';
import { bars, prices as consumerPrices } from '$lib/storage/dexie/market.fixture';

const INSTRUMENTS = 150;
let vault: Vault;

beforeEach(async () => {
  await deleteVault('mine');
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

afterAll(releaseWorkers);

test('a worker that goes in the middle of a write leaves all of it or nothing, closes and revisions alike', async () => {
  let known = 0;
  let usual = 0;
  const outcomes = new Set<string>();
  for (const share of [undefined, 0.02, 0.2, 0.5, 0.8]) {
    const value = known + 1;
    const worker = new Worker(new URL('./doors/market.worker.ts', import.meta.url), { type: 'module' });
    const told = (text: string) =>
      new Promise<void>((resolve) =>
        worker.addEventListener('message', ({ data }: MessageEvent<string>) => data === text && resolve())
      );
    const [begun, done] = [told('begun'), told('done')];
    worker.postMessage({ instruments: INSTRUMENTS, value });
    await begun;
    const started = performance.now();
    // The first one is left to finish: it tells how long a write takes.
    await (share === undefined ? done : new Promise((resolve) => setTimeout(resolve, usual * share)));
    if (share === undefined) usual = performance.now() - started;
    worker.terminate();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { series, problems } = await loadPrices(vault);
    expect([problems, series.length]).toEqual([[], INSTRUMENTS]);
    const values = new Set(series.flatMap((one) => [...new Set(one.values)]));
    expect([...values]).toHaveLength(1);
    const [now = 0] = values;
    expect([known, value]).toContain(now);
    expect(await vault.db.revisions.count()).toBe(now * INSTRUMENTS);
    outcomes.add(now === value ? 'written' : 'nothing');
    known = now;
  }
  expect(outcomes.has('nothing')).toBe(true);
}, 120_000);

test('closes roll up in the tables to the same bars as in the core', async () => {
  let state = 7;
  const drawn = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const series = ['B', 'A', 'C'].map((name): PriceSeries => {
    const days = Int32Array.from({ length: 900 }, (_, at) => at * 2 - 700).filter(() => drawn() > 0.3);
    return { ...closes({}, { instrument: instrumentId(name) }), days, values: Float64Array.from(days, drawn) };
  });
  const tables = await openTables();
  await fillPrices(tables, series);
  for (const span of ['day', 'week', 'month'] as const) {
    const found = await priceRollup(tables, span);
    const wanted = [...series]
      .sort((a, b) => (a.instrument < b.instrument ? -1 : 1))
      .flatMap((one) => {
        const rolled = rolledBars({ days: one.days, close: one.values }, span);
        return Array.from(rolled.start, (start, at) => ({
          ...{ instrument: one.instrument, start, day: rolled.day[at], open: rolled.open[at] },
          ...{ high: rolled.high[at], low: rolled.low[at], close: rolled.close[at], count: rolled.count[at] }
        }));
      });
    expect([span, found]).toEqual([span, wanted]);
  }
  expect(await priceRollup(tables, 'month', [instrumentId('NONE')])).toEqual([]);
  await tables.close();
});

test('rates, macro series and bars can be asked for; an empty vault has empty tables', async () => {
  const tables = await openTables();
  await fillRates(tables, [euroRates({ '2020-01-02': 1.1, '2020-01-03': 1.2 })]);
  await fillMacro(tables, [consumerPrices]);
  await fillBars(tables, [bars({ '2020-01-02': 3 })]);
  await fillPrices(tables, []);
  const first = async (view: string) =>
    (
      await tables.query<Record<string, unknown>>(
        `SELECT * REPLACE (CAST(day AS VARCHAR) AS day) FROM ${view} ORDER BY day LIMIT 1`
      )
    )[0];
  expect(await first('rates')).toEqual({ base: 'EUR', quote: 'USD', day: '2020-01-02', rate: 1.1 });
  expect(await first('macro')).toEqual({ id: 'fred/CPIAUCSL', day: '2023-12-01', value: 308.742 });
  expect(await first('bars')).toEqual({
    ...{ instrument: 'AAPL', day: '2020-01-02', open: 4, high: 5, low: null, close: 3, volume: 300 }
  });
  expect(await first('prices')).toBe(undefined);
  await tables.close();
});

test('the tables of a vault follow what is written to it', async () => {
  await fillMarket(vault);
  const count = async () => (await run('tables', 'priceRollupColumns', { vault: 'mine', unit: 'day' })).series.length;
  expect(await count()).toBe(2);
  await savePrices(vault, [closes({ '2020-01-06': 7 })], { origin: 'fetched' });
  expect(await count()).toBe(3);
  await saveBars(vault, [bars({ '2020-01-07': 7 })], { origin: 'fetched' });
  expect(await count()).toBe(4);
});
