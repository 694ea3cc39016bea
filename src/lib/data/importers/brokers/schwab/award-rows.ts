import type { RowsUnder, TableRow } from '../../sheet/table-rows';
import { entriesAt, jsonRows } from './json-rows';

/** A movement in an account of equity awards, with the awards that it is made of. */
export interface AwardRow {
  readonly row: TableRow;
  readonly details: readonly TableRow[];
}

/** Columns of the list of an account of equity awards. */
export const awardColumns = ['Date', 'Action', 'Symbol', 'Description', 'Quantity', 'FeesAndCommissions', 'Amount'];

/** Rows of a table: those without a day tell the awards of the row above. */
export function awardsOfTable({ rows }: RowsUnder): AwardRow[] {
  const all: { row: TableRow; details: TableRow[] }[] = [];
  for (const row of rows) {
    const last = all.at(-1);
    if (row.get('Date') === '' && last) last.details.push(row);
    else all.push({ row, details: [] });
  }
  return all;
}

/** Entries of the JSON that says the same. */
export function awardsOfJson(text: string): AwardRow[] {
  const { tree, rows } = jsonRows(text, 'Transactions');
  return rows.map(({ row, path }) => ({
    row,
    details: (entriesAt(tree, [...path, 'TransactionDetails']) ?? []).map((one) => detailOf(one.row, tree, one.path))
  }));
}

function detailOf(
  row: TableRow,
  tree: ReturnType<typeof jsonRows>['tree'],
  path: readonly (string | number)[]
): TableRow {
  const get = (...names: string[]): string =>
    names.map((name) => tree.textAt([...path, 'Details', name]).trim()).find((text) => text !== '') ?? '';
  return { ...row, get, has: (name) => get(name) !== '' };
}
