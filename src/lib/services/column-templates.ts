import { run, type OutputOf } from '$lib/compute/caller';
import { now } from '$lib/platform/clock';
import { readFile, saveFile } from '$lib/platform/files';
import { IMPORT_VAULT } from './import-statement';

/** Columns that are kept for files like the one they were set for. */
export type KeptColumns = OutputOf<'import', 'templates'>[number];

/** What became of a template that was loaded. */
export type LoadedColumns = OutputOf<'import', 'loadTemplate'>;

/** Every kept set of columns, newest first. */
export function keptColumns(): Promise<OutputOf<'import', 'templates'>> {
  return run('import', 'templates', { vault: IMPORT_VAULT });
}

/** Hands kept columns out as a file. False when they are gone. */
export async function shareColumns({ id, title }: Pick<KeptColumns, 'id' | 'title'>): Promise<boolean> {
  const text = await run('import', 'templateFile', { vault: IMPORT_VAULT, id });
  if (text === undefined) return false;
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'columns';
  saveFile(text, `${name}.columns.json`, 'application/json');
  return true;
}

/** Takes columns from a file that was shared. Nothing is kept of a file that is no such thing. */
export async function loadColumns(file: File): Promise<LoadedColumns> {
  const text = new TextDecoder().decode(await readFile(file));
  return run('import', 'loadTemplate', { vault: IMPORT_VAULT, text, createdAt: now() });
}

/** Forgets kept columns. */
export function forgetColumns(id: string): Promise<void> {
  return run('import', 'forgetTemplate', { vault: IMPORT_VAULT, id });
}
