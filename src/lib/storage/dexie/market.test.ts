import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { appendActs } from './append';
import { loadBars, saveBars } from './bars';
import { loadDocuments, removeDocument } from './documents';
import { loadFetchTasks, removeFetchTasks } from './fetch-tasks';
import { removeMacro, saveMacro } from './macro';
import { bars, events, fillMarket, fundamentals, news, opinion, prices, query, repair, task } from './market.fixture';
import { loadEvents, loadFundamentals, loadNews, loadRepairs, removeRepairs, saveNews } from './market-facts';
import { loadOpinions, removeOpinion, saveOpinions } from './opinions';
import { retain } from './retention';
import { savePrices } from './series';
import { loadMacro, loadPrices, macroHeaders } from './series-load';
import { closeVault, deleteVault, onVaultChange, openVault, type Vault } from './vault';
import { apple, batch, closes, told } from './vault.fixture';

let vault: Vault;

beforeEach(async () => {
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

test('every kind is kept, read again and removed, and each write is told', async () => {
  const heard = new Set<string>();
  onVaultChange(vault, ({ parts }) => parts.forEach((part) => heard.add(part)));
  await fillMarket(vault);
  expect([...heard].sort()).toEqual(['documents', 'fetches', 'macro', 'market', 'prices']);
  expect((await loadMacro(vault)).series).toEqual([prices]);
  expect((await macroHeaders(vault))[0]).toMatchObject({ count: 2, years: [2023, 2024], revision: 1 });
  expect((await loadBars(vault)).bars).toEqual([bars({ '2019-12-31': 1, '2020-01-02': 2 })]);
  expect((await loadOpinions(vault, opinion)).opinions).toEqual([opinion]);
  expect(await loadEvents(vault, [apple.id])).toEqual({ rows: [events], problems: [] });
  expect((await loadFundamentals(vault)).rows).toEqual([fundamentals]);
  expect((await loadNews(vault, apple.id)).rows).toEqual([news]);
  expect((await loadRepairs(vault, repair)).rows).toEqual([repair]);
  expect((await loadDocuments(vault, 'query')).rows).toEqual([query]);
  expect((await loadFetchTasks(vault, 'waiting')).rows).toEqual([task]);
  await removeMacro(vault, prices.id);
  await removeOpinion(vault, opinion);
  await removeRepairs(vault, [repair.id]);
  await removeDocument(vault, query.id);
  await removeFetchTasks(vault, [task.id]);
  for (const name of ['macroSeries', 'macro', 'opinions', 'repairs', 'documents', 'fetchTasks'])
    expect([name, await vault.db.table(name).count()]).toEqual([name, 0]);
});

test('what is said of a macro series may change without its values', async () => {
  await saveMacro(vault, [prices]);
  expect(await saveMacro(vault, [{ ...prices, title: 'CPI' }])).toMatchObject({ written: 0 });
  expect((await loadMacro(vault)).series).toEqual([{ ...prices, title: 'CPI' }]);
  await expect(saveMacro(vault, [{ ...prices, unit: 'fraction' }])).rejects.toMatchObject({ code: 'series-mismatch' });
});

test('bars stand beside the served closes, merge by day, and are left out where they are of another kind', async () => {
  await savePrices(vault, [closes({ '2019-12-31': 7 })], { origin: 'manual' });
  await saveBars(vault, [bars({ '2019-12-31': 1, '2020-01-02': 2 })], { origin: 'fetched' });
  await saveBars(vault, [bars({ '2020-01-02': 3, '2020-01-03': 4 })], { origin: 'fetched' });
  await savePrices(vault, [closes({ '2020-01-06': 5 })]);
  const [found] = (await loadBars(vault)).bars;
  expect([[...(found?.close ?? [])], [...(found?.open ?? [])]]).toEqual([
    [7, 3, 4, 5],
    [2, 4, 5, NaN]
  ]);
  const span = { start: dayFromText('2020-01-03'), end: dayFromText('2020-12-31') };
  expect((await loadBars(vault, [apple.id], span)).bars.map(({ volume }) => [...volume])).toEqual([[400, NaN]]);
  await savePrices(vault, [closes({ '2020-01-02': 300 }, { quoteUnit: 'hundredth' })], { replace: true });
  expect((await loadBars(vault)).bars.map(({ open }) => [...open])).toEqual([[NaN]]);
  const other = saveBars(vault, [bars({ '2020-01-02': 3 })], { origin: 'fetched' });
  await expect(other).rejects.toMatchObject({ code: 'series-mismatch' });
});

test('damaged rows are told, the others are read', async () => {
  await fillMarket(vault);
  await saveOpinions(vault, [{ ...opinion, source: 'three' }]);
  await saveNews(vault, [{ ...news, id: 'n2', seenAt: 6 }]);
  const { db } = vault;
  await db.bars.where(':id').equals([apple.id, 2020]).modify({ open: Float64Array.of() });
  await db.opinions.where(':id').equals(['prices', apple.id, 'three', 2020]).modify({ values: Float64Array.of() });
  await db.news.update('n1', { seenAt: 'late' as unknown as number });
  await db.events.update(apple.id, { splits: 4 as unknown as [] });
  await db.macro.where(':id').equals([prices.id, 2024]).delete();
  const keys = async (reading: Promise<{ problems: { table: string; key: string }[] }>) =>
    (await reading).problems.map(({ table, key }) => `${table} ${key}`);
  expect(await keys(loadBars(vault))).toEqual(['bars AAPL 2020']);
  expect(await keys(loadOpinions(vault))).toEqual(['opinions AAPL of three 2020']);
  expect(await keys(loadNews(vault))).toEqual(['news n1']);
  expect(await keys(loadEvents(vault))).toEqual(['events AAPL']);
  expect(await keys(loadMacro(vault))).toEqual(['macro fred/CPIAUCSL 2024']);
  expect((await loadNews(vault)).rows.map(({ id }) => id)).toEqual(['n2']);
  expect((await loadOpinions(vault)).opinions.map(({ source, days }) => [source, days.length])).toEqual([
    ['three', 1],
    ['two', 2]
  ]);
});

test('what is older than wanted goes and is counted; closes stay', async () => {
  await fillMarket(vault);
  await saveNews(vault, [{ ...news, id: 'n2', seenAt: 6 }]);
  const day = dayFromText('2020-01-01');
  const limits = { revisionsOlderThan: 4, barsOlderThan: day, opinionsOlderThan: day, newsOlderThan: 6 };
  expect(await retain(vault, limits)).toEqual({ revisions: 2, bars: 1, opinions: 1, news: 1 });
  expect(await retain(vault, limits)).toEqual({ revisions: 0, bars: 0, opinions: 0, news: 0 });
  expect((await loadPrices(vault)).series.map(told)).toEqual([{ '2019-12-31': 1, '2020-01-02': 2 }]);
  expect((await loadBars(vault)).bars.map(({ open }) => [...open])).toEqual([[NaN, 3]]);
  expect((await loadOpinions(vault)).opinions.map(told)).toEqual([{ '2020-01-02': 2 }]);
  expect((await loadNews(vault)).rows.map(({ id }) => id)).toEqual(['n2']);
});

test('bars that an act brings go with its closes when it is undone; others stay', async () => {
  await saveBars(vault, [bars({ '2020-01-02': 5, '2020-01-03': 6 })], { origin: 'fetched' });
  const given = bars({ '2020-01-03': 60, '2021-01-04': 70 });
  const { close, open: _, high: __, low: ___, volume: ____, ...identity } = given;
  const prices = [{ ...identity, revision: 1, values: close }];
  const act = { recordedAt: 9, title: 'A file' };
  const { batch: record } = await appendActs(vault, [], { ...act, batch: batch('b1'), prices, bars: [given] });
  expect(record.bars).toBe(2);
  expect([...((await loadBars(vault)).bars[0]?.volume ?? [])]).toEqual([500, 6000, 7000]);
  await appendActs(vault, [], { ...act, batch: batch('b2'), undoes: batch('b1') });
  const [left] = (await loadBars(vault)).bars;
  expect([[...(left?.close ?? [])], [...(left?.volume ?? [])]]).toEqual([
    [5, 6],
    [500, NaN]
  ]);
  expect(await vault.db.bars.count()).toBe(1);
});
