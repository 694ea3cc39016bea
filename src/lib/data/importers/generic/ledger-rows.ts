import type { DraftStanding, DraftTransaction, StatementAccount, StatementInstrument } from '$lib/domain/statements';
import { drafted, inTimeOrder, type ShapedRow } from '../compare/marks';
import { playedIn } from '../compare/played-rows';
import { askByHand, askFarDays, askHeld, askSnapshot } from '../compare/row-questions';
import { readRows, type Reading } from './row-reading';
import { resolvedRows, type ResolvedRows } from './row-resolution';
import type { StatementRow } from './row-facts';
import { shapedRows } from './shaping';

/** Rows of transactions or holdings, compared with the ledger. */
export interface LedgerRows {
  readonly drafts: readonly DraftTransaction[];
  readonly accounts: readonly StatementAccount[];
  readonly instruments: readonly StatementInstrument[];
  readonly resolved: ResolvedRows;
  /** Rows of data in the table, and what became of them. */
  readonly rows: number;
  readonly understood: number;
  readonly needLook: number;
  readonly alreadyThere: number;
  readonly passedOver: number;
  readonly taken: number;
}

/** Reads rows, resolves what they name, asks what is doubtful, and plays them into the ledger. */
export function ledgerRows(reading: Reading): LedgerRows {
  const { rows, action, repeated } = readRows(reading);
  if (reading.kind === 'holdings') askSnapshot(rows, reading);
  const resolved = resolvedRows(rows, action, reading.context, reading.saved, reading.findings);
  askFarDays(rows, reading);
  const shaped = shapedRows(rows, resolved, reading);
  const present = new Set(shaped.filter((one) => isPresent(one, resolved)).map((one) => one.row));
  const fresh = inTimeOrder(
    shaped.filter((one) => !present.has(one.row)),
    rows
  );
  const there = shaped.filter((one) => present.has(one.row));
  askByHand(fresh, there, reading);
  askHeld(fresh, reading);
  const final = reading.kind === 'holdings' ? asTheyAre(fresh) : playedIn(fresh, resolved, reading);
  const drafts = [
    ...draftsOf(
      shaped.filter((one) => present.has(one.row)),
      'present'
    ),
    ...final
  ];
  const standing = new Map<number, DraftStanding>();
  for (const draft of drafts) standing.set(draft.line, draft.standing);
  const counts = { understood: 0, needLook: 0, alreadyThere: 0, passedOver: 0, taken: 0 };
  for (const row of rows) {
    const stood = standing.get((row.with ?? row).line);
    if (stood === undefined && row.out === undefined) {
      if (resolved.actionOf(row) === 'nothing') counts.passedOver += 1;
      continue;
    }
    if (stood === 'taken') counts.taken += 1;
    if (stood === 'present') counts.alreadyThere += 1;
    else if (row.asked !== undefined || row.out !== undefined) counts.needLook += 1;
    else if (stood === 'taken') counts.understood += 1;
  }
  return {
    drafts,
    accounts: resolved.accounts.all(),
    instruments: resolved.instruments.all(),
    resolved,
    rows: reading.cells.length - repeated,
    ...counts
  };
}

function isPresent(one: ShapedRow<StatementRow>, resolved: ResolvedRows): boolean {
  const accounts = resolved.present.get(resolved.fingerprints.get(one.row.row) ?? '');
  return accounts !== undefined && one.transactions.some((transaction) => accounts.includes(transaction.account));
}

function draftsOf(rows: readonly ShapedRow[], standing: DraftStanding): DraftTransaction[] {
  return rows.flatMap(({ line, transactions }) => transactions.map((transaction) => ({ line, transaction, standing })));
}

function asTheyAre(rows: readonly ShapedRow[]): DraftTransaction[] {
  return rows.flatMap(({ row, transactions }) => drafted(row, transactions));
}
