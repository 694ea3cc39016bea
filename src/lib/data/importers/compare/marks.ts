import type { Day } from '$lib/domain/calendar';
import type { Transaction } from '$lib/domain/ledger';
import type { Money } from '$lib/domain/money';
import type {
  DraftStanding,
  DraftTransaction,
  StatementAccount,
  StatementContext,
  StatementInstrument
} from '$lib/domain/statements';
import type { Asked, Findings } from './findings';

/** A row of a file on its way into the ledger: `hold` is the question it waits for, `out` the one whose answer leaves it out. */
export interface MarkedRow {
  /** Number that tells the row from the others of its file. */
  readonly row: number;
  readonly line: number;
  readonly day: Day;
  /** Second of the day, where the file has one. */
  readonly seconds?: number;
  /** Order within the day before anything else: openings, morning, arrivals, the day, evening. */
  readonly phase?: number;
  /** What the row calls its instrument; empty when it is about none. */
  readonly label: string;
  /** Cost of what the row states is held, where the file says it. */
  readonly statedCost?: Money;
  asked?: string;
  hold?: string;
  out?: string;
}

/** A row with the transactions it asks for. */
export interface ShapedRow<R extends MarkedRow = MarkedRow> {
  readonly row: R;
  readonly line: number;
  transactions: readonly Transaction[];
}

/** What rows are compared with, and where doubts about them go. */
export interface Comparison {
  readonly findings: Findings;
  readonly context: StatementContext;
  /** The file is a whole record, with its own openings: none is missing before it. */
  readonly whole?: boolean;
}

/** Accounts and instruments that rows are about. */
export interface ResolvedNames {
  readonly accounts: { readonly all: () => readonly StatementAccount[] };
  readonly instruments: { readonly all: () => readonly StatementInstrument[] };
}

/** Drafts of a row as it stands. */
export function drafted(row: MarkedRow, transactions: readonly Transaction[]): DraftTransaction[] {
  const question = row.out ?? row.hold ?? row.asked;
  return transactions.map((transaction) => ({
    line: row.line,
    transaction,
    standing: standingOf(row),
    ...(question ? { question } : {})
  }));
}

function standingOf(row: MarkedRow): DraftStanding {
  if (row.out && row.out !== row.hold) return 'left-out';
  return row.hold ? 'waiting' : 'taken';
}

/** Notes on a row that it is asked about, and whether it waits or is left out. */
export function mark(row: MarkedRow, asked: Asked, key: string | undefined, out: boolean): void {
  if (asked.required) row.asked ??= asked.id;
  if (asked.waiting(key)) row.hold ??= asked.id;
  if (out) row.out ??= asked.id;
}

/** Rows in the order of time: by day, then by time of day where all have one, then as the file runs. */
export function inTimeOrder<T extends { readonly row: MarkedRow }>(
  entries: readonly T[],
  all: readonly MarkedRow[]
): T[] {
  let rising = 0;
  let falling = 0;
  for (let at = 1; at < all.length; at++) {
    const step = (all[at]?.day ?? 0) - (all[at - 1]?.day ?? 0);
    if (step > 0) rising += 1;
    else if (step < 0) falling += 1;
  }
  const way = falling > rising ? -1 : 1;
  const timed = all.every((row) => row.seconds !== undefined);
  return [...entries].sort(
    (a, b) =>
      a.row.day - b.row.day ||
      (a.row.phase ?? 0) - (b.row.phase ?? 0) ||
      (timed ? (a.row.seconds ?? 0) - (b.row.seconds ?? 0) : 0) ||
      way * (a.row.row - b.row.row)
  );
}

/** Numbers of rows, ascending. */
export function rowNumbers(rows: Iterable<MarkedRow>): number[] {
  return [...rows].map((row) => row.row).sort((a, b) => a - b);
}
