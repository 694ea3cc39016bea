import { cellsOf, lineOf, type OpenedTable } from '../source/table';

/** A row of a table under its header. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Cell under a column by its name, case and blanks not counting; the first of the names that exists; '' when absent or empty. */
  get(...names: string[]): string;
  /** True when the table has a column of this name, filled or not. */
  has(name: string): boolean;
}

/** The rows under a header. */
export interface RowsUnder {
  readonly names: readonly string[];
  readonly headerLine: number;
  readonly rows: readonly TableRow[];
  has(name: string): boolean;
}

/** Column name as it is compared: lower case, single blanks, no quotes or byte order mark. */
export function plainName(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .replace(/["']/g, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

const SEARCHED_ROWS = 40;

/**
 * The rows under the first row (of the first forty) that has all these columns; undefined when there is none. Rows
 * with nothing in them are left out. Columns of one name are told apart as "name" and "name#2".
 */
export function rowsUnder(table: OpenedTable | undefined, ...columns: readonly string[]): RowsUnder | undefined {
  if (!table) return undefined;
  const wanted = columns.map(plainName);
  const rows = table.index.starts.length;
  for (let at = 0; at < Math.min(rows, SEARCHED_ROWS); at++) {
    const names = cellsOf(table, at).map(plainName);
    if (wanted.every((name) => names.includes(name))) return under(table, at, names);
  }
  return undefined;
}

function under(table: OpenedTable, header: number, names: readonly string[]): RowsUnder {
  const places = new Map<string, number>();
  const times = new Map<string, number>();
  names.forEach((name, at) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    places.set(time === 1 ? name : `${name}#${time}`, at);
  });
  // Rows ask for the same few names again and again: each is made plain once.
  const asked = new Map<string, number>();
  const placeOf = (name: string): number => {
    const known = asked.get(name);
    if (known !== undefined) return known;
    const place = places.get(plainName(name)) ?? -1;
    asked.set(name, place);
    return place;
  };
  const has = (name: string): boolean => places.has(plainName(name));
  const rows: TableRow[] = [];
  for (let at = header + 1; at < table.index.starts.length; at++) {
    const cells = cellsOf(table, at);
    if (cells.every((cell) => cell.trim() === '')) continue;
    rows.push({
      line: lineOf(table, at),
      cells,
      get: (...wanted) => {
        for (const name of wanted) {
          const cell = (cells[placeOf(name)] ?? '').trim();
          if (cell !== '') return cell;
        }
        return '';
      },
      has
    });
  }
  return { names, headerLine: lineOf(table, header), rows, has };
}
