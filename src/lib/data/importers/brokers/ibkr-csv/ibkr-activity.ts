import type { StatementReader } from '../../sheet/reader';
import { bookReport } from '../ibkr-flex/book-report';
import { activitySections } from './activity-sections';

/** The activity statement of Interactive Brokers in CSV, in English: lines of "Trades,Data,Order,Stocks,USD,...". */
export const ibkrActivity: StatementReader = {
  id: 'ibkr-activity',
  name: 'Interactive Brokers activity statement (CSV)',
  tried: false,
  recognises: ({ content, text }) =>
    content === 'table' && /^\uFEFF?"?Statement"?,"?Header"?,"?Field Name"?,/.test(text.slice(0, 200)),
  read({ table }, sheet) {
    if (!table) return;
    const { sections, passedOver } = activitySections(table);
    for (const line of passedOver) sheet.passOver(line);
    bookReport(sections, sheet);
  }
};
