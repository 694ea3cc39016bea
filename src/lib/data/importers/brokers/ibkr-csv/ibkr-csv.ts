import type { StatementReader } from '../../sheet/reader';
import { cellsOf } from '../../source/table';
import { bookReport } from '../ibkr-flex/book-report';
import { csvSections, sectionAnnounced } from './csv-sections';

const SEARCHED_ROWS = 10;
const columns: ReadonlySet<string> = new Set(['CurrencyPrimary', 'ClientAccountID', 'IBCommission']);

/** Flex queries of Interactive Brokers in CSV: any columns, any sections, with the lines that frame them or without. */
export const ibkrCsv: StatementReader = {
  id: 'ibkr-csv',
  name: 'Interactive Brokers Flex (CSV)',
  tried: true,
  recognises({ table }) {
    if (!table || table.refusal) return false;
    const rows = Array.from({ length: Math.min(SEARCHED_ROWS, table.index.starts.length) }, (_, at) =>
      cellsOf(table, at)
    );
    return rows.some((cells) => {
      const section = sectionAnnounced(cells);
      return section !== undefined && section !== 'other' && cells.some((cell) => columns.has(cell.trim()));
    });
  },
  read({ table }, sheet) {
    if (!table) return;
    const { sections, passedOver } = csvSections(table);
    for (const line of passedOver) sheet.passOver(line);
    bookReport(sections, sheet);
  }
};
