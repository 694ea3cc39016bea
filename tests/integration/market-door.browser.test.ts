import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { WorkerPool } from '$lib/compute/caller/pool';
import type { FetchOutcome } from '$workers/market/fetch-all';
import type { FetchPlan } from '$workers/market/plan';
import type { SeriesDetail } from '$workers/quality/report';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import {
  closeVault,
  deleteVault,
  loadFetchTasks,
  loadPrices,
  loadRepairs,
  openVault,
  saveInstruments,
  type Vault
} from '$lib/storage/dexie';
import { deviceDatabase, loadLog, loadQuota, saveFetchChecks, saveSource, saveSourceKey } from '$lib/storage/device';
import { closeOf, tradingDays } from '../loopback/made-series.mjs';

const server = inject('loopback');
const days = { from: dayFromNumber(19_000), to: dayFromNumber(19_365) };
const make = () => new Worker(new URL('../../workers/market.worker.ts', import.meta.url), { type: 'module' });
const pools: WorkerPool[] = [];
let vault: Vault;
let round = 0;

const makeQuality = () => new Worker(new URL('../../workers/quality.worker.ts', import.meta.url), { type: 'module' });

const pool = (): WorkerPool => poolOf(make);
const qualityPool = (): WorkerPool => poolOf(makeQuality);

function poolOf(door: () => Worker): WorkerPool {
  const made = new WorkerPool(door, {
    name: `market-${round}-${pools.length}`,
    size: 1,
    cancel: 'terminate',
    idle: 60_000
  });
  pools.push(made);
  return made;
}

function symbols(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `R${round}S${i}`);
}

async function holdings(names: readonly string[]): Promise<void> {
  await saveInstruments(
    vault,
    names.map((name): Instrument => ({
      ...{ id: instrumentId(name), kind: 'equity', name, currency: currencyCode('USD') },
      identifiers: [{ scheme: 'symbol', value: name }]
    }))
  );
}

/** A source of the person's own at a place of the server. */
async function source(id: string, mode: string, order: number, symbol = '{symbol}'): Promise<void> {
  const custom = {
    ...{ id, name: id, kind: 'prices', unit: 'currency', adjustment: 'none', browser: 'yes' },
    address: `${server}/${mode}/prices?symbol=${symbol}&from={from}&to={to}&token={key:token}`,
    ...{
      format: { type: 'json-rows', rows: 'rows[*]' },
      fields: { date: 'date', value: 'close' },
      dateForm: 'iso'
    }
  };
  const limits = [{ calls: 1000, seconds: 1 }];
  const row = { provider: `custom-${id}`, enabled: true, origins: [server], order, viaProxy: false, limits, custom };
  await saveSource(row);
  await saveSourceKey(`custom-${id}`, { token: 'SECRET-TOKEN' });
}

const plan = (names: readonly string[]) =>
  pool().run('fetchPlan', {
    ...{ vault: 'mine', ...days },
    wanted: names.map((key) => ({ kind: 'prices', key }))
  }) as Promise<FetchPlan>;
const fetchAll = (tasks: FetchPlan['tasks'], signal?: AbortSignal) =>
  pool().run('fetchAll', { vault: 'mine', tasks }, { signal }) as Promise<FetchOutcome>;

const callsAbout = async (name: string): Promise<string[]> =>
  ((await (await fetch(`${server}/calls`)).json()) as string[]).filter((one) => one.includes(`symbol=${name}&`));

async function expectTruth(names: readonly string[]): Promise<void> {
  const { series, problems } = await loadPrices(vault);
  expect(problems).toEqual([]);
  expect(series.map((one) => one.instrument).sort()).toEqual([...names].sort());
  const expected = tradingDays(days.from, days.to);
  for (const one of series) {
    expect([...one.days]).toEqual(expected);
    expect([...one.values]).toEqual(expected.map((day) => closeOf(one.instrument, day)));
  }
}

beforeEach(async () => {
  round++;
  await deleteVault('mine');
  await deviceDatabase().delete();
  await deviceDatabase().open();
  vault = await openVault('mine');
});

afterEach(async () => {
  for (const one of pools.splice(0)) one.release();
  closeVault(vault);
  await deleteVault('mine');
  await deviceDatabase().delete();
});

test('what is missing is planned, fetched, written and logged without keys, and not asked again', async () => {
  const names = symbols(5);
  await holdings(names);
  await source('made', 'ok', 1);
  const planned = await plan(names);
  expect(planned).toMatchObject({ waiting: 0, withoutSource: [], unusable: [] });
  expect(planned.bySource).toMatchObject([{ source: 'custom-made', calls: 5, withinDay: 5 }]);
  const outcome = await fetchAll(planned.tasks);
  expect(outcome).toMatchObject({ status: 'ran', answered: 5, unanswered: [] });
  await expectTruth(names);
  expect((await plan(names)).tasks).toEqual([]);
  expect((await loadQuota('custom-made'))?.calls.length).toBe(5);
  const log = JSON.stringify(await loadLog());
  expect(log).toContain('series-stored');
  expect(log).not.toContain('SECRET-TOKEN');
});

test('a source that fails is followed by the next, and the refusal of both is told', async () => {
  const names = [...symbols(3), 'NONE'];
  await holdings(names);
  await source('broken', 'malformed', 1);
  await source('made', 'ok', 2);
  const outcome = await fetchAll((await plan(names)).tasks);
  await expectTruth(symbols(3));
  if (outcome.status !== 'ran') throw new Error(outcome.status);
  expect(outcome.unanswered).toMatchObject([
    { key: 'NONE', problems: [{ source: 'custom-broken' }, { source: 'custom-made' }] }
  ]);
});

test('a fetch whose worker is killed half-way is taken up again: each series once, none missing, none half', async () => {
  const names = symbols(40);
  await holdings(names);
  await source('made', 'ok', 1);
  const { tasks } = await plan(names);
  const stop = new AbortController();
  const first = fetchAll(tasks, stop.signal);
  for (;;) {
    const done = (await loadFetchTasks(vault, 'done')).rows.length;
    if (done >= 10) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  stop.abort(new Error('closed'));
  await expect(first).rejects.toThrow('closed');
  const waiting = (await loadFetchTasks(vault, 'waiting')).rows;
  const { series } = await loadPrices(vault);
  expect(waiting.length).toBeGreaterThan(0);
  expect(series.length).toBe(40 - waiting.length);
  expect(await fetchAll([])).toMatchObject({ status: 'ran', answered: waiting.length, unanswered: [] });
  await expectTruth(names);
  const asked = await Promise.all(names.map(async (name) => (await callsAbout(name)).length));
  // Only what was on its way when the worker ended is asked once more.
  expect(asked.filter((count) => count > 1).length).toBeLessThanOrEqual(2);
  const stored = new Set(series.map((one) => one.instrument as string));
  names.forEach((name, at) => stored.has(name) && expect([name, asked[at]]).toEqual([name, 1]));
});

test('two tabs do not fetch at once', async () => {
  const names = symbols(20);
  await holdings(names);
  await source('made', 'ok', 1);
  const { tasks } = await plan(names);
  const outcomes = await Promise.all([fetchAll(tasks), fetchAll(tasks)]);
  expect(outcomes.map((one) => one.status).sort()).toEqual(['elsewhere', 'ran']);
  await expectTruth(names);
  for (const name of names) expect([name, (await callsAbout(name)).length]).toEqual([name, 1]);
});

test('a value that the checks refuse is not stored, counted and logged, and not asked for again; in repair it is marked', async () => {
  const [name = '', other = ''] = symbols(2);
  await holdings([name, other]);
  await source('made', 'ok', 1, 'ZERO-{symbol}');
  const expected = tradingDays(days.from, days.to);
  const outcome = await fetchAll((await plan([name])).tasks);
  expect(outcome).toMatchObject({ status: 'ran', answered: 1, values: expected.length - 1, refused: 1, mended: 0 });
  const [kept] = (await loadPrices(vault)).series;
  expect([...(kept?.days ?? [])]).toEqual(expected.filter((_, at) => at !== 20));
  expect(await loadLog()).toContainEqual(
    expect.objectContaining({ event: 'values-refused', data: { kind: 'prices', series: name, values: 1, zero: 1 } })
  );
  expect((await plan([name])).tasks).toEqual([]);

  await saveFetchChecks('repair');
  expect(await fetchAll((await plan([other])).tasks)).toMatchObject({
    values: expected.length - 1,
    refused: 0,
    mended: 1
  });
  expect((await loadRepairs(vault)).rows).toMatchObject([{ key: other, day: expected[20], before: 0, why: 'zero' }]);
});

test('a second source is kept beside the series, and the day on which it differs is a disagreement', async () => {
  const [name = ''] = symbols(1);
  await holdings([name]);
  await source('made', 'ok', 1);
  await fetchAll((await plan([name])).tasks);
  await source('second', 'ok', 2, 'APART-{symbol}');
  const compared = await pool().run('compareSources', {
    ...{ vault: 'mine', kind: 'prices', key: name, ...days },
    sources: ['custom-second']
  });
  expect(compared).toMatchObject({ opinions: [{ source: 'custom-second' }], problems: [] });
  await expectTruth([name]);
  const series = { kind: 'prices', key: name } as const;
  const detail = (await qualityPool().run('seriesFindings', {
    ...{ vault: 'mine', revision: 1, today: days.to, series }
  })) as SeriesDetail;
  const day = tradingDays(days.from, days.to)[20];
  expect(detail.findings.filter(({ code }) => code === 'disagreement')).toMatchObject([
    { from: day, to: day, count: 1, facts: { source: 'custom-second', difference: 'values' } }
  ]);
});
