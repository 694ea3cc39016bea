import { confirmedImport, openStatement, reviewedStatement, type StatementView } from '$lib/services/import-statement';
import type { InboxItem } from './inbox-item.svelte';

/** What became of the files that were imported together. */
export interface ImportedTogether {
  /** Files that brought something, and their rows or closes in all. */
  readonly files: number;
  readonly rows: number;
  /** Files that brought nothing that was not there. */
  readonly nothingNew: number;
  /** Files that ask something now that the others are in. */
  readonly asking: number;
  readonly failed: number;
}

/** What a file says, held against the ledger as it is now, with the answers it has. */
export async function comparedAnew(
  item: InboxItem,
  control: Parameters<typeof openStatement>[1]
): Promise<StatementView> {
  const preview = await openStatement(item.source, control);
  const isAnswered = item.asTable || item.mapping !== undefined || Object.keys(item.answers).length > 0;
  return isAnswered && !control?.signal?.aborted ? reviewedStatement(item.source, item.choices, control) : preview;
}

/**
 * Imports files one after the other, each in an act of its own: each is held against the ledger with those before it, and
 * waits when it asks something now.
 */
export async function importedTogether(
  items: readonly InboxItem[],
  onturn: (item: InboxItem, at: number) => void
): Promise<ImportedTogether> {
  const outcome = { files: 0, rows: 0, nothingNew: 0, asking: 0, failed: 0 };
  for (const [at, item] of items.entries()) {
    onturn(item, at);
    try {
      const rows = await imported(item);
      if (rows === undefined) outcome.asking += 1;
      else if (rows === 0) outcome.nothingNew += 1;
      else {
        outcome.files += 1;
        outcome.rows += rows;
      }
    } catch {
      // The others go on; the inbox tells which one failed, and opening it tells why.
      item.state = 'failed';
      outcome.failed += 1;
    }
  }
  return outcome;
}

/** Rows or closes that a file brought; undefined when it waits. */
async function imported(item: InboxItem): Promise<number | undefined> {
  const preview = await comparedAnew(item, {});
  item.show(preview);
  const { counts, kind, series } = preview;
  const bringsNothing = counts.taken === 0 && series.every(({ standing }) => standing !== 'taken');
  if (!item.needsNoAnswer && !(bringsNothing && counts.needLook === 0)) return undefined;
  const written = bringsNothing ? undefined : await confirmedImport(item.source, item.choices);
  const rows = written?.status === 'written' ? (kind === 'prices' ? written.batch.prices : counts.taken) : 0;
  item.imported = rows;
  item.state = 'imported';
  return rows;
}
