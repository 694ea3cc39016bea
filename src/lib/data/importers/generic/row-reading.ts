import type { Day } from '$lib/domain/calendar';
import type { ColumnMapping, StatementAction, StatementContext, StatementKind } from '$lib/domain/statements';
import { actionKey, namedAction } from '../columns/actions';
import { saysUndone } from '../columns/phrases';
import type { Layout } from '../columns/layout';
import type { OpenedTable } from '../source/table';
import { cellDecimal } from '../values/numbers';
import { isCashSymbol } from '../values/symbols';
import type { Dialect } from './dialect';
import type { Findings } from '../compare/findings';
import { factsReader, type RowFacts, type StatementRow } from './row-facts';
import { sidedRow } from './row-sides';
import { isHollow, wordsReader } from './row-words';

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

const BALANCE = /^(running ?)?(balance|saldo|solde|kontostand)\b/i;

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
  const words = wordsReader(dialect.columns, cells, reading.saved?.actions ?? {});
  const facts = factsReader(table, layout, dialect, findings, withoutDate, words, statesOrders(reading));
  const hasGiven = layout.columns.some((column) => column.field === 'sold-amount');
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
    const sided = read && kind === 'transactions' ? sidedRow(read, hasGiven) : undefined;
    const told = opened(sided ?? read, row, dialect);
    if (told) rows.push({ ...told, ...(dialect.waiting ? { asked: dialect.waiting, hold: dialect.waiting } : {}) });
    if ((at & 0xfff) === 0) reading.progress(at / cells.length);
  });
  const standing = kind === 'transactions' ? named(withoutUndone(rows, findings)) : rows;
  return { rows: standing, action: actionsOf(reading, standing), repeated };
}

/** An opening balance without an amount is the balance that stands in its row. */
function opened(row: RowFacts | undefined, cells: readonly string[], dialect: Dialect): RowFacts | undefined {
  if (!row || row.amount !== undefined || row.net !== undefined) return row;
  if ((row.action ?? row.said ?? namedAction(row.text('note'))) !== 'opening-cash') return row;
  const column = dialect.columns.find(({ field, name }) => field === 'ignored' && BALANCE.test(name));
  const amount = column && cellDecimal(cells[column.index] ?? '', dialect.marks[column.index] ?? '.');
  return amount === undefined ? row : { ...row, action: 'opening-cash', amount };
}

/** True when the statuses of a table are those of orders: some were filled or cancelled. */
function statesOrders({ dialect, cells }: Reading): boolean {
  const status = dialect.columns.find(({ field }) => field === 'status')?.index ?? -1;
  return cells.some((row) =>
    /^(partially )?(filled|executed|cancell?ed|ausgeführt|storniert)/i.test(row[status] ?? '')
  );
}

/** Rows without those that another row takes back, and without those that take back. A reversal alone is reported. */
function withoutUndone(rows: StatementRow[], findings: Findings): StatementRow[] {
  const undoing = (row: RowFacts): string | undefined =>
    [row.word, row.text('note'), row.name].find((text) => text !== '' && saysUndone(text));
  const size = (value: bigint | undefined): bigint => ((value ?? 0n) < 0n ? -(value ?? 0n) : (value ?? 0n));
  const alike = (a: RowFacts, b: RowFacts): boolean =>
    a.label === b.label && size(a.quantity) === size(b.quantity) && size(a.net ?? a.amount) === size(b.net ?? b.amount);
  const gone = new Set<StatementRow>();
  for (const row of rows) {
    const text = undoing(row);
    if (text === undefined || (row.quantity === undefined && row.amount === undefined && row.net === undefined))
      continue;
    const other = rows.find((one) => one !== row && !gone.has(one) && alike(one, row) && undoing(one) === undefined);
    if (!other && row.action !== undefined && row.quantity === undefined) continue;
    gone.add(row);
    findings.report('row', { code: other ? 'not-booked' : 'action-to-check', text }, row.row, 'action');
    if (!other) continue;
    gone.add(other);
    findings.report('row', { code: 'not-booked', text }, other.row, 'action');
  }
  return gone.size === 0 ? rows : rows.filter((row) => !gone.has(row));
}

const earning = new Set<StatementAction | undefined>(['dividend', 'return-of-capital', 'tax', 'fee', 'interest']);

/** Rows of income that name their security within a sentence, as "ACME Dividend", with the symbol of another row. */
function named(rows: StatementRow[]): StatementRow[] {
  const symbols = new Set(rows.flatMap(({ symbol }) => (symbol === '' ? [] : [symbol.toUpperCase()])));
  if (symbols.size === 0) return rows;
  return rows.map((row) => {
    if (row.symbol !== '' || row.isin !== '' || !earning.has(row.action ?? row.said)) return row;
    const symbol = `${row.label === '' ? row.text('note') : row.name}`
      .split(/[\s,:;()]+/)
      .find((word) => word.length > 1 && symbols.has(word));
    return symbol === undefined ? row : { ...row, symbol, label: symbol, name: '' };
  });
}

function actionsOf(reading: Reading, rows: readonly StatementRow[]): ReadRows['action'] {
  if (reading.kind === 'holdings') return (row) => (isCashSymbol(row.symbol) ? 'opening-cash' : 'opening-position');
  const worded = reading.layout.columns.some((column) => column.field === 'action');
  const mapped = reading.saved?.actions ?? {};
  const byQuantity = rows.some((row) => row.quantity !== undefined && row.quantity < 0n);
  const amounts = rows.map((row) => row.net ?? row.amount ?? 0n);
  const byAmount = amounts.some((amount) => amount < 0n) && amounts.some((amount) => amount > 0n);
  const bySign = (row: StatementRow): StatementAction => {
    const amount = row.net ?? row.amount ?? 0n;
    if (row.quantity === undefined) return amount < 0n ? 'out' : 'in';
    if (byQuantity) return row.quantity < 0n ? 'sell' : 'buy';
    return byAmount && amount > 0n ? 'sell' : 'buy';
  };
  return (row) => {
    if (row.action) return exchanging(row, row.action);
    const moves = row.quantity !== undefined && row.quantity !== 0n;
    if (worded) {
      const answered = row.word === '' ? undefined : mapped[actionKey(row.word)];
      if (answered) return answered;
      if (row.told || isHollow(row.word)) return row.said;
      return !moves && isEmpty(row) ? 'nothing' : undefined;
    }
    const income = row.said === 'dividend' || row.said === 'reinvest' || row.said === 'split';
    if (row.said && (row.told || !moves || income || (!byQuantity && !byAmount))) return exchanging(row, row.said);
    return bySign(row);
  };
}

/** True for a row without any figure: there is nothing to book. */
const isEmpty = (row: RowFacts): boolean => !row.amount && !row.net && !row.price && row.fee === 0n && row.tax === 0n;

/** A conversion of cash is an exchange of currencies, whatever else the word can mean. */
function exchanging(row: RowFacts, action: StatementAction): StatementAction {
  const cash = !row.quantity && (row.net || row.amount) && row.isin === '';
  return action === 'corporate-action' && cash && /conver|exchange|wechsel/i.test(row.word) ? 'exchange' : action;
}
