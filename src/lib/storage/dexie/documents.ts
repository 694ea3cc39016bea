import { written } from './errors';
import type { KeptDocument } from './market-rows';
import { announceChange, type Vault } from './vault';

/** Queries and notebooks, the last changed first; one kind when it is named. */
export async function loadDocuments(
  vault: Vault,
  kind?: KeptDocument['kind']
): Promise<{ readonly rows: KeptDocument[] }> {
  const rows = (await vault.db.documents.toArray()).filter((row) => kind === undefined || row.kind === kind);
  return { rows: rows.sort((a, b) => b.changedAt - a.changedAt) };
}

/** Keeps a query or a notebook, in the place of the one with its id. */
export async function saveDocument(vault: Vault, document: KeptDocument): Promise<void> {
  await written(() => vault.db.documents.put(document));
  announceChange(vault, ['documents']);
}

/** Forgets a query or a notebook. */
export async function removeDocument(vault: Vault, id: string): Promise<void> {
  await written(() => vault.db.documents.delete(id));
  announceChange(vault, ['documents']);
}
