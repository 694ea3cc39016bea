import { release, run, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { FetchProgress } from '$lib/data/providers';
import { today } from '$lib/platform/clock';
import type { FetchChecks } from '$lib/storage/device';
import { storage, vaultNamed, type VaultName } from './vaults';

export type PlanQuestion = InputOf<'market', 'fetchPlan'>;
/** What would be fetched, how many calls it takes of each source, how long, and what is left of quotas. */
export type FetchPlan = OutputOf<'market', 'fetchPlan'>;
export type FetchOutcome = OutputOf<'market', 'fetchAll'>;
export type ProbeAnswer = OutputOf<'market', 'probeSource'>;
export type FoundListings = OutputOf<'market', 'searchListings'>;
export type CompareQuestion = InputOf<'market', 'compareSources'>;
export type ComparedSources = OutputOf<'market', 'compareSources'>;
export type { FetchChecks };
export type { FetchProgress };

interface Control {
  readonly signal?: AbortSignal;
}

interface FetchControl extends Control {
  readonly onProgress?: (progress: FetchProgress) => void;
}

/** What would be fetched. Nothing is asked of anybody. */
export function planFetches(question: PlanQuestion, { signal }: Control = {}): Promise<FetchPlan> {
  return run('market', 'fetchPlan', question, { signal });
}

/**
 * Fetches what a plan names, and what still waits from earlier. The signal ends it at once; what was not written then waits
 * until {@link resumeFetches}. @throws JobError, the reason of the signal.
 */
export function fetchPlanned(
  vault: VaultName,
  plan: Pick<FetchPlan, 'tasks'>,
  { signal, onProgress }: FetchControl = {}
): Promise<FetchOutcome> {
  const heard = (_: number, note?: string): void => {
    if (note) onProgress?.(JSON.parse(note) as FetchProgress);
  };
  return run('market', 'fetchAll', { vault, tasks: plan.tasks }, { signal, onProgress: heard });
}

/** Takes up what an earlier visit left waiting; undefined when nothing waits. No worker is made then. */
export async function resumeFetches(vault: VaultName, control: FetchControl = {}): Promise<FetchOutcome | undefined> {
  const waiting = await waitingFetches(vault);
  return waiting > 0 ? fetchPlanned(vault, { tasks: [] }, control) : undefined;
}

/** How many pieces of fetches wait. */
export async function waitingFetches(vault: VaultName): Promise<number> {
  const { loadFetchTasks } = await storage();
  return (await loadFetchTasks(await vaultNamed(vault), 'waiting')).rows.length;
}

/** Forgets what waits: a person has changed their mind. */
export async function forgetFetches(vault: VaultName): Promise<void> {
  const { loadFetchTasks, removeFetchTasks } = await storage();
  const open = await vaultNamed(vault);
  const { rows } = await loadFetchTasks(open, 'waiting');
  await removeFetchTasks(
    open,
    rows.map((task) => task.id)
  );
}

/** What becomes of fetched values that the checks refuse. */
export async function fetchChecks(): Promise<FetchChecks> {
  return (await import('$lib/storage/device')).fetchChecks();
}

/** Keeps what becomes of fetched values that the checks refuse. */
export async function saveFetchChecks(checks: FetchChecks): Promise<void> {
  await (await import('$lib/storage/device')).saveFetchChecks(checks);
}

/** One cheap call that shows whether a source can be reached and takes its key. */
export function probeSource(source: string, { signal }: Control = {}): Promise<ProbeAnswer> {
  return run('market', 'probeSource', { source, today: today() }, { signal });
}

/** Listings that the sources know under a name, symbol or ISIN. */
export function searchListings(words: string, { signal }: Control = {}): Promise<FoundListings> {
  return run('market', 'searchListings', { words }, { signal });
}

/** Asks several sources for one series and keeps what they say beside it, to be compared. */
export function compareSources(
  question: CompareQuestion,
  { signal, onProgress }: Control & { readonly onProgress?: (fraction: number) => void } = {}
): Promise<ComparedSources> {
  return run('market', 'compareSources', question, { signal, onProgress });
}

/**
 * Ends the workers that fetch: a worker keeps the content policy it was made with, so that one made before a source was
 * enabled may not contact it. The next job makes a new one.
 */
export function renewMarketWorker(): void {
  release('market');
}
