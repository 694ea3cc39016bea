import { liveTransactions } from '$lib/domain/ledger';
import { loadLedger, loadPrices, openVault, priceHeaders, type Vault, type VaultName } from '$lib/storage/dexie';
import { openTables, type Tables } from './connection';
import { fillLedger, fillPrices } from './fill';

/** The tables of a vault, filled as the vault stands now. */
export interface VaultTables {
  readonly tables: Tables;
}

interface Filled {
  readonly vault: Vault;
  readonly tables: Tables;
  prices?: string;
  ledger?: string;
}

const opened = new Map<VaultName, Promise<Filled>>();
let queue: Promise<unknown> = Promise.resolve();

/** What is answered by the tables of a vault; they are filled again first when the vault changed. One after the other. */
export function withVaultTables<T>(
  name: VaultName,
  need: 'prices' | 'ledger' | 'nothing',
  ask: (vault: VaultTables) => Promise<T>
): Promise<T> {
  const answer = queue.then(async () => {
    const filled = await tablesOf(name);
    if (need === 'prices') await refreshPrices(filled);
    if (need === 'ledger') await refreshLedger(filled);
    return ask(filled);
  });
  queue = answer.catch(() => undefined);
  return answer;
}

function tablesOf(name: VaultName): Promise<Filled> {
  const known = opened.get(name);
  if (known) return known;
  const fresh = Promise.all([openVault(name, { onReplaced: () => void opened.delete(name) }), openTables()]).then(
    ([vault, tables]): Filled => ({ vault, tables })
  );
  opened.set(name, fresh);
  fresh.catch(() => opened.delete(name));
  return fresh;
}

async function refreshPrices(filled: Filled): Promise<void> {
  const headers = await priceHeaders(filled.vault);
  const state = JSON.stringify(headers.map(({ instrument, revision, count }) => [instrument, revision, count]));
  if (state === filled.prices) return;
  const { series } = await loadPrices(filled.vault);
  await fillPrices(filled.tables, series);
  filled.prices = state;
}

async function refreshLedger(filled: Filled): Promise<void> {
  const { db } = filled.vault;
  const last = await db.journal.orderBy('sequence').last();
  const state = JSON.stringify([last?.hash, await db.accounts.toArray(), await db.instruments.toArray()]);
  if (state === filled.ledger) return;
  const { entries, accounts, instruments } = await loadLedger(filled.vault);
  await fillLedger(filled.tables, liveTransactions(entries), accounts, instruments);
  filled.ledger = state;
}
