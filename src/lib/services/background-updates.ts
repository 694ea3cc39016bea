import { run } from '$lib/compute/caller';
import {
  backgroundSupport,
  LEAST_HOURS,
  registerBackground,
  type BackgroundSupport
} from '$lib/platform/background-sync';
import { isControlled, originsChanged, type PolicyReach } from '$lib/platform/policy';
import {
  eraseDevice,
  loadBackgroundSet,
  loadSources,
  saveBackgroundSet,
  vaultIsSealed,
  type BackgroundRow
} from '$lib/storage/device';
import { backgroundChoice, lastUpdate, saveBackgroundChoice } from './background';
import type { BackgroundChoice, UpdateRecord } from './background';
import type { VaultName } from './vaults';

export { LEAST_HOURS, originsChanged };
export type { BackgroundChoice, BackgroundRow, BackgroundSupport, PolicyReach, UpdateRecord };

/** How background updates stand on this device. */
export interface BackgroundState {
  readonly choice: BackgroundChoice;
  readonly support: BackgroundSupport;
  /** True while the data has a lock: the service worker then writes nothing. */
  readonly sealed: boolean;
  /** What may be used without a key. */
  readonly set: readonly BackgroundRow[];
  /** Sources that the person has enabled. */
  readonly sources: number;
  /** False on a first visit: sources can be reached once the page is loaded again. */
  readonly controlled: boolean;
  readonly last?: UpdateRecord;
}

/** The vault that is updated: a person's own. The demo lives in the days of its prices. */
export const UPDATED_VAULT: VaultName = 'mine';

/** How background updates stand. */
export async function backgroundState(): Promise<BackgroundState> {
  const [choice, support, sealed, set, sources, last] = await Promise.all([
    backgroundChoice(),
    backgroundSupport(),
    vaultIsSealed(UPDATED_VAULT),
    loadBackgroundSet(),
    loadSources(),
    lastUpdate()
  ]);
  const enabled = sources.filter((one) => one.enabled).length;
  const state = { choice, support, sealed, set, sources: enabled, controlled: isControlled() };
  return last ? { ...state, last } : state;
}

/** Keeps what a person allows, and asks the browser to wake the app or no longer. */
export async function allowBackground(choice: BackgroundChoice): Promise<void> {
  await saveBackgroundChoice(choice);
  await registerBackground(choice.whileClosed);
}

/** Puts what is held and followed into the clear set. */
export async function clearSetUpdated(): Promise<void> {
  const rows = await run('refresh', 'proposedSet', { vault: UPDATED_VAULT });
  await saveBackgroundSet(UPDATED_VAULT, rows);
}

/** Takes one line out of the clear set. */
export async function clearSetWithout(id: string): Promise<void> {
  const rows = await loadBackgroundSet();
  await saveBackgroundSet(
    UPDATED_VAULT,
    rows.filter((row) => row.vault === UPDATED_VAULT && row.id !== id)
  );
}

/** Runs the update now; undefined when another page is at it. */
export function updateNow(control: { readonly signal?: AbortSignal } = {}): Promise<UpdateRecord | undefined> {
  return run('refresh', 'update', { vault: UPDATED_VAULT, cause: 'hand' }, control);
}

/** Brings prices up to date when the app is opened, where a source is enabled and something is older than a trading day. */
export async function catchUp(vault: VaultName): Promise<void> {
  if (vault !== UPDATED_VAULT || !navigator.onLine) return;
  const [{ onOpen }, sources] = await Promise.all([backgroundChoice(), loadSources()]);
  if (onOpen && sources.some((one) => one.enabled)) await run('refresh', 'update', { vault, cause: 'open' });
}

/** Forgets all that this device keeps beside the data; the content policy names no source any more. */
export async function deviceErased(): Promise<void> {
  await registerBackground(false);
  await eraseDevice();
  // A service worker that is asleep reads them anew when it wakes.
  await originsChanged().catch(() => undefined);
}
