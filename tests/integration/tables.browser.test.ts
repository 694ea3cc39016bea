import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseWorkers, run } from '$lib/compute/caller';
import { dayFromCivil, dayFromNumber, dayFromText, dayText, type Day } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, type LiveTransaction } from '$lib/domain/ledger';
import { decimalText } from '$lib/domain/money';
import { monthlyReturns, yearlyReturns } from '$lib/quant/returns';
import { appendActs, closeVault, deleteVault, openVault, savePrices, type Vault } from '$lib/storage/dexie';
import { apple, batch, broker, closes, deposit, purchase } from '$lib/storage/dexie/vault.fixture';

let vault: Vault;
const name = 'mine';

beforeAll(async () => {
  await deleteVault(name);
  vault = await openVault(name);
  await appendActs(
    vault,
    [
      deposit('e1', '1000.10', '2019-12-30'),
      deposit('e2', '0.000000000000000001', '2020-02-03'),
      purchase('e3', '10', '100')
    ],
    {
      ...{ batch: batch('b1'), recordedAt: 1, title: 'first', accounts: [broker], instruments: [apple] },
      prices: [
        closes({
          '2020-01-30': 10,
          '2020-01-31': 12,
          '2020-02-03': 11,
          '2020-02-04': 8,
          '2020-02-28': 9,
          '2021-01-04': 0
        }),
        closes({ '2020-01-30': 1, '2020-02-28': 2 }, { instrument: instrumentId('GAPS') })
      ]
    }
  );
});

afterAll(async () => {
  releaseWorkers();
  closeVault(vault);
  await deleteVault(name);
});

test('price coverage: what is there, what is missing, the longest gap', async () => {
  const coverage = await run('tables', 'priceCoverage', { vault: name });
  const day = (text: string): Day => dayFromText(text);
  expect(coverage).toEqual([
    {
      ...{ instrument: 'AAPL', count: 6, first: day('2020-01-30'), last: day('2021-01-04'), missing: 0, coverage: 1 },
      ...{ longestGap: 311, gapAfter: day('2020-02-28'), notPositive: 1 }
    },
    {
      ...{ instrument: 'GAPS', count: 2, first: day('2020-01-30'), last: day('2020-02-28'), missing: 3, coverage: 0.4 },
      ...{ longestGap: 29, gapAfter: day('2020-01-30'), notPositive: 0 }
    }
  ]);
});

test('closes roll up to days, weeks from Monday and months', async () => {
  const bars = async (unit: 'day' | 'week' | 'month') =>
    (await run('tables', 'priceRollup', { vault: name, unit, instruments: [apple.id] })).map(
      ({ start, day, open, high, low, close, count }) =>
        `${dayText(start)} ${dayText(day)} ${open} ${high} ${low} ${close} ${count}`
    );
  expect(await bars('month')).toEqual([
    '2020-01-01 2020-01-31 10 12 10 12 2',
    '2020-02-01 2020-02-28 11 11 8 9 3',
    '2021-01-01 2021-01-04 0 0 0 0 1'
  ]);
  expect((await bars('week')).slice(0, 2)).toEqual([
    '2020-01-27 2020-01-31 10 12 10 12 2',
    '2020-02-03 2020-02-04 11 11 8 8 2'
  ]);
  expect(await bars('day')).toHaveLength(6);
});

describe('the ledger', () => {
  const ids = (page: { rows: readonly LiveTransaction[] }) => page.rows.map(({ event }) => event);
  const page = (filter: object, more: object = {}) =>
    run('ledger', 'ledgerPage', { vault: name, revision, filter, offset: 0, limit: 10, ...more });
  let revision = 1;

  test('is filtered, ordered and paged', async () => {
    expect(ids(await page({}))).toEqual(['e2', 'e3', 'e1']);
    expect(ids(await page({}, { descending: false }))).toEqual(['e1', 'e3', 'e2']);
    expect(await page({}, { offset: 1, limit: 1 })).toMatchObject({ count: 3, rows: [{ event: 'e3' }] });
    expect(ids(await page({ verbs: ['buy'] }))).toEqual(['e3']);
    expect(ids(await page({ years: [2019] }))).toEqual(['e1']);
    expect(ids(await page({ from: dayFromText('2020-01-03'), to: dayFromText('2020-01-31') }))).toEqual(['e3']);
    expect(ids(await page({ text: 'APPLE buy' }))).toEqual(['e3']);
    expect(ids(await page({ text: "'; DROP TABLE transactions" }))).toEqual([]);
    expect(ids(await page({ instruments: [apple.id], accounts: [broker.id] }))).toEqual(['e3']);
    expect(ids(await page({ accounts: [accountId('none')] }))).toEqual([]);
    expect(ids(await page({ verbs: [] }))).toEqual([]);
    expect((await page({})).rows[1]?.transaction).toEqual(
      (purchase('e3', '10', '100') as { transaction: object }).transaction
    );
  });

  test('is summed exactly, by account, verb, instrument and year', async () => {
    const sums = async (by: 'all' | 'verb' | 'year' | 'instrument' | 'account', filter = {}) =>
      (await run('tables', 'ledgerSums', { vault: name, filter, by })).map(
        ({ group, currency, inflow, outflow, net }) =>
          [group, currency, ...[inflow, outflow, net].map(decimalText)].join(' ')
      );
    expect(await sums('all')).toEqual([' USD 1000.100000000000000001 -1001 -0.899999999999999999']);
    expect(await sums('verb')).toEqual([
      'buy USD 0 -1001 -1001',
      'deposit USD 1000.100000000000000001 0 1000.100000000000000001'
    ]);
    expect(await sums('year', { verbs: ['deposit'] })).toEqual([
      '2019 USD 1000.1 0 1000.1',
      '2020 USD 0.000000000000000001 0 0.000000000000000001'
    ]);
    expect(await sums('instrument')).toEqual([
      'AAPL USD 0 -1001 -1001',
      ' USD 1000.100000000000000001 0 1000.100000000000000001'
    ]);
    expect(await run('tables', 'ledgerCounts', { vault: name, filter: {}, by: 'verb' })).toEqual([
      { group: 'buy', count: 1 },
      { group: 'deposit', count: 2 }
    ]);
  });

  test('follows every write', async () => {
    await appendActs(vault, [deposit('e4', '5', '2022-01-03')], { batch: batch('b4'), recordedAt: 4, title: 'more' });
    revision += 1;
    expect(ids(await page({ years: [2022] }))).toEqual(['e4']);
    expect(await run('tables', 'ledgerCounts', { vault: name, filter: { years: [2022] }, by: 'verb' })).toEqual([
      { group: 'deposit', count: 1 }
    ]);
    await savePrices(vault, [closes({ '2022-01-03': 7 })]);
    expect((await run('tables', 'priceCoverage', { vault: name }))[0]?.count).toBe(7);
  });
});

test('returns by month and year agree with those of the core', async () => {
  const first = dayFromCivil(2019, 6, 14);
  const days = Int32Array.from({ length: 900 }, (_, i) => first + i);
  let wealth = 1;
  const index = Float64Array.from(days, (day) => (wealth *= 1 + Math.sin(day * 1.7) / 50));
  const { months, years } = await run('tables', 'periodReturns', { vault: name, days, index });
  const core = monthlyReturns(days, index);
  expect(months.map(({ year, month }) => [year, month])).toEqual(core.map(({ year, month }) => [year, month]));
  months.forEach(({ value }, i) => expect(value).toBeCloseTo(core[i]?.value ?? NaN, 12));
  years.forEach(({ value }, i) => expect(value).toBeCloseTo(yearlyReturns(core)[i]?.value ?? NaN, 12));
  expect(years.map(({ year }) => year)).toEqual([2019, 2020, 2021]);
  expect(dayText(dayFromNumber(days.at(-1) ?? 0))).toBe('2021-11-29');
});
