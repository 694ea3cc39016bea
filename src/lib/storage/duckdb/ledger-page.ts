import type { Tables } from './connection';
import { ledgerCondition, type LedgerFilter } from './ledger-filter';

/** Column by which a page is ordered; within it the ledger's own order holds. */
export type LedgerColumn = 'day' | 'verb' | 'account' | 'instrument';

/** Which rows of the filtered ledger are wanted. */
export interface PageRequest {
  readonly filter: LedgerFilter;
  readonly by?: LedgerColumn;
  readonly descending?: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Positions in ledger order of the transactions on a page, and how many the filter finds in all. */
export interface PagePositions {
  readonly positions: number[];
  readonly count: number;
}

/** One page of the filtered ledger; newest first unless told otherwise. */
export async function ledgerPage(tables: Tables, request: PageRequest): Promise<PagePositions> {
  const { filter, by = 'day', descending = true, offset, limit } = request;
  const { sql, parameters } = ledgerCondition(filter);
  const direction = descending ? 'DESC' : 'ASC';
  const rows = await tables.query<{ position: number }>(
    `SELECT position FROM transactions WHERE ${sql}
    ORDER BY ${by} ${direction} NULLS LAST, position ${direction} LIMIT ${whole(limit)} OFFSET ${whole(offset)}`,
    parameters
  );
  const [total] = await tables.query<{ count: number }>(
    `SELECT CAST(count(*) AS INTEGER) AS count FROM transactions WHERE ${sql}`,
    parameters
  );
  return { positions: rows.map(({ position }) => position), count: total?.count ?? 0 };
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a count of rows: ${value}`);
  return value;
}
