import { keepRecentRun, type NewRun } from '$lib/services/saved-runs';
import { session } from './session.svelte';

const STANDS_AFTER = 2000;

/** Keeps each result that stood on screen for a while, so that none is lost on the next click. */
export function keepRecentRuns(made: () => NewRun | undefined, failed: (reason: Error) => void): void {
  $effect(() => {
    const run = made();
    const vault = session.summary?.vault;
    if (run === undefined || vault === undefined) return undefined;
    const timer = setTimeout(() => {
      keepRecentRun(vault, run).catch((reason: unknown) =>
        failed(reason instanceof Error ? reason : new Error(String(reason)))
      );
    }, STANDS_AFTER);
    return () => clearTimeout(timer);
  });
}
