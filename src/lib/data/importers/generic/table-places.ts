import type { Layout } from '../columns/layout';
import { quotedLine, type Places } from '../compare/findings';
import { cellRanges } from '../source/rows';
import { lineOf, rowText, type OpenedTable } from '../source/table';

/** Places of the rows of a table. */
export function tablePlaces(table: OpenedTable, layout: Layout): Places {
  return {
    lineOf: (row) => lineOf(table, row),
    excerptOf: (row, column) => {
      const text = rowText(table, row);
      const cell = column < 0 ? undefined : cellRanges(text, table.delimiter)[column];
      return quotedLine(lineOf(table, row), text, cell?.from ?? 0, cell?.to ?? 0);
    },
    columnOf: (field) => layout.columns.find((column) => column.field === field)?.index ?? -1,
    columnName: (column) => layout.columns[column]?.name
  };
}
