import { parquetWriteBuffer, type ColumnSource, type SchemaElement } from 'hyparquet-writer';

/** A column of a table; days are days since 1970-01-01. */
export interface ParquetColumn {
  readonly name: string;
  readonly kind: 'text' | 'json' | 'day' | 'number' | 'count';
  readonly data: (string | number | null)[] | Float64Array | Int32Array;
}

const elements = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
  day: { type: 'INT32', converted_type: 'DATE' },
  number: { type: 'DOUBLE' },
  count: { type: 'INT32' }
} as const satisfies Record<ParquetColumn['kind'], Partial<SchemaElement>>;

/** Columns of one length as a Parquet file. */
export function parquetFile(columns: readonly ParquetColumn[]): Uint8Array<ArrayBuffer> {
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  const schema = columns.map(({ name, kind, data }): SchemaElement => ({
    name,
    ...elements[kind],
    repetition_type: Array.isArray(data) && data.includes(null) ? 'OPTIONAL' : 'REQUIRED'
  }));
  const columnData = columns.map(({ name, data }): ColumnSource => ({ name, data: data as ColumnSource['data'] }));
  return new Uint8Array(parquetWriteBuffer({ schema: [root, ...schema], columnData, createdBy: 'sextant' }));
}
