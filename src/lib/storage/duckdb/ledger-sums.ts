import type { LedgerFilter } from '$lib/domain/ledger';
import { decimal, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Tables } from './connection';
import { ledgerCondition, movementCondition } from './ledger-filter';

/** What sums are grouped by. */
export type LedgerGrouping = 'all' | 'account' | 'verb' | 'instrument' | 'year';

/** Cash moved by the transactions of one group in one currency, exact. */
export interface LedgerSum {
  /** Account, verb, instrument or year; null for transactions about no instrument, and when all are summed. */
  readonly group: string | null;
  readonly currency: CurrencyCode;
  readonly inflow: Decimal;
  /** Zero or negative. */
  readonly outflow: Decimal;
  readonly net: Decimal;
}

/** How many transactions a group has. */
export interface LedgerCount {
  readonly group: string | null;
  readonly count: number;
}

const groups: Readonly<Record<LedgerGrouping, string>> = {
  all: 'NULL',
  account: 'movements.account',
  verb: 'verb',
  instrument: 'instrument',
  year: 'CAST(year AS VARCHAR)'
};

/** Sums of cash of the filtered ledger, by group and currency. Amounts of different currencies are never added. */
export async function ledgerSums(
  tables: Tables,
  filter: LedgerFilter,
  grouping: LedgerGrouping = 'all'
): Promise<LedgerSum[]> {
  const transactions = ledgerCondition(filter);
  const movements = movementCondition(filter);
  const rows = await tables.query<Record<'inflow' | 'outflow' | 'net' | 'currency', string> & { group: string | null }>(
    `SELECT CAST(${groups[grouping]} AS VARCHAR) AS "group", currency,
      CAST(coalesce(sum(amount) FILTER (amount > 0), 0) AS VARCHAR) AS inflow,
      CAST(coalesce(sum(amount) FILTER (amount < 0), 0) AS VARCHAR) AS outflow,
      CAST(sum(amount) AS VARCHAR) AS net
    FROM (SELECT * EXCLUDE (account) FROM transactions WHERE ${transactions.sql}) JOIN movements USING (position)
    WHERE ${movements.sql} GROUP BY ALL ORDER BY "group" NULLS LAST, currency`,
    [...transactions.parameters, ...movements.parameters]
  );
  return rows.map(({ group, currency, inflow, outflow, net }) => ({
    group,
    currency: currency as CurrencyCode,
    inflow: decimal(inflow),
    outflow: decimal(outflow),
    net: decimal(net)
  }));
}

/** Numbers of transactions of the filtered ledger by group, for the choices of a filter. */
export function ledgerCounts(
  tables: Tables,
  filter: LedgerFilter,
  grouping: Exclude<LedgerGrouping, 'all'>
): Promise<LedgerCount[]> {
  const { sql, parameters } = ledgerCondition(filter);
  const column = grouping === 'account' ? 'account' : groups[grouping];
  return tables.query<LedgerCount>(
    `SELECT ${column} AS "group", CAST(count(*) AS INTEGER) AS count FROM transactions
    WHERE ${sql} GROUP BY ALL ORDER BY "group" NULLS LAST`,
    parameters
  );
}
