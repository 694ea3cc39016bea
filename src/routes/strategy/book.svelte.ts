import { strategyBook, type BookedStrategy } from '$lib/services/strategy-book';
import { session } from '$lib/state/session.svelte';

let known = $state.raw<readonly BookedStrategy[]>([]);

/** Strategies that were last read from the vault. */
export const usableBook = (): readonly BookedStrategy[] => known;

/** Reads the book of the vault in use; answers how many of its strategies cannot be read. */
export async function readBook(): Promise<number> {
  const vault = session.summary?.vault;
  if (vault === undefined) return 0;
  const { strategies, unreadable } = await strategyBook(vault);
  known = strategies;
  return unreadable;
}
