import type { AccountId } from '$lib/domain/ledger';
import type { Sheet } from '../../sheet/reader';
import type { TableRow } from '../../sheet/table-rows';
import { writtenDate } from '../../values/dates';
import { add } from '$lib/domain/money';
import { cellAmount, cellSize, unreadableCell, type WrittenRow } from './written-row';

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

/** The row of a history, month first in its dates; undefined when it was refused. */
export function writtenRow(
  row: TableRow,
  columns: HistoryColumns,
  account: AccountId,
  sheet: Sheet
): WrittenRow | undefined {
  const { line } = row;
  const date = row.get(columns.date);
  const day = writtenDate(date, 'mdy')?.day;
  if (day === undefined) {
    sheet.refuse(line, date === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: date }, columns.date);
    return undefined;
  }
  for (const field of ['quantity', 'price', 'amount'] as const) {
    const bad = unreadableCell([[columns[field][0] ?? '', row.get(...columns[field])]]);
    if (!bad) continue;
    sheet.refuse(line, { code: 'number-unreadable', text: bad[1], field }, bad[0]);
    return undefined;
  }
  const settles = writtenDate(row.get(...columns.settlement), 'mdy')?.day;
  const quantity = cellAmount(row.get(...columns.quantity));
  const price = cellAmount(row.get(...columns.price));
  const amount = cellAmount(row.get(...columns.amount));
  return {
    line,
    account,
    tradeDay: day,
    settlementDay: settles !== undefined && settles >= day ? settles : day,
    action: row.get(columns.action),
    symbol: row.get(columns.symbol),
    name: row.get(...columns.name),
    ...(quantity === undefined || quantity === 0n ? {} : { quantity }),
    ...(price === undefined || price === 0n ? {} : { price }),
    fees: add(cellSize(row.get(...columns.commission)), cellSize(row.get(...columns.fees))),
    accrued: cellSize(row.get(...columns.accrued)),
    ...(amount === undefined ? {} : { amount })
  };
}
