import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { verifiedChain, type JournalAct } from '$lib/domain/ledger';
import {
  appendActs,
  closeVault,
  deleteVault,
  loadBatches,
  loadLedger,
  listResults,
  loadPrices,
  onVaultChange,
  openVault,
  savePrices,
  saveResult,
  StorageFullError,
  type Vault
} from '$lib/storage/dexie';
import { exportVault, importVault } from '$lib/storage/archive';
import { apple, batch, broker, closes, deposit } from '$lib/storage/dexie/vault.fixture';

let vault: Vault;

beforeEach(async () => {
  await deleteVault('mine');
  vault = await openVault('mine');
});

afterEach(async () => {
  closeVault(vault);
  await deleteVault('mine');
});

const first = { batch: batch('b1'), recordedAt: 1, title: 'first', accounts: [broker], instruments: [apple] };

function noted(act: JournalAct, note: string): JournalAct {
  return act.act === 'post' ? { ...act, transaction: { ...act.transaction, note } } : act;
}

interface Protocol {
  send(method: string, parameters: object): Promise<unknown>;
}

test('a full disk writes nothing, says so, and the ledger stands as before', async () => {
  const protocol = cdp() as unknown as Protocol;
  const { origin } = location;
  // The browser remembers for a while how much room there was, so the limit stands before the first write.
  closeVault(vault);
  await deleteVault('mine');
  await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  try {
    vault = await openVault('mine');
    await appendActs(vault, [deposit('e1', '1000')], first);
    const note = [...crypto.getRandomValues(new Uint32Array(16_000))].join('');
    const large = (round: number) =>
      Array.from({ length: 40 }, (_, i) => noted(deposit(`x${round}-${i}`, '1'), `${i}${note}`));
    // A busy browser may go on remembering the room there was: it is written to until it takes notice of the limit.
    let before = await loadLedger(vault);
    let batches = await loadBatches(vault);
    let refusal: unknown;
    for (let round = 0; round < 20 && refusal === undefined; round++) {
      before = await loadLedger(vault);
      batches = await loadBatches(vault);
      const options = { batch: batch(`large-${round}`), recordedAt: 2, title: 'large' };
      await appendActs(vault, large(round), options).catch((reason: unknown) => (refusal = reason));
      if (refusal === undefined) await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    expect(refusal).toBeInstanceOf(StorageFullError);
    const run = {
      id: 'r',
      kind: 'simulation',
      title: 'r',
      createdAt: 1,
      inputs: {},
      engineVersion: '1',
      dataHash: 'h'
    };
    await expect(saveResult(vault, { ...run, output: new Float64Array(1_000_000) })).rejects.toThrow(/no room/);
    const days = Int32Array.from({ length: 50_000 }, (_, at) => at);
    const values = Float64Array.from(days, () => Math.random());
    const fetched = Array.from({ length: 4 }, (_, at) =>
      closes({}, { instrument: `I${at}` as typeof apple.id, days, values })
    );
    await expect(savePrices(vault, fetched, { origin: 'fetched' })).rejects.toBeInstanceOf(StorageFullError);
    expect(await loadPrices(vault)).toEqual({ series: [], problems: [] });
    expect([await vault.db.prices.count(), await vault.db.revisions.count()]).toEqual([0, 0]);
    const after = await loadLedger(vault);
    expect([after.head, after.entries.length]).toEqual([before.head, before.entries.length]);
    expect(await loadBatches(vault)).toEqual(batches);
    expect(await listResults(vault)).toEqual([]);
  } finally {
    await protocol.send('Storage.overrideQuotaForOrigin', { origin });
  }
}, 120_000);

test('a tab that goes in the middle of an import leaves all of it or nothing', async () => {
  const outcomes = new Set<number>();
  for (const wait of [5, 40, 120, 400]) {
    const worker = new Worker(new URL('./doors/append.worker.ts', import.meta.url), { type: 'module' });
    const told = (text: string) =>
      new Promise<void>((resolve) =>
        worker.addEventListener('message', ({ data }: MessageEvent<string>) => data === text && resolve())
      );
    const begun = told('begun');
    worker.postMessage(`import-${wait}`);
    await begun;
    await new Promise((resolve) => setTimeout(resolve, wait));
    worker.terminate();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { entries, problems, head } = await loadLedger(vault);
    expect(problems).toEqual([]);
    expect(verifiedChain(entries)).toEqual({ ok: true, head });
    expect(entries.length % 3000).toBe(0);
    expect(await loadBatches(vault)).toHaveLength(entries.length / 3000);
    outcomes.add(entries.length);
  }
  expect(outcomes.has(0)).toBe(true);
});

test('a write is heard in other tabs and workers', async () => {
  const heard: string[] = [];
  onVaultChange(vault, ({ parts }) => heard.push(...parts));
  const worker = new Worker(new URL('./doors/append.worker.ts', import.meta.url), { type: 'module' });
  const done = new Promise((resolve) =>
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => data === 'done' && resolve(data))
  );
  worker.postMessage('import');
  await done;
  await expect.poll(() => heard).toContain('journal');
  expect((await loadLedger(vault)).entries).toHaveLength(3000);
  worker.terminate();
});

test('prices of thirty years for many instruments go in and out quickly', async () => {
  const days = Int32Array.from({ length: 8000 }, (_, i) => 7305 + Math.floor(i * 1.45));
  const series = Array.from({ length: 25 }, (_, i) =>
    closes({}, { instrument: `I${i}` as typeof apple.id, days, values: Float64Array.from(days, (day) => day + i) })
  );
  const started = performance.now();
  await savePrices(vault, series);
  const saved = performance.now();
  const read = await loadPrices(vault);
  const loaded = performance.now();
  expect(read.problems).toEqual([]);
  expect(read.series).toHaveLength(25);
  const byName = new Map(read.series.map((one) => [one.instrument, one]));
  for (const one of series) expect(byName.get(one.instrument)?.values).toEqual(one.values);
  console.log(`200,000 closes: saved in ${Math.round(saved - started)} ms, read in ${Math.round(loaded - saved)} ms`);
  expect(loaded - started).toBeLessThan(15_000);
  const other = await openVault('demo');
  const bytes = await exportVault(vault, { appVersion: '0' });
  expect((await importVault(other, bytes)).status).toBe('restored');
  expect(await exportVault(other, { appVersion: '0' })).toEqual(bytes);
  console.log(`exported and restored twice in ${Math.round(performance.now() - loaded)} ms, ${bytes.length} bytes`);
  closeVault(other);
  await deleteVault('demo');
});
