import { liveTransactions, type LiveTransaction } from '$lib/domain/ledger';
import { loadLedger, type LedgerReading, type VaultName } from '$lib/storage/dexie';
import { openedVault } from './open-vault';

/** A ledger as it was read, with the transactions that count, in ledger order. */
export interface KeptLedger extends LedgerReading {
  readonly transactions: readonly LiveTransaction[];
}

let kept: { readonly vault: VaultName; readonly ledger: KeptLedger } | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** The ledger of a vault as it stands now. This worker keeps it: what it has read already it does not read again. */
export function keptLedger(vault: VaultName): Promise<KeptLedger> {
  const answer = turn.then(() => refreshed(vault));
  turn = answer.catch(() => undefined);
  return answer;
}

async function refreshed(name: VaultName): Promise<KeptLedger> {
  const before = kept?.vault === name ? kept.ledger : undefined;
  const reading = await loadLedger(await openedVault(name), before);
  const transactions = before?.entries === reading.entries ? before.transactions : liveTransactions(reading.entries);
  const ledger = { ...reading, transactions };
  kept = { vault: name, ledger };
  return ledger;
}
