import type { Day } from '$lib/domain/calendar';
import type { ColumnMapping, StatementAction, StatementContext, StatementKind } from '$lib/domain/statements';
import { actionKey } from '../columns/actions';
import type { Layout } from '../columns/layout';
import type { OpenedTable } from '../source/table';
import { isCashSymbol } from '../values/symbols';
import type { Dialect } from './dialect';
import type { Findings } from '../compare/findings';
import { factsReader, type StatementRow } from './row-facts';

/** Everything a reader of rows works with. */
export interface Reading {
  readonly table: OpenedTable;
  readonly layout: Layout;
  readonly dialect: Dialect;
  readonly findings: Findings;
  readonly context: StatementContext;
  readonly kind: StatementKind;
  /** Cells of the rows from the layout's first row on. */
  readonly cells: readonly (readonly string[])[];
  readonly saved: ColumnMapping | undefined;
  readonly progress: (share: number) => void;
}

/** Rows that can be read, each with the action its words or signs say. */
export interface ReadRows {
  readonly rows: StatementRow[];
  readonly action: (row: StatementRow) => StatementAction | undefined;
  /** Rows of the table that are no data: the header once more. */
  readonly repeated: number;
}

/** Reads the rows of transactions or holdings; rows with a problem are reported and left out. */
export function readRows(reading: Reading): ReadRows {
  const { table, layout, dialect, findings, context, kind, cells } = reading;
  const dated = layout.columns.some((column) => column.field === 'date');
  const withoutDate: Day | undefined = kind === 'holdings' && !dated ? context.today : undefined;
  const facts = factsReader(table, layout, dialect, findings, withoutDate, reading.saved?.actions ?? {});
  const header = layout.names.map((name) => name.toLowerCase()).join('|');
  const rows: StatementRow[] = [];
  let repeated = 0;
  cells.forEach((row, at) => {
    if (
      layout.headerRow >= 0 &&
      row[0]?.toLowerCase() === layout.names[0]?.toLowerCase() &&
      row.join('|').toLowerCase() === header
    ) {
      repeated += 1;
      return;
    }
    const read = facts(row, layout.firstRow + at);
    if (read) rows.push({ ...read, ...(dialect.waiting ? { asked: dialect.waiting, hold: dialect.waiting } : {}) });
    if ((at & 0xfff) === 0) reading.progress(at / cells.length);
  });
  return { rows, action: actionsOf(reading, rows), repeated };
}

function actionsOf(reading: Reading, rows: readonly StatementRow[]): ReadRows['action'] {
  if (reading.kind === 'holdings') return (row) => (isCashSymbol(row.symbol) ? 'opening-cash' : 'opening-position');
  const worded = reading.layout.columns.some((column) => column.field === 'action');
  const mapped = reading.saved?.actions ?? {};
  if (worded) return (row) => row.action ?? mapped[actionKey(row.word)];
  const byQuantity = rows.some((row) => row.quantity !== undefined && row.quantity < 0n);
  const amounts = rows.map((row) => row.net ?? row.amount ?? 0n);
  const byAmount = amounts.some((amount) => amount < 0n) && amounts.some((amount) => amount > 0n);
  return (row) => {
    const amount = row.net ?? row.amount ?? 0n;
    if (row.quantity === undefined) return amount < 0n ? 'out' : 'in';
    if (byQuantity) return row.quantity < 0n ? 'sell' : 'buy';
    return byAmount && amount > 0n ? 'sell' : 'buy';
  };
}
