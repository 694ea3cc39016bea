import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import workerAddress from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmAddress from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { Table, tableToIPC } from 'apache-arrow';

/** What a query may be asked with. */
export type Parameter = string | number | boolean | null;

/** The port in front of DuckDB: all that the rest of the program knows of it. */
export interface Tables {
  /** Rows of a query. Counts and days are cast to INTEGER and exact numbers to VARCHAR in its SQL. */
  query<Row>(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>;
  /** Columns of a query: numbers in typed arrays, texts in lists. Quick where there are many rows. */
  columns(sql: string, parameters?: readonly Parameter[]): Promise<Record<string, ArrayLike<unknown>>>;
  /** A table of that name filled with an Arrow table, or with several one after the other, in place of the one there was. */
  fill(name: string, tables: Table | Iterable<Table>): Promise<void>;
  close(): Promise<void>;
}

/** An empty database in memory. It reads nothing from the network: extensions are neither loaded nor fetched. */
export async function openTables(): Promise<Tables> {
  return tablesOf(await startedDatabase());
}

/** DuckDB itself, empty and without a connection. */
export async function startedDatabase(): Promise<AsyncDuckDB> {
  const place = import.meta.url;
  // The database is synchronous inside and needs a thread of its own, which its package brings as a script.
  // eslint-disable-next-line no-restricted-syntax
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(new URL(workerAddress, place)));
  await db.instantiate(new URL(wasmAddress, place).href);
  return db;
}

/** The port in front of a database that was started. */
export async function tablesOf(db: AsyncDuckDB): Promise<Tables> {
  const connection = await db.connect();
  await connection.query('SET autoload_known_extensions=false');
  await connection.query('SET autoinstall_known_extensions=false');
  return {
    async query<Row>(sql: string, parameters: readonly Parameter[] = []) {
      const statement = await connection.prepare(sql);
      try {
        const table = await statement.query(...parameters);
        return table.toArray().map((row: { toJSON(): unknown }) => row.toJSON()) as Row[];
      } finally {
        await statement.close();
      }
    },
    async columns(sql: string, parameters: readonly Parameter[] = []) {
      const statement = await connection.prepare(sql);
      try {
        const table = await statement.query(...parameters);
        return Object.fromEntries(
          table.schema.fields.map(({ name }) => [name, (table.getChild(name)?.toArray() ?? []) as ArrayLike<unknown>])
        );
      } finally {
        await statement.close();
      }
    },
    async fill(name, tables) {
      await connection.query(`DROP TABLE IF EXISTS ${name}`);
      let inserted: Promise<void> | undefined;
      for (const table of tables instanceof Table ? [tables] : tables) {
        // The next table is laid out while the database takes in the one before it.
        const bytes = tableToIPC(table, 'stream');
        const create = inserted === undefined;
        await inserted;
        inserted = connection.insertArrowFromIPCStream(bytes, { name, create });
      }
      await inserted;
    },
    async close() {
      await connection.close();
      await db.terminate();
    }
  };
}
