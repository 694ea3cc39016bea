import type { Delimiter } from '$lib/domain/statements';

/** Where the rows of a text begin and end, and on which line (1 first). A quoted cell may span lines. */
export interface RowIndex {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly lines: readonly number[];
  /** Rows whose quoted cell never closes; they end with their line. */
  readonly unclosed: ReadonlySet<number>;
}

/** A cell with its place within the text of its row, quotes included. */
export interface CellRange {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

const QUOTE = 34;
const RETURN = 13;
const LONGEST_CELL_LINES = 100;

/** Index of the rows of a text. Quotes open only at the start of a cell (RFC 4180); blank lines are no rows. */
export function rowIndex(
  text: string,
  delimiter: Delimiter,
  limit = Infinity,
  onProgress?: (share: number) => void
): RowIndex {
  const starts: number[] = [];
  const ends: number[] = [];
  const lines: number[] = [];
  const unclosed = new Set<number>();
  const quotes = text.includes('"');
  // A file without line feeds may end its lines with carriage returns alone.
  const newline = text.includes('\n') ? '\n' : '\r';
  let at = 0;
  let line = 1;
  while (at < text.length && starts.length < limit) {
    const found = text.indexOf(newline, at);
    let next = found < 0 ? text.length : found;
    let spanned = 0;
    if (quotes && hasQuote(text, at, next)) {
      const closed = quotedRowEnd(text, at, delimiter, newline.charCodeAt(0));
      if (closed === undefined) unclosed.add(starts.length);
      else {
        next = closed.end;
        spanned = closed.lines;
      }
    }
    const end = text.charCodeAt(next - 1) === RETURN && next > at ? next - 1 : next;
    if (!isBlank(text, at, end)) {
      starts.push(at);
      ends.push(end);
      lines.push(line);
      if (onProgress && (starts.length & 0xffff) === 0) onProgress(at / text.length);
    } else unclosed.delete(starts.length);
    line += 1 + spanned;
    at = next + 1;
  }
  return { starts, ends, lines, unclosed };
}

/** Values of a row's cells, quotes taken off, surrounding blanks cut. */
export function rowCells(text: string, start: number, end: number, delimiter: Delimiter): string[] {
  if (!hasQuote(text, start, end)) {
    const cells = text.slice(start, end).split(delimiter);
    for (let at = 0; at < cells.length; at++) cells[at] = (cells[at] ?? '').trim();
    return cells;
  }
  return cellRanges(text.slice(start, end), delimiter).map((cell) => cell.value);
}

/** Cells of a row with their places. */
export function cellRanges(row: string, delimiter: Delimiter): CellRange[] {
  const cells: CellRange[] = [];
  let at = 0;
  for (;;) {
    const from = at;
    let open = at;
    while (row.charCodeAt(open) === 32) open += 1;
    let value = '';
    if (row.charCodeAt(open) === QUOTE) {
      at = open + 1;
      for (;;) {
        const quote = row.indexOf('"', at);
        if (quote < 0) {
          value = row.slice(open, row.length);
          at = row.length;
          break;
        }
        value += row.slice(at, quote);
        at = quote + 1;
        if (row.charCodeAt(at) !== QUOTE) break;
        value += '"';
        at += 1;
      }
      if (value.startsWith('"') && at === row.length && row.charCodeAt(at - 1) !== QUOTE) {
        // The quote never closes: it is read as a character of its cell.
        at = open;
        value = '';
      }
    }
    const next = row.indexOf(delimiter, at);
    const to = next < 0 ? row.length : next;
    value += row.slice(at, to);
    cells.push({ value: value.trim(), from, to });
    if (next < 0) return cells;
    at = next + 1;
  }
}

function hasQuote(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === QUOTE) return true;
  return false;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 32 && text.charCodeAt(at) !== 0xa0) return false;
  return true;
}

/** End of a row that has quotes, and the line breaks within its cells; undefined when a quote does not close in reach. */
function quotedRowEnd(
  text: string,
  start: number,
  delimiter: Delimiter,
  newline: number
): { end: number; lines: number } | undefined {
  const separator = delimiter.charCodeAt(0);
  let lines = 0;
  let cellStart = true;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && cellStart) {
      for (at += 1; ; at++) {
        if (at >= text.length || lines > LONGEST_CELL_LINES) return undefined;
        const inner = text.charCodeAt(at);
        if (inner === newline) lines += 1;
        if (inner !== QUOTE) continue;
        if (text.charCodeAt(at + 1) !== QUOTE) break;
        at += 1;
      }
      cellStart = false;
    } else if (code === separator) cellStart = true;
    else if (code === newline) return { end: at, lines };
    else if (code !== 32) cellStart = false;
  }
  return { end: text.length, lines };
}
