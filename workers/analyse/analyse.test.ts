import 'fake-indexeddb/auto';
import { strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayFromText, dayText, plusDays, weekday, type Day } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { PriceSeries } from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { randomStream } from '$lib/math/random';
import { exportVault, importVault } from '$lib/storage/archive';
import { closeVault, deleteVault, openVault, savePrices, saveSetting, type Vault } from '$lib/storage/dexie';
import { correlatedPair } from './correlated-pair';
import { correlation, type CorrelationQuestion } from './correlation';
import { factorFiles, forgetFactorFile, keptFactors, loadFactorFile } from './factor-files';
import { factors, type FactorsQuestion } from './factors';

const ids = ['one', 'two', 'three'].map(instrumentId);
const index = instrumentId('index');
const start = dayFromText('2021-01-04');
const days = Array.from({ length: 900 }, (_, at) => plusDays(start, at)).filter((day) => weekday(day) < 6);
const end = days[days.length - 1];
const context = { progress: () => undefined };

/** Market returns, and closes of what follows them by 0.5, 1 and 1.5. */
const random = randomStream(19);
const market = Float64Array.from(days, () => 0.01 * random.normal());
const closesOf = (beta: number, noise: number): Float64Array => {
  let close = 100;
  return market.map((value, t) => (close *= t === 0 ? 1 : 1 + beta * value + noise * random.normal()));
};
const seriesOf = (instrument: (typeof ids)[number], values: Float64Array): PriceSeries => ({
  instrument,
  currency: currencyCode('USD'),
  adjustment: 'total-return',
  quoteUnit: 'currency',
  source: 'made up',
  revision: 1,
  days: Int32Array.from(days),
  values
});

const question: FactorsQuestion & CorrelationQuestion = {
  vault: 'mine',
  instruments: ids,
  base: currencyCode('USD'),
  start,
  end,
  revision: 1,
  frequency: 'daily',
  late: 'left-out',
  weights: ids.map((instrument, at) => ({ instrument, weight: 0.2 + 0.1 * at })),
  choice: { kind: 'own', factors: [{ name: 'Index', long: index }] },
  errors: 'hac',
  rollingRows: 60,
  measure: 'pearson',
  halfLife: 60,
  stress: { by: 'volatility', share: 0.25, window: 21 },
  market: index
};
const daily = (rows: readonly (readonly [Day, number])[]): Uint8Array =>
  strToU8(['date,Market,RF', ...rows.map(([day, value]) => `${dayText(day)},${value},0.0001`)].join('\n'));

let vault: Vault;
beforeAll(async () => {
  vault = await openVault('mine');
  await savePrices(vault, [
    ...ids.map((id, at) => seriesOf(id, closesOf(0.5 * (at + 1), 0.004))),
    seriesOf(index, closesOf(1, 0))
  ]);
});
afterAll(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

describe('correlation', () => {
  test('answers with matrix, order, regimes and diversity, and the same for a pair of it', async () => {
    const found = await correlation(question, context);
    if (found.status !== 'ready') throw new Error(found.status);
    expect([...found.instruments].sort()).toEqual([...ids].sort());
    expect(found.matrix.average).toBeGreaterThan(0.7);
    expect(found.weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(found.states).toMatchObject({ by: 'market' });
    expect(found.states.calmRows + found.states.stressedRows).toBe(found.matrix.rows - 21);
    expect(found.bets).toBeGreaterThan(1);
    const pair = await correlatedPair({ ...question, pair: [ids[0], ids[2]] });
    const [i, j] = [ids[0], ids[2]].map((id) => found.instruments.indexOf(id));
    expect(pair?.measures.find((one) => one.measure === 'pearson')?.value).toBeCloseTo(
      found.matrix.values[i * 3 + j],
      12
    );
    expect(await correlatedPair({ ...question, pair: [ids[0], instrumentId('none')] })).toBeUndefined();
  });

  test('weekly and monthly returns are those of whole periods', async () => {
    const weekly = await correlation({ ...question, frequency: 'weekly' }, context);
    const monthly = await correlation({ ...question, frequency: 'monthly' }, context);
    if (weekly.status !== 'ready' || monthly.status !== 'ready') throw new Error('too few');
    expect(weekly.days.every((day) => weekday(day as Day) === 5)).toBe(true);
    expect(monthly.matrix.rows).toBeLessThan(30);
    const few = await correlation({ ...question, start: plusDays(end, -20) }, context);
    expect(few.status).toBe('too-few');
  });
});

describe('factors', () => {
  test('an index explains what follows it; all parts add up', async () => {
    const found = await factors(question, context);
    if (found.status !== 'ready') throw new Error(found.status);
    for (const { instrument, regression } of found.holdings)
      expect(Math.abs(regression.betas[0].value - 0.5 * (ids.indexOf(instrument) + 1))).toBeLessThan(0.1);
    const whole = found.holdings.reduce((sum, { risk }) => sum + risk.total, 0);
    expect(whole).toBeCloseTo(1, 10);
    expect(found.risk.specific).toBeCloseTo(1 - found.portfolio.rSquared, 10);
    expect(found.rolling.days).toHaveLength(found.rows);
    const parts = found.attribution;
    expect(parts && parts.factors[0] + parts.alpha + parts.residual + parts.cash).toBeCloseTo(parts?.total ?? NaN, 10);
  });

  test('statistical factors need no file, and the first takes most', async () => {
    const choice = { kind: 'statistical', count: 2, scale: 'correlation' } as const;
    const found = await factors({ ...question, choice }, context);
    if (found.status !== 'ready') throw new Error(found.status);
    expect(found.shares?.[0]).toBeGreaterThan(0.7);
    expect(found.names).toEqual(['PC1', 'PC2']);
  });

  test('factors that are made of each other and factors that are not there are told', async () => {
    const twice = [
      { name: 'Index', long: index },
      { name: 'Again', long: index }
    ];
    expect(await factors({ ...question, choice: { kind: 'own', factors: twice } }, context)).toEqual({
      status: 'dependent',
      factor: 'Again'
    });
    expect(await factors({ ...question, choice: { kind: 'files', factors: [] } }, context)).toEqual({
      status: 'no-factors'
    });
  });
});

describe('files of factors', () => {
  const rows = days.map((day, t) => [day, market[t]] as const);
  const load = (bytes: Uint8Array, name = 'market.csv') =>
    loadFactorFile({ vault: 'mine', name, bytes, createdAt: 1700000000000 });

  test('a file is kept, explains, goes into a backup and comes back', async () => {
    const loaded = await load(daily(rows));
    if (loaded.status !== 'kept') throw new Error(JSON.stringify(loaded.problems));
    const { id } = loaded.file;
    expect(loaded.file).toMatchObject({ names: ['Market', 'RF'], riskFree: 1, frequency: 'daily', rows: days.length });
    const choice = { kind: 'files', factors: [{ file: id, name: 'Market' }] } as const;
    const found = await factors({ ...question, choice }, context);
    if (found.status !== 'ready') throw new Error(found.status);
    expect(found.excess).toBe(true);
    expect(found.attribution?.cash).toBeGreaterThan(0.05);
    const monthly = await factors({ ...question, choice, frequency: 'monthly' }, context);
    if (monthly.status !== 'ready') throw new Error(monthly.status);
    expect(monthly.rows).toBeLessThan(30);
    expect(monthly.portfolio.rSquared).toBeGreaterThan(0.8);
    // Loaded again it takes its own place.
    await load(daily(rows));
    expect(await factorFiles({ vault: 'mine' })).toHaveLength(1);

    const bytes = await exportVault(vault, { appVersion: '0' });
    const before = await keptFactors('mine', id);
    await forgetFactorFile({ vault: 'mine', id });
    expect(await factorFiles({ vault: 'mine' })).toHaveLength(0);
    expect(await keptFactors('mine', id)).toBeUndefined();
    expect(await importVault(vault, bytes)).toMatchObject({ status: 'restored' });
    expect(await factorFiles({ vault: 'mine' })).toHaveLength(1);
    expect(await keptFactors('mine', id)).toEqual(before);
  });

  test('a set that was fetched is listed with its source, explains as a file does, and is forgotten', async () => {
    const files = await factorFiles({ vault: 'mine' });
    const [known] = files;
    const id = 'fetched-factors/Made_Up_Daily';
    const series = await keptFactors('mine', known.id);
    await saveSetting(vault, id, { ...series, source: 'french', fetchedAt: 1_700_000_000_000 });
    const listed = (await factorFiles({ vault: 'mine' })).find((one) => one.id === id);
    const { names, riskFree, rows: count } = known;
    expect(listed).toMatchObject({ name: 'Made_Up_Daily', source: 'french', names, riskFree, rows: count, missing: 0 });
    const by = (file: string) => ({ kind: 'files', factors: [{ file, name: 'Market' }] }) as const;
    const ask = async (file: string) => factors({ ...question, choice: by(file) }, context);
    const [fetched, loaded] = [await ask(id), await ask(known.id)];
    if (fetched.status !== 'ready' || loaded.status !== 'ready') throw new Error(fetched.status);
    expect(fetched.portfolio).toEqual(loaded.portfolio);
    await forgetFactorFile({ vault: 'mine', id });
    expect(await factorFiles({ vault: 'mine' })).toEqual(files);
    expect(await keptFactors('mine', id)).toBeUndefined();
  });

  test('a broken file keeps nothing and says where', async () => {
    const before = await factorFiles({ vault: 'mine' });
    const broken = strToU8('date,Market\n2021-01-04,0.01\n2021-01-05,oops\n');
    expect(await load(broken, 'broken.csv')).toEqual({
      status: 'bad',
      problems: [{ code: 'bad-number', line: 3, field: 'Market', text: 'oops' }]
    });
    expect(await factorFiles({ vault: 'mine' })).toEqual(before);
  });
});
