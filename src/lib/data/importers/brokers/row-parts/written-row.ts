import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { ZERO, type Decimal } from '$lib/domain/money';
import { cellDecimal, isAbsent } from '../../values/numbers';

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

/** Number of a cell; undefined when it says nothing or is none. */
export function cellAmount(text: string): Decimal | undefined {
  return isAbsent(text) ? undefined : cellDecimal(text, '.');
}

/** Size of a cell's number; zero when it says nothing. */
export function cellSize(text: string): Decimal {
  const value = cellAmount(text) ?? ZERO;
  return value < 0n ? (-value as Decimal) : value;
}

/** First cell that says something and is no number, with its column. */
export function unreadableCell(
  cells: readonly (readonly [column: string, text: string])[]
): readonly [string, string] | undefined {
  return cells.find(([, text]) => !isAbsent(text) && cellDecimal(text, '.') === undefined);
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
