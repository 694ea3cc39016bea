import type { Delimiter, ImportProblem, TextEncoding } from '$lib/domain/statements';
import { namedField } from '../columns/aliases';
import { decoded, pasted, type Decoded } from './encoding';
import { rowCells, rowIndex, type RowIndex } from './rows';

/** Largest file that is read. */
export const MAXIMUM_BYTES = 200 * 1024 * 1024;

/** A file decoded and cut into rows; cells are cut when they are asked for, so that a large file stays one text. */
export interface OpenedTable {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
  readonly text: string;
  readonly index: RowIndex;
  /** Characters that the character set left in doubt. */
  readonly guessed: number;
  /** Why nothing of the file can be read. */
  readonly refusal?: ImportProblem;
}

const delimiters: readonly Delimiter[] = ['\t', ';', ',', '|'];
const noRows: RowIndex = { starts: [], ends: [], lines: [], unclosed: new Set() };
const SAMPLE_ROWS = 60;
const SAMPLE_CHARACTERS = 65536;

/** Decodes a file, or takes pasted text, and finds its rows. Bad files come back with a refusal, never as an error. */
export function openTable(
  source: Uint8Array | string,
  name: string,
  onProgress?: (share: number) => void
): OpenedTable {
  const bytes = source.length;
  const empty = { name, bytes, encoding: 'utf-8', delimiter: ',', text: '', index: noRows, guessed: 0 } as const;
  const refused = (subject: ImportProblem['subject']): OpenedTable => ({
    ...empty,
    refusal: { subject, effect: 'file' }
  });
  if (bytes > MAXIMUM_BYTES) return refused({ code: 'too-large', bytes, limit: MAXIMUM_BYTES });
  const read: Decoded = typeof source === 'string' ? pasted(source) : decoded(source);
  if (read.kind === 'empty') return refused({ code: 'empty-file' });
  if (read.kind === 'foreign') return refused({ code: 'not-a-table', format: read.format });
  return tableFromText(read.text, { name, bytes, encoding: read.encoding, guessed: read.guessed }, onProgress);
}

/** Cuts text into rows by the delimiter that is given, that it announces, or that fits best. */
export function tableFromText(
  read: string,
  about: Pick<OpenedTable, 'name' | 'bytes' | 'encoding' | 'guessed'>,
  onProgress?: (share: number) => void,
  given?: Delimiter
): OpenedTable {
  const announced = /^sep=(.)\r?\n/i.exec(read);
  const text = announced ? '\n'.concat(read.slice(announced[0].length)) : read;
  const stated = delimiters.find((delimiter) => delimiter === announced?.[1]);
  const delimiter = given ?? stated ?? likelyDelimiter(text);
  const foundation = { ...about, delimiter: delimiter ?? ',', text };
  if (!delimiter) return { ...foundation, index: noRows, refusal: { subject: { code: 'one-column' }, effect: 'file' } };
  return { ...foundation, index: rowIndex(text, delimiter, Infinity, onProgress) };
}

/** Cells of a row by its position. */
export function cellsOf(table: OpenedTable, row: number): string[] {
  return rowCells(table.text, table.index.starts[row] ?? 0, table.index.ends[row] ?? 0, table.delimiter);
}

/** Text of a row as it stands in the file. */
export function rowText(table: OpenedTable, row: number): string {
  return table.text.slice(table.index.starts[row] ?? 0, table.index.ends[row] ?? 0);
}

/** Line of a row, 1 first. */
export function lineOf(table: OpenedTable, row: number): number {
  return table.index.lines[row] ?? 0;
}

/** The delimiter that cuts most rows alike and names most columns; undefined when none cuts anything. */
function likelyDelimiter(text: string): Delimiter | undefined {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  let best: { delimiter: Delimiter; score: number } | undefined;
  for (const delimiter of delimiters) {
    const index = rowIndex(sample, delimiter, SAMPLE_ROWS);
    const counts = new Map<number, number>();
    let named = 0;
    index.starts.forEach((start, row) => {
      const cells = rowCells(sample, start, index.ends[row] ?? 0, delimiter);
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
      if (cells.length > 1) named = Math.max(named, cells.filter((cell) => cell && namedField(cell)).length);
    });
    const [width, alike] = [...counts].filter(([cells]) => cells > 1).sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    if (width < 2) continue;
    const score = named * 2 + (alike / index.starts.length) * 4 + Math.min(width, 20) / 40;
    if (!best || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter;
}
