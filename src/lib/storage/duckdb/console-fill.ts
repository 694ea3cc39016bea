import { arrowTable, type Column } from './columns';
import type { Tables } from './connection';

/** Types that a copy of the vault may have. Amounts of the ledger are exact. */
export type CopyType = 'text' | 'day' | 'moment' | 'integer' | 'number' | 'exact' | 'truth';

/** Columns of a copy by name. */
export type CopyColumns = Readonly<Record<string, CopyType>>;

/** Values of a copy: days and moments as numbers (days and milliseconds since 1970), exact numbers and truths as text. */
export type CopyValues = Readonly<Record<string, Column>>;

const types: Readonly<Record<CopyType, string>> = {
  text: 'VARCHAR',
  day: 'DATE',
  moment: 'TIMESTAMP',
  integer: 'INTEGER',
  number: 'DOUBLE',
  exact: 'DECIMAL(38, 18)',
  truth: 'BOOLEAN'
};

function cast(name: string, type: CopyType): string {
  if (type === 'day') return `DATE '1970-01-01' + CAST(${name} AS INTEGER) AS ${name}`;
  if (type === 'moment') return `epoch_ms(CAST(${name} AS BIGINT)) AS ${name}`;
  // What a float cannot be is not there.
  if (type === 'number') return `CASE WHEN isnan(${name}) THEN NULL ELSE ${name} END AS ${name}`;
  return `CAST(${name} AS ${types[type]}) AS ${name}`;
}

/** An empty table of that name and these columns, in place of the one there was. */
export async function emptyCopy(tables: Tables, name: string, columns: CopyColumns): Promise<void> {
  const listed = Object.entries(columns).map(([column, type]) => `${column} ${types[type]}`);
  await tables.query(`CREATE OR REPLACE TABLE ${name} (${listed.join(', ')})`);
}

/** A table of that name filled with values, in place of the one there was. */
export async function filledCopy(
  tables: Tables,
  name: string,
  columns: CopyColumns,
  values: CopyValues
): Promise<void> {
  const [first] = Object.values(values);
  const length = first === undefined ? 0 : 'texts' in first ? first.texts.length : lengthOf(first);
  if (length === 0) return emptyCopy(tables, name, columns);
  const raw = `${name}_filled`;
  await tables.fill(raw, arrowTable(values));
  const picked = Object.entries(columns).map(([column, type]) => cast(column, type));
  await tables.query(`CREATE OR REPLACE TABLE ${name} AS SELECT ${picked.join(', ')} FROM ${raw}`);
  await tables.query(`DROP TABLE ${raw}`);
}

const lengthOf = (column: Column): number => ('length' in column ? column.length : 0);

/** Texts with gaps as a column. */
export const texts = <Row>(rows: readonly Row[], of: (row: Row) => string | undefined): Column => ({
  texts: rows.map(of)
});

/** Whole numbers as a column. */
export const integers = <Row>(rows: readonly Row[], of: (row: Row) => number): Column => Int32Array.from(rows, of);

/** Numbers as a column; NaN is missing. */
export const numbers = <Row>(rows: readonly Row[], of: (row: Row) => number | undefined): Column =>
  Float64Array.from(rows, (row) => of(row) ?? NaN);

/** A column of a file that is no part of the vault: its values as text, and the type they are read as. */
export interface FileColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP';
  readonly texts: readonly (string | undefined)[];
}

/** A table of columns of a file, in place of the one there was. */
export async function filledTable(tables: Tables, name: string, columns: readonly FileColumn[]): Promise<void> {
  const raw = 'file_filled';
  const plain = columns.map((_, at) => `c${at}`);
  await tables.fill(
    raw,
    arrowTable(Object.fromEntries(columns.map(({ texts: column }, at) => [plain[at], { texts: column }])))
  );
  const picked = columns.map(
    ({ name: column, type }, at) => `CAST(${plain[at] ?? ''} AS ${type}) AS "${column.replaceAll('"', '""')}"`
  );
  await tables.query(`CREATE OR REPLACE TABLE ${name} AS SELECT ${picked.join(', ')} FROM ${raw}`);
  await tables.query(`DROP TABLE ${raw}`);
}
