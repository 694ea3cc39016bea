import { demoLedgerFromText, seriesFromColumns } from '$lib/data/demo';
import type { BatchId, EventId, JournalAct } from '$lib/domain/ledger';
import {
  appendActs,
  HeadMovedError,
  loadLedger,
  loadSetting,
  savePrices,
  saveRates,
  saveSetting
} from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

const BATCH = 'demo' as BatchId;
const HISTORY = 'demo.history';

/** What of the demo is kept on this device. */
export async function demoKept(): Promise<{ readonly ledger: boolean; readonly history: boolean }> {
  const vault = await openedVault('demo');
  const [{ entries }, history] = await Promise.all([loadLedger(vault), loadSetting(vault, HISTORY)]);
  return { ledger: entries.length > 0, history: history === true };
}

/** Fills the demo vault: the ledger and the years it covers. A vault that holds a ledger stays as it is. */
export async function keepDemo(files: {
  readonly ledger: string;
  readonly recent: Uint8Array;
  readonly recordedAt: number;
}): Promise<void> {
  const vault = await openedVault('demo');
  const { head, entries } = await loadLedger(vault);
  if (entries.length > 0) return;
  const { asOf, benchmark, accounts, instruments, transactions } = demoLedgerFromText(files.ledger);
  const { prices, rates } = seriesFromColumns(files.recent);
  const acts = transactions.map((transaction, at): JournalAct => ({
    act: 'post',
    event: `demo-${at + 1}` as EventId,
    transaction
  }));
  const about = { batch: BATCH, recordedAt: files.recordedAt, title: 'Demo', expectedHead: head };
  await saveSetting(vault, 'asOf', asOf);
  await saveSetting(vault, 'benchmark', benchmark);
  try {
    await appendActs(vault, acts, { ...about, accounts, instruments, prices, rates });
  } catch (error) {
    // Another tab was first with the same demo.
    if (!(error instanceof HeadMovedError)) throw error;
  }
}

/** Adds the demo's older closes and rates. */
export async function keepDemoHistory({ history }: { readonly history: Uint8Array }): Promise<void> {
  const vault = await openedVault('demo');
  const { prices, rates } = seriesFromColumns(history);
  await savePrices(vault, prices);
  await saveRates(vault, rates);
  await saveSetting(vault, HISTORY, true);
}
