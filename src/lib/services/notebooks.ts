import * as v from 'valibot';
import { now } from '$lib/platform/clock';
import { readFile, saveFile } from '$lib/platform/files';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

/** A query that a person keeps. */
export interface KeptQuery {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
}

/** How the rows of a cell are drawn; the program chooses where nothing is said. */
export type ChartChoice = 'auto' | 'line' | 'bars' | 'scatter';

/** A cell of a notebook. A chart draws the rows of the SQL cell above it. */
export type NotebookCell =
  | { readonly id: string; readonly kind: 'text' | 'sql'; readonly text: string; readonly result?: CellResult }
  | { readonly id: string; readonly kind: 'chart'; readonly chart: ChartChoice };

/** Rows of a cell as text, kept in a file where the person asks for it. */
export interface CellResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface Notebook {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly NotebookCell[];
}

/** What is wrong with a file of a notebook. */
export type NotebookProblem =
  | { readonly code: 'not-json' | 'not-notebook' }
  | { readonly code: 'newer'; readonly version: string }
  | { readonly code: 'cell'; readonly field: string; readonly says: string };

/** What a file of a notebook calls itself, and the version that is written. */
export const NOTEBOOK_FORMAT = 'sextant-notebook';
export const NOTEBOOK_VERSION = 1;

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(80));
const text = v.pipe(v.string(), v.maxLength(100_000));
const result = v.strictObject({
  columns: v.array(v.string()),
  rows: v.pipe(v.array(v.array(v.nullable(v.string()))), v.maxLength(10_000))
});
const cell = v.variant('kind', [
  v.strictObject({ id, kind: v.picklist(['text', 'sql']), text, result: v.optional(result) }),
  v.strictObject({ id, kind: v.literal('chart'), chart: v.picklist(['auto', 'line', 'bars', 'scatter']) })
]);
const content = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120)),
  cells: v.pipe(v.array(cell), v.maxLength(500))
});
const query = v.object({ sql: text });

/** A notebook as the text of a file. */
export function notebookFileText({ title, cells }: Omit<Notebook, 'id'>): string {
  const filed = { format: NOTEBOOK_FORMAT, version: NOTEBOOK_VERSION, title, cells };
  return `${JSON.stringify(filed, undefined, 2)}\n`;
}

/** The notebook that the text of a file says, or what is wrong with it. */
export function notebookFromText(
  file: string
): { readonly notebook: Omit<Notebook, 'id'> } | { readonly problem: NotebookProblem } {
  let raw: unknown;
  try {
    raw = JSON.parse(file);
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: { code: 'not-json' } };
    throw error;
  }
  const shape = v.safeParse(v.looseObject({ format: v.literal(NOTEBOOK_FORMAT), version: v.number() }), raw);
  if (!shape.success) return { problem: { code: 'not-notebook' } };
  const { format: _, version, ...rest } = shape.output;
  if (version > NOTEBOOK_VERSION) return { problem: { code: 'newer', version: String(version) } };
  return checked(rest);
}

function checked(raw: unknown): { readonly notebook: Omit<Notebook, 'id'> } | { readonly problem: NotebookProblem } {
  const read = v.safeParse(content, raw);
  if (read.success) {
    // Names of cells are given anew where two are the same.
    const seen = new Set<string>();
    const cells = read.output.cells.map((one) => {
      const own = seen.has(one.id) ? { ...one, id: randomId() } : one;
      seen.add(own.id);
      return own as NotebookCell;
    });
    return { notebook: { title: read.output.title, cells } };
  }
  const [issue] = read.issues;
  return { problem: { code: 'cell', field: v.getDotPath(issue) ?? '', says: issue.message } };
}

/** Saves a notebook as a file. */
export function saveNotebookFile(notebook: Omit<Notebook, 'id'>): void {
  const name = notebook.title.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'notebook';
  saveFile(notebookFileText(notebook), `${name}.sextant-notebook.json`, 'application/json');
}

/** The notebook of a chosen file. */
export async function openNotebookFile(file: File): Promise<ReturnType<typeof notebookFromText>> {
  return notebookFromText(new TextDecoder().decode(await readFile(file)));
}

/** Notebooks of a vault, the last changed first; those that cannot be read are left out. */
export async function keptNotebooks(name: VaultName): Promise<Notebook[]> {
  return (await documents(name, 'notebook')).flatMap((row) => {
    const read = checked({ ...(row.content as object), title: row.title });
    return 'notebook' in read ? [{ id: row.id, ...read.notebook }] : [];
  });
}

/** Keeps a notebook, without the rows that its cells brought. */
export async function keepNotebook(name: VaultName, { id: key, title, cells }: Notebook): Promise<void> {
  const bare = cells.map((one) => (one.kind === 'chart' ? one : { id: one.id, kind: one.kind, text: one.text }));
  await keep(name, { id: key, kind: 'notebook', title, content: { cells: bare } });
}

/** Queries of a vault, the last changed first. */
export async function keptQueries(name: VaultName): Promise<KeptQuery[]> {
  return (await documents(name, 'query')).flatMap((row) => {
    const read = v.safeParse(query, row.content);
    return read.success ? [{ id: row.id, title: row.title, sql: read.output.sql }] : [];
  });
}

/** Keeps a query; a new one where it has no id. Answers the id. */
export async function keepQuery(
  name: VaultName,
  { id: key = randomId(), title, sql }: Omit<KeptQuery, 'id'> & { readonly id?: string | undefined }
): Promise<string> {
  await keep(name, { id: key, kind: 'query', title, content: { sql } });
  return key;
}

/** Forgets a query or a notebook. */
export async function forgetDocument(name: VaultName, key: string): Promise<void> {
  const [{ removeDocument }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await removeDocument(vault, key);
}

async function documents(name: VaultName, kind: 'query' | 'notebook') {
  const [{ loadDocuments }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  return (await loadDocuments(vault, kind)).rows;
}

async function keep(
  name: VaultName,
  document: { id: string; kind: 'query' | 'notebook'; title: string; content: unknown }
): Promise<void> {
  const [{ saveDocument }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await saveDocument(vault, { ...document, changedAt: now() });
}
