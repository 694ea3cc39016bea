import { csvColumns } from '../reply/csv-reply';
import { isMalformed, unexpected, type Malformed } from '../reply/malformed';
import type { CustomDescription } from './description';
import { pathSteps, valuesAt } from './value-path';
import { writtenDay, writtenNumber } from './written-values';

type Field = 'date' | 'value' | 'open' | 'high' | 'low' | 'volume';

/** One row of a reply: a day and its figures; null where the source has none. */
export interface CustomRow {
  readonly day: number;
  readonly close: number | null;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly volume: number | null;
  readonly path: string;
}

/** Cells of a row as they came, with where each stands. */
interface RawRow {
  readonly cells: Partial<Record<Field, unknown>>;
  readonly path: string;
}

/** Rows of a reply in the described shape. A row without a day, and a figure that is no number, are malformed. */
export function customRows(text: string, one: CustomDescription): CustomRow[] | Malformed {
  const raw = one.format.type === 'csv' ? rowsOfCsv(text, one) : rowsOfJson(text, one);
  if (isMalformed(raw)) return raw;
  const rows: CustomRow[] = [];
  for (const row of raw) {
    const read = customRow(row, one);
    if (isMalformed(read)) return read;
    rows.push(read);
  }
  return rows;
}

function customRow({ cells, path }: RawRow, one: CustomDescription): CustomRow | Malformed {
  const day = writtenDay(cells.date, one.dateForm);
  if (day === undefined)
    return unexpected(`${path}, ${one.fields.date}`, `a day as ${one.dateForm}`, shown(cells.date));
  const figures: Partial<Record<Field, number | null>> = {};
  for (const field of ['value', 'open', 'high', 'low', 'volume'] as const) {
    const figure = writtenNumber(cells[field], one.decimalMark);
    if (figure === undefined)
      return unexpected(`${path}, ${one.fields[field] ?? field}`, 'a number', shown(cells[field]));
    figures[field] = figure === 0 && one.zeroIsMissing ? null : figure;
  }
  const { value: close = null, open = null, high = null, low = null, volume = null } = figures;
  return { day, close, open, high, low, volume, path };
}

function fieldsOf(one: CustomDescription): [Field, string][] {
  return Object.entries(one.fields).flatMap(([field, where]) => (where ? [[field as Field, where]] : []));
}

function rowsOfCsv(text: string, one: CustomDescription): RawRow[] | Malformed {
  const named = fieldsOf(one);
  const delimiter = one.format.type === 'csv' ? one.format.delimiter : ',';
  const read = csvColumns(
    text,
    named.map(([, column]) => column),
    { delimiter }
  );
  if (isMalformed(read)) return read;
  const { table, columns } = read;
  return table.rows.map(({ line, cells }) => ({
    cells: Object.fromEntries(named.map(([field, column]) => [field, cells[columns[column] ?? -1]])),
    path: `line ${line}`
  }));
}

function rowsOfJson(text: string, one: CustomDescription): RawRow[] | Malformed {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unexpected('', 'JSON', text);
  }
  return one.format.type === 'json-rows' ? rowsAt(root, one.format.rows, one) : rowsOfColumns(root, one);
}

function rowsAt(root: unknown, where: string, one: CustomDescription): RawRow[] | Malformed {
  const found = valuesAt(root, pathSteps(where) ?? []);
  if ('missing' in found) return unexpected(found.missing, 'nothing stands there');
  const named = fieldsOf(one).map(([field, path]) => ({
    field,
    path,
    steps: path === '@key' ? [] : (pathSteps(path) ?? [])
  }));
  const rows: RawRow[] = [];
  for (const { value, key, path } of found) {
    if (typeof value !== 'object' || value === null) return unexpected(path, 'a row of fields', shown(value));
    const cells: Partial<Record<Field, unknown>> = {};
    for (const { field, path: name, steps } of named) {
      if (name === '@key') {
        cells[field] = key;
        continue;
      }
      const cell = valuesAt(value, steps);
      if ('missing' in cell) return unexpected(`${path}.${cell.missing}`, `the field ${field} was expected`);
      cells[field] = cell[0]?.value;
    }
    rows.push({ cells, path });
  }
  return rows;
}

function rowsOfColumns(root: unknown, one: CustomDescription): RawRow[] | Malformed {
  const columns: (readonly [Field, readonly unknown[]])[] = [];
  for (const [field, where] of fieldsOf(one)) {
    const found = valuesAt(root, pathSteps(where) ?? []);
    if ('missing' in found) return unexpected(found.missing, `the list of ${field} was expected`);
    columns.push([field, found.map(({ value }) => value)]);
  }
  const length = columns[0]?.[1].length ?? 0;
  const uneven = columns.find(([, list]) => list.length !== length);
  if (uneven) return unexpected(one.fields[uneven[0]] ?? '', `${length} values`, String(uneven[1].length));
  return Array.from({ length }, (_, at) => ({
    cells: Object.fromEntries(columns.map(([field, list]) => [field, list[at]])),
    path: String(at)
  }));
}

/** A value in words; what is nested may be nested without end. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return value === undefined ? 'nothing' : String(value);
}
