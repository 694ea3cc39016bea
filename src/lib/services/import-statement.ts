import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { currencyFromCode, currencyCode, type CurrencyCode } from '$lib/domain/money';
import type { Answers, ColumnField, ColumnMapping } from '$lib/domain/statements';
import { now, today } from '$lib/platform/clock';
import { readFile } from '$lib/platform/files';
import { randomId } from '$lib/platform/ids';
import { noted } from './event-log';
import { storage, vaultNamed, type VaultName } from './vaults';

/** The vault that every import goes to: a person's own, never the demo. */
export const IMPORT_VAULT: VaultName = 'mine';

/** A file that was dropped, or text that was pasted. */
export type StatementSource =
  | { readonly kind: 'file'; readonly key: string; readonly name: string; readonly file: File }
  | { readonly kind: 'text'; readonly key: string; readonly name: string; readonly text: string };

/** A file that was dropped or chosen. */
export function fileSource(file: File): StatementSource {
  return { kind: 'file', key: randomId(), name: file.name, file };
}

/** Text that was pasted. */
export function textSource(name: string, text: string): StatementSource {
  return { kind: 'text', key: randomId(), name, text };
}

/** What a file says, compared with the ledger. */
export type StatementView = OutputOf<'import', 'open'>;

/** Answers of a person, and the columns as changed. */
export interface StatementChoices {
  readonly answers?: Answers;
  readonly mapping?: ColumnMapping;
  /** True to read a table by its columns even where its format is recognised. */
  readonly asTable?: boolean;
}

/** What a confirmed import wrote. */
export type ImportOutcome = OutputOf<'import', 'confirm'>;

interface Control {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

const READING = 0.3;

/** Reads a file in a worker and compares it with the ledger. Nothing is written. @throws FileTooLargeError, JobError, the reason of the signal. */
export async function openStatement(source: StatementSource, control: Control = {}): Promise<StatementView> {
  const { signal, onProgress } = control;
  const baseCurrency = await ownBaseCurrency();
  const content =
    source.kind === 'text'
      ? source.text
      : await readFile(source.file, {
          ...(signal ? { signal } : {}),
          onProgress: (share) => onProgress?.(share * READING)
        });
  const input: InputOf<'import', 'open'> = {
    key: source.key,
    vault: IMPORT_VAULT,
    fileName: source.name,
    source: content,
    today: today(),
    baseCurrency
  };
  return run('import', 'open', input, {
    signal,
    onProgress: (share) => onProgress?.(READING + (1 - READING) * share),
    transfer: typeof content === 'string' ? [] : [content.buffer]
  });
}

/** The open file read again with a person's answers; opened anew when its worker was let go meanwhile. */
export async function reviewedStatement(
  source: StatementSource,
  choices: StatementChoices,
  control: Control = {}
): Promise<StatementView> {
  return whileOpen(source, control, () => run('import', 'preview', { ...choices, key: source.key }, control));
}

/** Writes what is taken, in one act that can be undone as a whole; the columns are kept for files like it. */
export async function confirmedImport(source: StatementSource, choices: StatementChoices): Promise<ImportOutcome> {
  const confirmation = { ...choices, key: source.key, batch: randomId(), recordedAt: now(), title: source.name };
  const outcome = await whileOpen(source, {}, () => run('import', 'confirm', confirmation));
  if (outcome.status === 'written') {
    const { posted, prices, rates } = outcome.batch;
    await noted('info', 'import', 'imported', { rows: posted, prices, rates, instruments: outcome.instruments });
  }
  return outcome;
}

/** Keeps how the file is read under a name, for files like it, and writes nothing else. */
export async function keepColumns(source: StatementSource, choices: StatementChoices, title: string): Promise<void> {
  const kept = { ...choices, key: source.key, recordedAt: now(), title };
  await whileOpen(source, {}, () => run('import', 'keep', kept));
}

/** Formats of brokers and programs that are recognised, by name. */
export function readFormats(): Promise<OutputOf<'import', 'formats'>> {
  return run('import', 'formats', undefined);
}

/** Lets the open file go. */
export function closeStatement(): Promise<void> {
  return run('import', 'close', undefined);
}

/** The mapping with a column that means something else; a meaning that only one column has is taken from the other. */
export function remapped(mapping: ColumnMapping, column: string, field: ColumnField): ColumnMapping {
  const single = field !== 'series' && field !== 'ignored';
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).map(([name, known]) => [name, single && known === field ? 'ignored' : known])
  );
  return { ...mapping, columns: { ...columns, [column]: field } };
}

async function whileOpen<T>(source: StatementSource, control: Control, job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (reason) {
    if (!(reason instanceof Error) || Reflect.get(reason, 'code') !== 'file-gone') throw reason;
    await openStatement(source, control);
    return job();
  }
}

async function ownBaseCurrency(): Promise<CurrencyCode> {
  const [{ loadSetting }, vault] = await Promise.all([storage(), vaultNamed(IMPORT_VAULT)]);
  const base = await loadSetting(vault, 'base');
  return (typeof base === 'string' ? currencyFromCode(base)?.code : undefined) ?? currencyCode('USD');
}
