import type { Transaction } from '$lib/domain/ledger';
import type { DraftStanding, DraftTransaction } from '$lib/domain/statements';
import type { Asked } from './findings';
import type { StatementRow } from './row-facts';

function standingOf(row: StatementRow): DraftStanding {
  if (row.out && row.out !== row.hold) return 'left-out';
  return row.hold ? 'waiting' : 'taken';
}

/** Drafts of a row as it stands. */
export function drafted(row: StatementRow, transactions: readonly Transaction[]): DraftTransaction[] {
  const question = row.out ?? row.hold ?? row.asked;
  return transactions.map((transaction) => ({
    line: row.line,
    transaction,
    standing: standingOf(row),
    ...(question ? { question } : {})
  }));
}

/** Notes on a row that it is asked about, and whether it waits or is left out. */
export function mark(row: StatementRow, asked: Asked, key: string | undefined, out: boolean): void {
  if (asked.required) row.asked ??= asked.id;
  if (asked.waiting(key)) row.hold ??= asked.id;
  if (out) row.out ??= asked.id;
}
