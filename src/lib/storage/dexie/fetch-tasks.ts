import { written } from './errors';
import type { FetchTask } from './market-rows';
import { soundRows, type RowReading } from './problems';
import { announceChange, type Vault } from './vault';

/** Pieces of fetches, the oldest first; those in one state when it is named. */
export async function loadFetchTasks(vault: Vault, state?: FetchTask['state']): Promise<RowReading<FetchTask>> {
  const { rows, problems } = await soundRows(vault.db.fetchTasks, 'fetchTasks', undefined, (row) =>
    Array.isArray(row.sources) && typeof row.from === 'number' && typeof row.to === 'number'
      ? undefined
      : 'no sources or no span'
  );
  const asked = rows.filter((row) => state === undefined || row.state === state);
  return { rows: asked.sort((a, b) => a.createdAt - b.createdAt), problems };
}

/** Keeps pieces of fetches, in the place of those with their ids. */
export async function saveFetchTasks(vault: Vault, tasks: readonly FetchTask[]): Promise<void> {
  await written(() => vault.db.fetchTasks.bulkPut([...tasks]));
  announceChange(vault, ['fetches']);
}

/** Forgets pieces of fetches. */
export async function removeFetchTasks(vault: Vault, ids: readonly string[]): Promise<void> {
  await written(() => vault.db.fetchTasks.bulkDelete([...ids]));
  announceChange(vault, ['fetches']);
}
