import { parquetReadObjects } from 'hyparquet';
import { FILES_FOLDER } from '$lib/domain/query';
import { filledTable, OWN_SCHEMA, type FileColumn } from '$lib/storage/duckdb';
import { consoleOf, type ConsoleQuestion } from './database';

/** A file that a person opened, as a table of theirs. */
export interface OpenedFile {
  readonly table: string;
  readonly rows: number;
}

/** Makes a table of a CSV or Parquet file; CSV can also be read again by its name. */
export async function fileOpened({
  name,
  bytes,
  ...question
}: ConsoleQuestion & { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }): Promise<OpenedFile> {
  const { db } = await consoleOf(question);
  const table = tableName(name);
  const target = `${OWN_SCHEMA}.${table}`;
  if (/\.parquet$/i.test(name)) await filledTable(db.tables, target, await parquetColumns(bytes));
  else {
    const safe = name.replace(/[^\p{L}\p{N}._ -]/gu, '_');
    await db.addFile(safe, bytes);
    await db.tables.query(
      `CREATE OR REPLACE TABLE ${target} AS SELECT * FROM read_csv('${FILES_FOLDER}${safe.replaceAll("'", "''")}')`
    );
  }
  const [counted] = await db.tables.query<{ rows: number }>(`SELECT CAST(count(*) AS INTEGER) AS rows FROM ${target}`);
  return { table, rows: counted?.rows ?? 0 };
}

/** A name of a table that needs no quotes: "Trades 2024.csv" is trades_2024. */
function tableName(file: string): string {
  const plain = file
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return `file_${plain}`.slice(0, 60).replace(/_+$/, '');
}

async function parquetColumns(bytes: Uint8Array<ArrayBuffer>): Promise<FileColumn[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const rows = (await parquetReadObjects({ file })) as readonly Readonly<Record<string, unknown>>[];
  return Object.keys(rows[0] ?? {}).map((name) => ({ name, ...typed(rows.map((row) => row[name])) }));
}

/** Values of one column with the type that holds them all. */
function typed(values: readonly unknown[]): Omit<FileColumn, 'name'> {
  const known = values.filter((value) => value !== null && value !== undefined);
  const all = (test: (value: unknown) => boolean): boolean => known.length > 0 && known.every(test);
  const texts = (of: (value: unknown) => string) =>
    values.map((value) => (value === null || value === undefined ? undefined : of(value)));
  if (all((value) => typeof value === 'number')) return { type: 'DOUBLE', texts: texts(String) };
  if (all((value) => typeof value === 'bigint')) return { type: 'BIGINT', texts: texts(String) };
  if (all((value) => typeof value === 'boolean')) return { type: 'BOOLEAN', texts: texts(String) };
  if (all((value) => value instanceof Date)) {
    const daily = all((value) => (value as Date).getTime() % 86_400_000 === 0);
    const text = texts((value) => (value as Date).toISOString().slice(0, daily ? 10 : 23));
    return { type: daily ? 'DATE' : 'TIMESTAMP', texts: text };
  }
  const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return {
    type: 'VARCHAR',
    texts: texts((value) => (typeof value === 'string' ? value : JSON.stringify(value, plain)))
  };
}
