import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { DataType } from 'apache-arrow';
import { FILES_FOLDER, isQuery, type Statement } from '$lib/domain/query';
import { startedDatabase, tablesOf, type Tables } from './connection';
import { GatheredColumn, isWrittenOut, typeOfArrow, type ResultColumn } from './console-columns';
import { sqlErrorOf, type SqlError } from './console-errors';

/** Schema of the tables that a person makes. */
export const OWN_SCHEMA = 'yours';

/** Rows of a statement: the first ones, and whether there are more. */
export interface StatementRows {
  readonly columns: readonly ResultColumn[];
  readonly count: number;
  readonly more: boolean;
}

/** A statement that the database refused or that failed. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  constructor(readonly problem: SqlError) {
    super(problem.message);
  }
}

/** A database to ask anything of: the copies of the vault in one schema, a person's own tables in another. */
export interface ConsoleDatabase {
  /** Where the copies of the vault are filled. */
  readonly tables: Tables;
  /** Rows of a statement, at most `limit`. @throws StatementError. */
  rows(statement: Statement, limit: number): Promise<StatementRows>;
  /** Asks the statement under way to stop. */
  cancel(): Promise<void>;
  /** A file that statements may read by its name below the folder of files. */
  addFile(name: string, bytes: Uint8Array): Promise<void>;
  /** Ends the thread of the database at once, whatever it does. */
  kill(): Promise<void>;
}

/**
 * A database of its own, so that nothing asked here can hold up or change what other screens read. Locked from the
 * inside: no file but those added, no network, no extension, no change of these settings.
 */
export async function openConsole(): Promise<ConsoleDatabase> {
  const db = await startedDatabase();
  const tables = await tablesOf(db);
  const asking = await db.connect();
  for (const sql of [
    `CREATE SCHEMA ${OWN_SCHEMA}`,
    `SET search_path='${OWN_SCHEMA},main'`,
    `SET allowed_directories=['${FILES_FOLDER}']`,
    'SET enable_external_access=false',
    'SET lock_configuration=true'
  ])
    await asking.query(sql);
  return {
    tables,
    rows: (statement, limit) => rowsOf(asking, statement, limit),
    cancel: async () => void (await asking.cancelSent()),
    addFile: (name, bytes) => db.registerFileBuffer(`${FILES_FOLDER}${name}`, bytes),
    kill: () => killed(db)
  };
}

async function killed(db: AsyncDuckDB): Promise<void> {
  await db.terminate();
}

interface Asked {
  readonly sql: string;
  /** Lines before the statement's own first one. */
  readonly before: number;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
}

async function rowsOf(asking: AsyncDuckDBConnection, statement: Statement, limit: number): Promise<StatementRows> {
  const guarded = async <T>(before: number, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new StatementError(sqlErrorOf(messageOf(error), statement.text, before));
    }
  };
  const asked: Asked = isQuery(statement)
    ? await guarded(1, () => limitedQuery(asking, statement.text, limit))
    : { sql: statement.text, before: 0 };
  return guarded(asked.before, () => gathered(asking, asked, limit));
}

/** A query around a query: one row more than are shown, and values that only the database can write as text. */
async function limitedQuery(asking: AsyncDuckDBConnection, text: string, limit: number): Promise<Asked> {
  const described = await asking.query(`DESCRIBE\n${text}`);
  const [names, types] = [described.getChild('column_name'), described.getChild('column_type')];
  const columns = Array.from({ length: described.numRows }, (_, at) => ({
    name: String(names?.get(at)),
    type: String(types?.get(at))
  }));
  const picked = columns.map(({ type }, at) => (isWrittenOut(type) ? `CAST(c${at} AS VARCHAR) AS c${at}` : `c${at}`));
  const given = columns.map((_, at) => `c${at}`).join(', ');
  const rest = Number.isFinite(limit) ? ` LIMIT ${limit + 1}` : '';
  return { sql: `SELECT ${picked.join(', ')} FROM (\n${text}\n) AS asked(${given})${rest}`, before: 1, columns };
}

async function gathered(
  asking: AsyncDuckDBConnection,
  { sql, columns: described }: Asked,
  limit: number
): Promise<StatementRows> {
  const reader = await asking.send(sql, true);
  let columns: GatheredColumn[] | undefined;
  let count = 0;
  let more = false;
  for await (const batch of reader) {
    columns ??= batch.schema.fields.map(
      ({ name, type }, at) =>
        new GatheredColumn(described?.[at]?.name ?? name, described?.[at]?.type ?? typeOfArrow(type as DataType))
    );
    const taken = Math.min(batch.numRows, limit - count);
    more ||= taken < batch.numRows;
    for (const [at, column] of columns.entries()) column.take(batch, at, taken);
    count += taken;
    if (more) break;
  }
  if (more) await asking.cancelSent();
  columns ??= (
    described ?? reader.schema.fields.map(({ name, type }) => ({ name, type: typeOfArrow(type as DataType) }))
  ).map(({ name, type }) => new GatheredColumn(name, type));
  return { columns: columns.map(({ column }) => column), count, more };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
