import type { Table } from 'dexie';

/** What can be wrong with a stored record. */
export type VaultProblemCode =
  | 'entry-unreadable'
  | 'entry-hash-mismatch'
  | 'entry-gap'
  | 'entry-orphaned'
  | 'entry-newer'
  | 'account-unreadable'
  | 'instrument-unreadable'
  | 'batch-unreadable'
  | 'series-unreadable'
  | 'series-truncated'
  | 'series-missing'
  | 'result-unreadable'
  | 'record-unreadable';

/** A record that cannot be used: where it is, what is wrong and what to do. The other records are read as usual. */
export interface VaultProblem {
  readonly code: VaultProblemCode;
  readonly table: string;
  readonly key: string;
  readonly text: string;
  readonly remedy: string;
}

export const remedies = {
  ledger: 'Restore your last backup on the Backup screen, or enter the missing transactions again.',
  prices: 'Import the prices of this year again: they take the place of the damaged ones.',
  reload: 'Reload the page to get the newer program.',
  market: 'Fetch or import it again: it takes the place of the damaged record.',
  results: 'Remove the saved result and run it again.'
} as const;

/** Rows of a table; one that the browser cannot read is told by its key and does not take the others with it. */
export async function readableRows<T, K>(
  rows: { toArray(): PromiseLike<T[]>; primaryKeys(): PromiseLike<K[]> },
  table: Pick<Table<T, K>, 'get'>,
  unreadable: (key: K) => void
): Promise<T[]> {
  try {
    return await rows.toArray();
  } catch {
    const found: T[] = [];
    for (const key of await rows.primaryKeys()) {
      try {
        const row = await table.get(key);
        if (row !== undefined) found.push(row);
      } catch {
        unreadable(key);
      }
    }
    return found;
  }
}

/** True for an object whose fields have the given types. */
export function hasFields(row: unknown, fields: Readonly<Record<string, 'string' | 'number' | 'object'>>): boolean {
  if (typeof row !== 'object' || row === null) return false;
  return Object.entries(fields).every(([field, type]) => {
    const value: unknown = Reflect.get(row, field);
    return typeof value === type && value !== null;
  });
}

/** A record of market data that cannot be used. */
export function rowProblem(table: string, key: string, reason: string): VaultProblem {
  const text = `The record ${key} of ${table} cannot be read: ${reason}.`;
  return { code: 'record-unreadable', table, key, text, remedy: remedies.market };
}

/** Records that could be read, and what could not. */
export interface RowReading<T> {
  readonly rows: T[];
  readonly problems: VaultProblem[];
}

/** Rows of a table by their keys, all when none are given; a damaged one is told and left out. */
export async function soundRows<T, K>(
  table: Table<T, K>,
  name: string,
  keys: readonly K[] | undefined,
  reason: (row: T) => string | undefined
): Promise<RowReading<T>> {
  const problems: VaultProblem[] = [];
  const unreadable = (key: K): void => void problems.push(rowProblem(name, String(key), 'the browser cannot read it'));
  const wanted = keys && [...keys];
  const found: (T | undefined)[] = await (wanted
    ? readableRows(
        { toArray: () => table.bulkGet(wanted), primaryKeys: () => Promise.resolve(wanted) },
        table as Pick<Table<T | undefined, K>, 'get'>,
        unreadable
      )
    : readableRows(table.toCollection(), table, unreadable));
  const keyOf = (row: T): string => {
    const { keyPath } = table.schema.primKey;
    return String(typeof keyPath === 'string' ? Reflect.get(row as object, keyPath) : keyPath);
  };
  const rows: T[] = [];
  for (const row of found) {
    if (row === undefined) continue;
    const why = reason(row);
    if (why === undefined) rows.push(row);
    else problems.push(rowProblem(name, keyOf(row), why));
  }
  return { rows, problems };
}
