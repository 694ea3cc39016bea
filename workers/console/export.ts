import { parquetWriteBuffer, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import { dayFromNumber, dayText } from '$lib/domain/calendar';
import type { ResultColumn } from '$lib/storage/duckdb';

/** How rows are saved. */
export type ExportFormat = 'csv' | 'json' | 'parquet';

/** Rows as the bytes of a file. Exact numbers stay digit by digit: as they are in CSV, as text in JSON and Parquet. */
export function fileBytes(
  columns: readonly ResultColumn[],
  count: number,
  format: ExportFormat
): Uint8Array<ArrayBuffer> {
  if (format === 'parquet') return parquetBytes(columns);
  return new TextEncoder().encode(format === 'csv' ? csvText(columns, count) : jsonText(columns, count));
}

/** A value as text; undefined when it is missing. */
function textAt({ kind, values }: ResultColumn, row: number): string | undefined {
  const value = values[row];
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  return kind === 'day' ? dayText(dayFromNumber(Number(value))) : String(value);
}

function csvText(columns: readonly ResultColumn[], count: number): string {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A text that is empty is told from one that is missing.
  const cell = (column: ResultColumn, row: number): string => {
    const text = textAt(column, row);
    return text === '' ? '""' : quoted(text ?? '');
  };
  const lines = Array.from({ length: count }, (_, row) => columns.map((one) => cell(one, row)).join(','));
  return `${[columns.map(({ name }) => quoted(name)).join(','), ...lines].join('\r\n')}\r\n`;
}

/** Names of which a second one with the same text gets a number: JSON and Parquet know a column by its name. */
function ownNames(columns: readonly ResultColumn[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

function jsonText(columns: readonly ResultColumn[], count: number): string {
  const names = ownNames(columns);
  const value = (column: ResultColumn, row: number): unknown => {
    const text = textAt(column, row);
    if (text === undefined) return null;
    if (column.kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : text;
    return column.kind === 'truth' ? text === 'true' : text;
  };
  const rows = Array.from({ length: count }, (_, row) =>
    JSON.stringify(Object.fromEntries(columns.map((one, at) => [names[at], value(one, row)])))
  );
  return `[\n${rows.join(',\n')}\n]\n`;
}

function parquetBytes(columns: readonly ResultColumn[]): Uint8Array<ArrayBuffer> {
  const names = ownNames(columns);
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  const schema = columns.map(({ kind }, at): SchemaElement => {
    const common = { name: names[at] ?? '', repetition_type: 'OPTIONAL' } as const;
    if (kind === 'number') return { ...common, type: 'DOUBLE' };
    if (kind === 'day') return { ...common, type: 'INT32', converted_type: 'DATE' };
    if (kind === 'truth') return { ...common, type: 'BOOLEAN' };
    return { ...common, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  });
  const columnData = columns.map(({ kind, values }, at): ColumnSource => {
    const data = Array.from<number | string | null, number | string | boolean | null>(values, (value) => {
      if (value === null || Number.isNaN(value)) return null;
      return kind === 'truth' ? value === 'true' : value;
    });
    return { name: names[at] ?? '', data };
  });
  return new Uint8Array(parquetWriteBuffer({ schema: [root, ...schema], columnData, createdBy: 'sextant' }));
}
