import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { add, type Decimal } from '$lib/domain/money';
import type { TableRow } from '../../sheet/table-rows';
import { writtenDate } from '../../values/dates';
import { Row } from './row';

/** A row of a broker's list of transactions, read but not yet understood. */
export interface WrittenRow {
  readonly line: number;
  readonly account: AccountId;
  readonly tradeDay: Day;
  readonly settlementDay: Day;
  /** The action as the file words it. */
  readonly action: string;
  readonly symbol: string;
  readonly name: string;
  /** Signed as in the file. */
  readonly quantity?: Decimal;
  /** Positive. */
  readonly price?: Decimal;
  /** Positive. */
  readonly fees: Decimal;
  /** Positive. */
  readonly accrued: Decimal;
  /** What the row moved in cash, signed. */
  readonly amount?: Decimal;
}

/** Names of the columns of a history; the first that exists is read. */
export interface HistoryColumns {
  readonly date: string;
  readonly settlement: readonly string[];
  readonly action: string;
  readonly symbol: string;
  readonly name: readonly string[];
  readonly quantity: readonly string[];
  readonly price: readonly string[];
  readonly commission: readonly string[];
  readonly fees: readonly string[];
  readonly accrued: readonly string[];
  readonly amount: readonly string[];
}

/** The row of a history, month first in its dates. */
export function writtenRow(tableRow: TableRow, columns: HistoryColumns, account: AccountId): WrittenRow {
  const row = new Row(tableRow, { order: 'mdy' });
  const day = row.when(columns.date).day;
  const settles = writtenDate(row.text(...columns.settlement), 'mdy')?.day;
  const quantity = row.optional('quantity', ...columns.quantity);
  const price = row.optional('price', ...columns.price);
  const amount = row.optional('amount', ...columns.amount);
  return {
    line: row.line,
    account,
    tradeDay: day,
    settlementDay: settles !== undefined && settles >= day ? settles : day,
    action: row.text(columns.action),
    symbol: row.text(columns.symbol),
    name: row.text(...columns.name),
    ...(quantity === undefined || quantity === 0n ? {} : { quantity }),
    ...(price === undefined || price === 0n ? {} : { price }),
    fees: add(row.size('fee', ...columns.commission), row.size('fee', ...columns.fees)),
    accrued: row.size('amount', ...columns.accrued),
    ...(amount === undefined ? {} : { amount })
  };
}

/** Rows in the order of their days; those of a file that begins with the newest day are turned round, within a day too. */
export function inOrderOfDays(rows: readonly WrittenRow[]): WrittenRow[] {
  const rising = rows.filter(
    (row, at) => row.settlementDay > (rows[at - 1]?.settlementDay ?? row.settlementDay)
  ).length;
  const falling = rows.filter(
    (row, at) => row.settlementDay < (rows[at - 1]?.settlementDay ?? row.settlementDay)
  ).length;
  const turned = falling >= rising ? [...rows].reverse() : [...rows];
  return turned.sort((a, b) => a.tradeDay - b.tradeDay);
}
