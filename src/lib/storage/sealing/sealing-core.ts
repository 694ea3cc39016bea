import type { DBCore, DBCoreCursor, DBCoreTable, Middleware } from 'dexie';
import { isSealed, type RowSeal } from './row-seal';

/** What a database is sealed with. Rows say for themselves whether they are sealed. */
export interface Sealing {
  /** Opens sealed rows. */
  read: RowSeal | undefined;
  /** Seals what is written. */
  write: RowSeal | undefined;
}

/** Seals the rows of every table on their way into the database and opens them on their way out. */
export function sealingCore(sealing: Sealing, locked: () => Error): Middleware<DBCore> {
  return {
    stack: 'dbcore',
    name: 'sealing',
    // Innermost: everything else sees rows as they are.
    level: -10,
    create: (down) => ({ table: (name) => sealedTable(down.table(name), sealing, locked) })
  };
}

function sealedTable(table: DBCoreTable, sealing: Sealing, locked: () => Error): DBCoreTable {
  const { primaryKey, indexes } = table.schema;
  const keyFields = fieldsOf(primaryKey.keyPath);
  const clear = [...new Set([...keyFields, ...indexes.flatMap(({ keyPath }) => fieldsOf(keyPath))])];
  const placeOf = (row: object): string =>
    JSON.stringify([table.name, ...keyFields.map((field) => Reflect.get(row, field) as unknown)]);
  const opened = (row: unknown): unknown => {
    if (!isSealed(row)) return row;
    if (!sealing.read) throw locked();
    return sealing.read.opened(row, placeOf(row));
  };
  return {
    ...table,
    mutate(request) {
      const { write } = sealing;
      if (!write || (request.type !== 'add' && request.type !== 'put')) return table.mutate(request);
      const values = (request.values as readonly object[]).map((row) => write.sealed(row, placeOf(row), clear));
      return table.mutate({ ...request, values });
    },
    // Dexie's own promises, never awaited: they carry the transaction.
    get: (request) => table.get(request).then(opened),
    getMany: (request) => table.getMany(request).then((rows) => (rows as unknown[]).map(opened)),
    query: (request) =>
      table
        .query(request)
        .then((answer) => (request.values ? { ...answer, result: (answer.result as unknown[]).map(opened) } : answer)),
    openCursor: (request) =>
      table.openCursor(request).then((cursor) => (cursor && request.values ? openedCursor(cursor, opened) : cursor))
  };
}

function fieldsOf(path: string | string[] | null | undefined): readonly string[] {
  return typeof path === 'string' ? [path] : (path ?? []);
}

/** A cursor whose rows are opened; the browser's own cursor answers only to itself. */
function openedCursor(cursor: DBCoreCursor, opened: (row: unknown) => unknown): DBCoreCursor {
  return Object.create(cursor, {
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => opened(cursor.value) },
    continue: { value: (key?: unknown) => cursor.continue(key) },
    continuePrimaryKey: { value: (key: unknown, primaryKey: unknown) => cursor.continuePrimaryKey(key, primaryKey) }
  }) as DBCoreCursor;
}
