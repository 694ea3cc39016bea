import type { StatementReader } from '../../sheet/reader';
import { cellsOf, type OpenedTable } from '../../source/table';
import { bookReport } from '../ibkr-flex/book-report';
import { activitySections } from './activity-sections';
import { hasHistory, historySections } from './history-sections';

/** Every line names its section, then says whether it heads it; these two words are the same in every language. */
function isSectioned(table: OpenedTable | undefined): boolean {
  if (!table || table.refusal || table.index.starts.length < 2) return false;
  const [, kind = '', ...columns] = cellsOf(table, 0).map((cell) => cell.trim());
  return /^(Header|标题)$/.test(kind) && columns.length > 0 && /^(Data|数据)$/.test(cellsOf(table, 1)[1]?.trim() ?? '');
}

/**
 * The activity statement of Interactive Brokers in CSV, in the languages of `activity-words`: lines of "Trades,Data,Order,Stocks,USD,..."; or its
 * transaction history, in the base currency.
 */
export const ibkrActivity: StatementReader = {
  id: 'ibkr-activity',
  name: 'Interactive Brokers activity statement (CSV)',
  tried: true,
  recognises: ({ table }) => isSectioned(table),
  read({ table }, sheet) {
    if (!table) return;
    const history = hasHistory(table) ? historySections(table) : undefined;
    const { sections, passedOver, unknown } = history ? { ...history, unknown: [] } : activitySections(table);
    for (const line of passedOver) sheet.passOver(line);
    for (const { line, section } of unknown) sheet.refuse(line, { code: 'row-kind-unknown', text: section });
    bookReport(sections, sheet);
  }
};
