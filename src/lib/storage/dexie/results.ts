import { written } from './errors';
import type { ResultSummary, SavedResult } from './schema';
import { announceChange, type Vault } from './vault';

/** Keeps a run with its inputs, seed, engine version, hash of the data and output. */
export async function saveResult(vault: Vault, result: SavedResult): Promise<void> {
  const { db } = vault;
  const { output, ...summary } = result;
  await written(() =>
    db.transaction('rw', [db.results, db.outputs], async () => {
      await db.results.put(summary);
      await db.outputs.put({ id: result.id, output });
    })
  );
  announceChange(vault, ['results']);
}

/** Saved runs without their outputs, newest first. */
export async function listResults(vault: Vault, kind?: string): Promise<ResultSummary[]> {
  const { results } = vault.db;
  const rows = await (kind === undefined ? results.toArray() : results.where('kind').equals(kind).toArray());
  return rows.sort((a, b) => b.createdAt - a.createdAt);
}

/** A saved run, undefined when it is gone or its output cannot be read. */
export async function openResult(vault: Vault, id: string): Promise<SavedResult | undefined> {
  const { db } = vault;
  return db.transaction('r', [db.results, db.outputs], async () => {
    const summary = await db.results.get(id);
    const row = await db.outputs.get(id);
    return summary && row && { ...summary, output: row.output };
  });
}

/** Removes a saved run. */
export async function removeResult(vault: Vault, id: string): Promise<void> {
  const { db } = vault;
  await written(() =>
    db.transaction('rw', [db.results, db.outputs], async () => {
      await db.results.delete(id);
      await db.outputs.delete(id);
    })
  );
  announceChange(vault, ['results']);
}
