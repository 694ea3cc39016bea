import type { ImportProblem, TextEncoding } from '$lib/domain/statements';
import { declaredText, decoded, pasted } from './encoding';
import { MAXIMUM_BYTES, openTable, type OpenedTable } from './table';

/** A file as its readers see it: the text, what kind of text it is, and the table when it is one. */
export interface OpenedSource {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  readonly content: 'table' | 'xml' | 'json' | 'ofx' | 'qif' | 'text' | 'binary';
  /** Empty for binary content. */
  readonly text: string;
  /** Present for content 'table'. */
  readonly table?: OpenedTable;
  /** Present for binary content. */
  readonly data?: Uint8Array;
  /** Why nothing of the file can be read. */
  readonly refusal?: ImportProblem;
}

const structured = new Set(['xml', 'json', 'ofx', 'qif']);

/** Opens a file, or pasted text, for its readers. Bad files come back with a refusal, never as an error. */
export function openSource(
  source: Uint8Array | string,
  name: string,
  onProgress?: (share: number) => void
): OpenedSource {
  const bytes = source.length;
  const empty = { name, bytes, encoding: 'utf-8', content: 'text', text: '' } as const;
  const fromTable = (): OpenedSource => {
    const table = openTable(source, name, onProgress);
    const { encoding, text, refusal } = table;
    return { name, bytes, encoding, content: 'table', text, table, ...(refusal ? { refusal } : {}) };
  };
  if (bytes > MAXIMUM_BYTES) return fromTable();
  const read = typeof source === 'string' ? pasted(source) : decoded(source);
  if (read.kind !== 'foreign') return fromTable();
  if (structured.has(read.format)) {
    const content = read.format as 'xml' | 'json' | 'ofx' | 'qif';
    const declared =
      typeof source === 'string' || !/utf-8|1252/.test(read.encoding ?? '') ? undefined : declaredText(source);
    return { ...empty, encoding: read.encoding ?? 'utf-8', content, text: declared ?? read.text ?? '' };
  }
  const refusal: ImportProblem = { subject: { code: 'not-a-table', format: read.format }, effect: 'file' };
  return { ...empty, content: 'binary', ...(typeof source === 'string' ? {} : { data: source }), refusal };
}
