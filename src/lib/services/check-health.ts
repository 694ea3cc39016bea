import { run, type OutputOf } from '$lib/compute/caller';
import type { Day } from '$lib/domain/calendar';
import { batchId, type BatchId } from '$lib/domain/ledger';
import { now, today } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Which vault, and which state of it. */
export interface HealthQuestion {
  readonly vault: VaultName;
  readonly revision: number;
  /** The day from which prices are old; that of the clock when absent. */
  readonly asOf?: Day;
}

/** Every check with what it found. */
export type Health = OutputOf<'value', 'health'>;
export type HealthCheckReport = Health['checks'][number];
export type HealthFinding = HealthCheckReport['findings'][number];

const SET_ASIDE = 'health.setAside';

/** Runs every check over the ledger and its prices. */
export const ledgerHealth = (question: HealthQuestion, control: { readonly signal?: AbortSignal } = {}) =>
  run('value', 'health', dated(question), control);

/** Mends findings in one act; answers it, so that it can be undone. Undefined when there was nothing left to mend. */
export async function mended(
  question: HealthQuestion,
  keys: readonly string[],
  title: string
): Promise<BatchId | undefined> {
  const batch = randomId();
  const record = await run('value', 'mend', { ...dated(question), keys, batch, recordedAt: now(), title });
  return record && batchId(record.id);
}

/** Keeps findings as they are: the checks pass over them from now on. */
export async function setAside(name: VaultName, keys: readonly string[]): Promise<void> {
  const [{ loadSetting, saveSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const kept = await loadSetting(vault, SET_ASIDE);
  await saveSetting(vault, SET_ASIDE, [...new Set([...(Array.isArray(kept) ? (kept as unknown[]) : []), ...keys])]);
}

/** Looks at everything again. */
export async function nothingSetAside(name: VaultName): Promise<void> {
  const [{ removeSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await removeSetting(vault, SET_ASIDE);
}

function dated({ vault, revision, asOf = today() }: HealthQuestion) {
  return { vault, revision, today: asOf };
}
