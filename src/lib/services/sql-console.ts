import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { dayFromCivil, type Day } from '$lib/domain/calendar';
import { readFile, saveFile } from '$lib/platform/files';
import { randomId } from '$lib/platform/ids';

interface Control {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, note?: string) => void;
}

export type ConsoleQuestion = InputOf<'console', 'catalog'>;
export type ConsoleCatalog = OutputOf<'console', 'catalog'>;
export type TableInfo = ConsoleCatalog['own'][number];
export type RunAnswer = OutputOf<'console', 'run'>;
export type StatementOutcome = RunAnswer['outcomes'][number];
export type RowsOutcome = Extract<StatementOutcome, { status: 'rows' }>;
export type ResultColumn = RowsOutcome['columns'][number];
export type OpenedFile = OutputOf<'console', 'openFile'>;
export type ExportFormat = InputOf<'console', 'export'>['format'];

/** Rows of a statement that are shown; a file has them all. */
export const SHOWN_ROWS = 10_000;

const files: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet'
};

/** The day by the person's clock and zone. */
export function localToday(): Day {
  const now = new Date();
  return dayFromCivil(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** Tables and functions that can be asked. */
export const consoleCatalog = (question: ConsoleQuestion, control: Control = {}) =>
  run('console', 'catalog', question, control);

/** Runs SQL over copies of the vault. A run that is cancelled is told at once; its worker stops by itself. */
export const ranSql = (question: ConsoleQuestion, sql: string, control: Control = {}): Promise<RunAnswer> =>
  stopping(control, (id) => run('console', 'run', { ...question, id, sql, limit: SHOWN_ROWS }, control));

/** Hands all rows of a statement to the person as a file; what went wrong, if anything did. */
export async function savedRows(
  question: ConsoleQuestion,
  { sql, format, name }: { readonly sql: string; readonly format: ExportFormat; readonly name: string },
  control: Control = {}
): Promise<{ readonly count: number } | { readonly failed: StatementOutcome }> {
  const made = await stopping(control, (id) => run('console', 'export', { ...question, id, sql, format }, control));
  if ('failed' in made) return made;
  saveFile(made.bytes, `${name}.${format}`, files[format]);
  return { count: made.count };
}

/** Makes a table of a CSV or Parquet file, for as long as the console stands. */
export async function openedAsTable(question: ConsoleQuestion, file: File): Promise<OpenedFile> {
  const bytes = await readFile(file);
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  return run('console', 'openFile', { ...question, name: file.name, bytes: whole }, { transfer: [whole.buffer] });
}

async function stopping<T>({ signal }: Control, ask: (id: string) => Promise<T>): Promise<T> {
  const id = randomId();
  const stop = (): void => {
    const channel = new BroadcastChannel('sextant-console');
    channel.postMessage(id);
    channel.close();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await ask(id);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
