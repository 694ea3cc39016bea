import {
  headerFingerprint,
  columnKeys,
  type ColumnMapping,
  type MappedColumn,
  type StatementKind
} from '$lib/domain/statements';
import { cellsOf, type OpenedTable } from '../source/table';
import { writtenDate } from '../values/dates';
import { isAbsent } from '../values/numbers';
import { namedField } from './aliases';
import { columnContent, looksNumeric, type ColumnContent } from './content';
import { kindOf } from './kind';
import { recognisedFields, type Fields } from './recognise';

/** Where the header and the rows of a table are, and what its columns say. */
export interface Layout {
  /** Row of the header, -1 when there is none. */
  readonly headerRow: number;
  readonly firstRow: number;
  /** One past the last row; footers come after it. */
  readonly endRow: number;
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly columns: readonly MappedColumn[];
  readonly kind: StatementKind | undefined;
  readonly header: string;
  readonly saved?: ColumnMapping;
}

const HEADER_REACH = 40;
const SAMPLE_ROWS = 300;
const SAMPLE_CELLS = 30_000;

/** Layout of a table: header by its names, columns by name, saved mapping and content. */
export function layoutOf(table: OpenedTable, mappings: readonly ColumnMapping[], chosen?: ColumnMapping): Layout {
  const total = table.index.starts.length;
  const head = Array.from({ length: Math.min(HEADER_REACH, total) }, (_, row) => cellsOf(table, row));
  const headerRow = headerAmong(head);
  const firstRow = headerRow + 1;
  const sample = sampledRows(table, firstRow, total, head[headerRow]?.length ?? 1);
  const width = Math.max(head[headerRow]?.length ?? 0, ...(headerRow < 0 ? sample.map((row) => row.length) : [0]));
  const names = Array.from({ length: width }, (_, index) => head[headerRow]?.[index] ?? '');
  const keys = columnKeys(names);
  const header = headerFingerprint(names);
  const saved = chosen ?? mappings.find((mapping) => mapping.header === header);
  const contents = names.map((_, index) => columnContent(sample, index));
  const fields = saved ? savedFields(keys, saved) : recognisedFields(names, contents, sample, headerRow >= 0);
  const columns = names.map((name, index): MappedColumn => {
    const content = contents[index];
    const field = fields.get(index)?.field ?? 'ignored';
    return {
      index,
      name: name === '' ? `column ${index + 1}` : name,
      field,
      by: fields.get(index)?.by ?? 'nothing',
      sample: content?.sample ?? '',
      filled: content?.filled ?? 0
    };
  });
  const found = kindOf(columns, contents, sample);
  const kind = chosen ? (found ?? chosen.kind) : (saved?.kind ?? found);
  const settled = kind === 'prices' && !saved ? seriesColumns(columns, contents) : columns;
  const dateColumn = settled.find((column) => column.field === 'date')?.index;
  const endRow = width < 3 ? total : endWithoutFooters(table, firstRow, total, dateColumn, width);
  return { headerRow, firstRow, endRow, names, keys, columns: settled, kind, header, ...(saved ? { saved } : {}) };
}

function savedFields(keys: readonly string[], saved: ColumnMapping): Fields {
  return new Map(keys.map((key, index) => [index, { field: saved.columns[key] ?? 'ignored', by: 'saved' as const }]));
}

function sampledRows(table: OpenedTable, first: number, total: number, width: number): string[][] {
  const wanted = Math.max(20, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / width)));
  const step = Math.max(1, Math.floor((total - first) / wanted));
  const rows: string[][] = [];
  for (let row = first; row < total; row += step) rows.push(cellsOf(table, row));
  return rows;
}

/** Row that names columns: most known names, fewest values; else a row of words above a row with a date. */
function headerAmong(head: readonly (readonly string[])[]): number {
  let best = { row: -1, score: 1 };
  head.forEach((cells, row) => {
    if (cells.length < 2) return;
    const known = new Set(cells.flatMap((cell) => (cell ? [namedField(cell)?.field ?? ''] : [])).filter(Boolean));
    const values = cells.filter((cell) => cell && (looksNumeric(cell) || writtenDate(cell, 'dmy'))).length;
    const score = known.size - values * 2;
    if (score > best.score) best = { row, score };
  });
  if (best.row >= 0) return best.row;
  const data = head.findIndex(
    (cells) =>
      cells.length > 1 &&
      cells.some((cell) => writtenDate(cell, 'dmy')) &&
      cells.some((cell) => cell && looksNumeric(cell))
  );
  for (let row = data - 1; row >= 0; row--) {
    const cells = head[row] ?? [];
    if (
      cells.length === (head[data]?.length ?? 0) &&
      cells.filter(Boolean).length * 5 >= cells.length * 4 &&
      cells.some(Boolean)
    )
      return row;
  }
  const words = head.length > 0 && (head[0] ?? []).every((cell) => !looksNumeric(cell) && !writtenDate(cell, 'dmy'));
  return data < 0 && words ? 0 : -1;
}

/** In a wide table of closes every numeric column beside the date is a series. */
function seriesColumns(columns: readonly MappedColumn[], contents: readonly ColumnContent[]): MappedColumn[] {
  const fields = new Set(columns.map((column) => column.field));
  const long =
    fields.has('symbol') ||
    fields.has('isin') ||
    fields.has('close') ||
    fields.has('adjusted-close') ||
    fields.has('price');
  const bars = fields.has('open') && fields.has('high') && fields.has('low');
  const others = columns.filter((column) => column.field !== 'date' && (contents[column.index]?.numbers ?? 0) > 0.5);
  const named = others.filter((column) => column.field !== 'ignored').length;
  if (bars || (long && named * 2 >= others.length)) return [...columns];
  return columns.map((column) =>
    column.field === 'date'
      ? column
      : (contents[column.index]?.filled ?? 0) > 0
        ? { ...column, field: 'series', by: 'content' }
        : { ...column, field: column.name.startsWith('column ') ? 'ignored' : 'series', by: 'content' }
  );
}

/** One past the last row that is no footer: footers have at most two filled cells and no date. */
function endWithoutFooters(
  table: OpenedTable,
  first: number,
  total: number,
  dateColumn: number | undefined,
  width: number
): number {
  for (let end = total; end > first; end--) {
    const cells = cellsOf(table, end - 1);
    const filled = cells.filter((cell) => !isAbsent(cell));
    const dated = dateColumn !== undefined && writtenDate(cells[dateColumn] ?? '', 'dmy') !== undefined;
    const sentence = filled.length === 1 && /\p{L}{2,} \p{L}+ \p{L}+/u.test(filled[0] ?? '');
    const words = /^[^\d]*[\p{L}*]/u.test(filled[0] ?? '') && (cells[0] !== '' || sentence);
    if (dated || filled.length > 2 || filled.length * 2 > width || !words) return end;
  }
  return first;
}
