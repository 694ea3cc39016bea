import { written } from './errors';
import type { KeptDocument } from './market-rows';
import { soundRows, type RowReading } from './problems';
import { announceChange, type Vault } from './vault';

/** Queries and notebooks, the last changed first; one kind when it is named. */
export async function loadDocuments(vault: Vault, kind?: KeptDocument['kind']): Promise<RowReading<KeptDocument>> {
  const { rows, problems } = await soundRows(vault.db.documents, 'documents', undefined, (row) =>
    typeof row.title === 'string' && typeof row.changedAt === 'number' ? undefined : 'no title or no time'
  );
  const asked = rows.filter((row) => kind === undefined || row.kind === kind);
  return { rows: asked.sort((a, b) => b.changedAt - a.changedAt), problems };
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
