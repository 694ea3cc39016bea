import { afterAll, expect, test } from 'vitest';
import { WorkerPool } from '$lib/compute/caller/pool';
import { dayFromText } from '$lib/domain/calendar';
import { liveTransactions, verifiedChain } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import { bestAnswers, type StatementPreview } from '$lib/domain/statements';
import { closeVault, deleteVault, loadBatches, loadLedger, openVault } from '$lib/storage/dexie';

const ROUNDS = 12;
const ROWS = 301;

afterAll(() => deleteVault('mine'));

/** A file of a deposit and many purchases; every round has its own prices. */
function file(round: number): Uint8Array {
  const lines = ['date,action,symbol,quantity,price,amount,currency', `2020-01-02,deposit,,,,${1_000_000 + round},USD`];
  for (let i = 1; i < ROWS; i++) {
    const day = String(1 + (i % 28)).padStart(2, '0');
    lines.push(`2020-02-${day},buy,AAPL,1,${20 + round + (i % 50) / 100},,USD`);
  }
  return new TextEncoder().encode(lines.join('\n'));
}

test(`an import whose worker is killed at ${ROUNDS} moments is there as a whole or not at all`, async () => {
  await deleteVault('mine');
  const make = () => new Worker(new URL('../../workers/import.worker.ts', import.meta.url), { type: 'module' });
  const about = {
    vault: 'mine',
    fileName: 'trades.csv',
    today: dayFromText('2024-01-02'),
    baseCurrency: currencyCode('USD')
  };
  let written = 0;
  let usual = 0;
  const outcomes = new Map<string, number>();
  for (let round = 0; round <= ROUNDS; round++) {
    const pool = new WorkerPool(make, { name: `round-${round}`, size: 1, cancel: 'terminate', idle: 60_000 });
    const key = `file ${round}`;
    const open = () => pool.run('open', { ...about, key, source: file(round) }) as Promise<StatementPreview>;
    const { questions } = await open();
    const answers = bestAnswers(questions);
    const killer = new AbortController();
    const started = performance.now();
    const confirming = pool.run(
      'confirm',
      { key, answers, batch: `b${round}`, recordedAt: round, title: 'trades.csv' },
      { signal: killer.signal }
    );
    // The first round is left to finish: it tells how long a write takes.
    const killed = round > 0;
    if (killed) setTimeout(() => killer.abort(), (usual * 1.3 * round) / ROUNDS);
    const outcome = await confirming.then(
      () => 'written',
      () => 'killed'
    );
    if (!killed) usual = performance.now() - started;
    pool.release();
    const vault = await openVault('mine');
    const { entries, problems, instruments, accounts } = await loadLedger(vault);
    const batches = await loadBatches(vault);
    closeVault(vault);
    const live = liveTransactions(entries).length;
    expect([problems, verifiedChain(entries).ok]).toEqual([[], true]);
    expect([0, ROWS]).toContain(live - written);
    if (outcome === 'written') expect(live - written).toBe(ROWS);
    written = live;
    expect(batches.length).toBe(written / ROWS);
    expect([instruments.length, accounts.length]).toEqual([1, 1]);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect(outcomes.get('killed') ?? 0).toBeGreaterThan(2);
}, 240_000);
