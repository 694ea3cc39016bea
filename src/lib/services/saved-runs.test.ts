import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { Day } from '$lib/domain/calendar';
import { currencyCode } from '$lib/domain/money';
import { performanceReport } from '$lib/quant/measures';
import { clearVault, saveAccounts, saveResult } from '$lib/storage/dexie';
import { accountId } from '$lib/domain/ledger';
import { ENGINE_VERSION, forgetRun, keepRecentRun, saveRun, savedRun, savedRuns, type NewRun } from './saved-runs';
import { vaultNamed } from './vaults';

const day = (value: number): Day => value as Day;
const spanned = performanceReport({
  days: Int32Array.of(1, 2, 3, 4),
  index: Float64Array.of(1, 1.1, 0.9, 1.2),
  riskFreeRate: 0.01,
  window: 2
});
const run: NewRun = {
  kind: 'backtest',
  title: 'Rebalanced yearly',
  address: 'rule=year&start=5000',
  seed: 7,
  question: {
    vault: 'mine',
    base: currencyCode('USD'),
    revision: 1,
    start: day(1),
    end: day(2),
    entries: [],
    initialValue: 5000,
    engineVersion: ENGINE_VERSION
  },
  output: { answer: { firstDay: 1, lastDay: 2, missing: [], leftOut: [], entries: [] }, names: {} }
};

afterEach(async () => clearVault(await vaultNamed('mine')));

test('a run comes back with its inputs, its address and whether its data still stands', async () => {
  const id = await saveRun('mine', run);
  expect(await savedRuns('mine')).toMatchObject([
    {
      id,
      kind: 'backtest',
      title: run.title,
      address: run.address,
      seed: 7,
      engineVersion: ENGINE_VERSION,
      sameData: true
    }
  ]);
  expect(await savedRun('mine', id, 'backtest')).toMatchObject({ question: run.question, output: run.output });

  const currency = currencyCode('USD');
  await saveAccounts(await vaultNamed('mine'), [{ id: accountId('a'), name: 'New', currency }]);
  expect((await savedRuns('mine'))[0]?.sameData).toBe(false);
  expect((await savedRun('mine', id, 'backtest'))?.sameData).toBe(false);

  await forgetRun('mine', id);
  expect(await savedRuns('mine')).toEqual([]);
  expect(await savedRun('mine', id, 'backtest')).toBeUndefined();
});

test('a run of another kind, another engine or a damaged record is not taken for one of ours', async () => {
  const id = await saveRun('mine', run);
  expect(await savedRun('mine', id, 'simulate')).toBeUndefined();

  const vault = await vaultNamed('mine');
  const record = { title: 'old', createdAt: 1, inputs: { question: {}, address: 'a=1' }, dataHash: '', output: {} };
  await saveResult(vault, { ...record, id: 'old', kind: 'backtest', engineVersion: '0.0.1' });
  await saveResult(vault, { ...record, id: 'bare', kind: 'backtest', inputs: 3, engineVersion: ENGINE_VERSION });
  await saveResult(vault, { ...record, id: 'empty', kind: 'backtest', output: null, engineVersion: ENGINE_VERSION });
  await saveResult(vault, { ...record, id: 'alien', kind: 'weather', engineVersion: ENGINE_VERSION });
  for (const one of ['old', 'bare', 'empty', 'alien', 'nowhere']) {
    expect(await savedRun('mine', one, 'backtest'), one).toBeUndefined();
  }
  const listed = await savedRuns('mine');
  expect(listed.map((one) => one.id).sort()).toEqual(['bare', 'empty', id, 'old'].sort());
  expect(listed.find((one) => one.id === 'bare')?.address).toBe('');
});

test('a result kept by itself stands once for each question, and the oldest of its kind give way', async () => {
  await keepRecentRun('mine', run);
  await keepRecentRun('mine', { ...run, title: 'again' });
  expect(await savedRuns('mine')).toMatchObject([{ title: 'again', recent: true }]);
  const asked = await saveRun('mine', run);
  const another: NewRun = {
    ...{ kind: 'performance', title: 'One year', address: 'period=1Y' },
    question: {
      ...{ vault: 'mine', base: currencyCode('USD'), revision: 1, asOf: day(2), period: '1Y' },
      ...{ riskFreeRate: 0.01, window: 126 }
    },
    output: { report: spanned, convention: 'empyrical', benchmarkName: 'nothing', accounts: [] }
  };
  await keepRecentRun('mine', another);
  const { id: other = '' } = (await savedRuns('mine')).find(({ kind }) => kind === 'performance') ?? {};
  for (let seed = 100; seed < 125; seed++) await keepRecentRun('mine', { ...run, seed });
  const runs = await savedRuns('mine');
  expect(runs.filter((one) => one.recent && one.kind === 'backtest')).toHaveLength(20);
  expect((await savedRun('mine', other, 'performance'))?.output).toEqual(another.output);
  expect(runs.find((one) => one.id === asked)?.recent).toBe(false);
});
