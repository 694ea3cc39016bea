import { GENESIS_HASH } from '$lib/domain/ledger';
import { loadBatches, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** How far a ledger has come. */
export interface LedgerStanding {
  readonly entries: number;
  readonly head: string;
  /** When it was first written to, in milliseconds since 1970; absent for an empty one. */
  readonly since?: number;
}

/** Where a vault's ledger stands, read without reading the ledger. */
export async function standing({ vault: name }: { readonly vault: VaultName }): Promise<LedgerStanding> {
  const vault = await openedVault(name);
  const last = await vault.db.journal.orderBy('sequence').last();
  const first = (await loadBatches(vault)).at(-1);
  return {
    entries: last?.sequence ?? 0,
    head: last?.hash ?? GENESIS_HASH,
    ...(first ? { since: first.recordedAt } : {})
  };
}
