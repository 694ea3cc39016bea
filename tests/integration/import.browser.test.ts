import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { releaseWorkers, run } from '$lib/compute/caller';
import { WorkerPool } from '$lib/compute/caller/pool';
import { dayFromText } from '$lib/domain/calendar';
import { actsUndoing, batchId, liveTransactions } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import { bestAnswers, type StatementPreview } from '$lib/domain/statements';
import {
  appendActs,
  closeVault,
  deleteVault,
  loadBatches,
  loadLedger,
  loadMappings,
  openVault,
  type Vault
} from '$lib/storage/dexie';

let vault: Vault;

beforeEach(async () => {
  await deleteVault('mine');
  vault = await openVault('mine');
});

afterEach(() => closeVault(vault));

afterAll(async () => {
  releaseWorkers();
  await deleteVault('mine');
});

const lines = ['date,action,symbol,quantity,price,amount,currency', '2020-01-02,deposit,,,,10000,USD'];
for (let i = 1; i <= 400; i++)
  lines.push(`2020-02-${String(1 + (i % 28)).padStart(2, '0')},buy,AAPL,1,${i % 7 === 0 ? 10 : 20},,USD`);
const about = {
  key: 'trades',
  vault: 'mine',
  fileName: 'trades.csv',
  today: dayFromText('2024-01-02'),
  baseCurrency: currencyCode('USD')
} as const;
const bytes = () => new TextEncoder().encode(lines.join('\n'));
const confirmation = (batch: string, answers = {}) => ({
  key: 'trades',
  ...{ batch, recordedAt: 1, title: 'trades.csv', answers }
});

test('a file is read, confirmed, known when it comes again, and undone as a whole', async () => {
  const source = bytes();
  const preview = await run('import', 'open', { ...about, source }, { transfer: [source.buffer] });
  expect(preview.counts.rows).toBe(401);
  expect(await loadBatches(vault)).toEqual([]);
  const answers = bestAnswers(preview.questions);
  const second = await run('import', 'preview', { key: 'trades', answers });
  expect(second.counts.taken).toBe(401);
  const written = await run('import', 'confirm', confirmation('b1', answers));
  expect(written).toMatchObject({ status: 'written', batch: { posted: 401, file: 'trades.csv' } });
  const { entries, head, accounts, instruments } = await loadLedger(vault);
  expect([liveTransactions(entries).length, accounts.length, instruments.length]).toEqual([401, 1, 1]);
  expect(await loadMappings(vault)).toHaveLength(1);

  const again = await run('import', 'open', { ...about, source: bytes() });
  expect(again.counts.alreadyThere).toBe(401);
  const more = await run('import', 'confirm', confirmation('b2', bestAnswers(again.questions)));
  expect(more).toEqual({ status: 'nothing-new' });

  const undo = { batch: batchId('u1'), recordedAt: 2, title: 'Undo', undoes: batchId('b1'), expectedHead: head };
  await appendActs(vault, actsUndoing(entries, batchId('b1')), undo);
  const after = await loadLedger(vault);
  expect([liveTransactions(after.entries), after.accounts, after.instruments]).toEqual([[], [], []]);
});

test('a file confirmed in two tabs at once is written once', async () => {
  const tabs = [1, 2].map((tab) => {
    const make = () => new Worker(new URL('../../workers/import.worker.ts', import.meta.url), { type: 'module' });
    return new WorkerPool(make, { name: `tab-${tab}`, size: 1, cancel: 'terminate', idle: 60_000 });
  });
  const previews = await Promise.all(tabs.map((tab) => tab.run('open', { ...about, source: bytes() })));
  const { questions } = previews[0] as StatementPreview;
  const outcomes = await Promise.all(
    tabs.map(
      (tab, i) => tab.run('confirm', confirmation(`b${i}`, bestAnswers(questions))) as Promise<{ status: string }>
    )
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['nothing-new', 'written']);
  const { entries, problems } = await loadLedger(vault);
  expect([liveTransactions(entries).length, problems]).toEqual([401, []]);
  for (const tab of tabs) tab.release();
});

test('without an open file the page is told to give it again', async () => {
  await run('import', 'close', undefined);
  await expect(run('import', 'preview', { key: 'trades' })).rejects.toMatchObject({ code: 'file-gone' });
});
