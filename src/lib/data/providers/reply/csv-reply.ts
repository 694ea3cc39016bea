import { rowCells, rowIndex } from '$lib/data/importers';
import { isMalformed, unexpected, type Malformed } from './malformed';

/** One row of a reply with its line, 1 first. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table with a header; each row has as many cells as the header. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** How strictly the end of a table is looked at. */
export interface CsvShape {
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** True where each line is known to end in a line end: without one the last row is cut. */
  readonly endsWithLineEnd?: boolean;
}

/** Table of a reply (RFC 4180). A page of HTML, an open quote, a row too short or too long and a header without names are malformed. */
export function csvTable(
  text: string,
  { delimiter = ',', endsWithLineEnd = false }: CsvShape = {}
): CsvTable | Malformed {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (plain.trim() === '') return unexpected('', 'a table was expected, the reply is empty');
  if (plain.trimStart().startsWith('<')) return unexpected('', 'a table', plain);
  const index = rowIndex(plain, delimiter);
  const [open] = index.unclosed;
  if (open !== undefined) return unexpected(`line ${index.lines[open] ?? 0}`, 'a quote never closes');
  const rows = index.starts.map((start, at) => ({
    line: index.lines[at] ?? 0,
    cells: rowCells(plain, start, index.ends[at] ?? start, delimiter)
  }));
  const [header, ...body] = rows;
  if (!header || header.cells.length < 2) return unexpected('line 1', 'names of columns', plain);
  const uneven = body.find((row) => row.cells.length !== header.cells.length);
  if (uneven) {
    return unexpected(
      `line ${uneven.line}`,
      `${header.cells.length} cells were expected, found ${uneven.cells.length}`
    );
  }
  if (endsWithLineEnd && !/[\r\n]$/.test(plain)) {
    return unexpected(`line ${rows.at(-1)?.line ?? 0}`, 'the table ends within a row');
  }
  return { names: header.cells, rows: body };
}

/** Positions of columns by the names they must have, or which one is not there. */
export function columnsOf<N extends string>(table: CsvTable, wanted: readonly N[]): Record<N, number> | Malformed {
  const found = {} as Record<N, number>;
  for (const name of wanted) {
    const at = table.names.indexOf(name);
    if (at < 0) return unexpected('line 1', `a column "${name}"`, table.names.join(','));
    found[name] = at;
  }
  return found;
}

/** Table of a reply that has columns of these names. */
export function csvColumns<N extends string>(
  text: string,
  wanted: readonly N[],
  shape?: CsvShape
): { readonly table: CsvTable; readonly columns: Record<N, number> } | Malformed {
  const table = csvTable(text, shape);
  if (isMalformed(table)) return table;
  const columns = columnsOf(table, wanted);
  return isMalformed(columns) ? columns : { table, columns };
}
