import { batchId, type Account, type BatchId } from '$lib/domain/ledger';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Keeps an account as changed, or a new one; an act that can be undone. */
export async function accountKept(name: VaultName, account: Account, title: string): Promise<BatchId> {
  const [{ appendActs }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const batch = batchId(randomId());
  await appendActs(vault, [], { batch, recordedAt: now(), title, accounts: [account] });
  return batch;
}
