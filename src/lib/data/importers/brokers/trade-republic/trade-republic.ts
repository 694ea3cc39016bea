import type { OpenedSource } from '../../source/source';
import type { StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import { isConverted, readConverted } from './converted';
import { officialColumns, readOfficial } from './official';

function convertedTable(source: OpenedSource): RowsUnder | undefined {
  if (!/^[^\n]*\bISIN\b/m.test(source.text.slice(0, 4000))) return undefined;
  const table = rowsUnder(source.table, 'ISIN');
  return isConverted(table) ? table : undefined;
}

/** Transactions of Trade Republic: the official export, and what converters make of the app's timeline. */
export const tradeRepublic: StatementReader = {
  id: 'trade-republic',
  name: 'Trade Republic (CSV)',
  tried: true,
  recognises: (source) =>
    rowsUnder(source.table, ...officialColumns) !== undefined || convertedTable(source) !== undefined,
  read(source, sheet) {
    const official = rowsUnder(source.table, ...officialColumns);
    const converted = official ? undefined : convertedTable(source);
    if (official) readOfficial(official, sheet);
    else if (converted) readConverted(converted, sheet);
  }
};
