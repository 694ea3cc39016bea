import { currencyCode } from '$lib/domain/money';
import type { AccountId } from '$lib/domain/ledger';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { writtenDate } from '../../values/dates';
import { HistoryBooking } from '../rows/history-booking';
import { inOrderOfDays, writtenRow, type HistoryColumns, type WrittenRow } from '../rows/history-row';
import { readEach } from '../rows/refusal';
import { schwabAction } from './actions';
import { jsonRows } from './json-rows';

const columns = ['Date', 'Action', 'Symbol', 'Description', 'Quantity', 'Price', 'Fees & Comm', 'Amount'] as const;
const history: HistoryColumns = {
  date: 'Date',
  settlement: [],
  action: 'Action',
  symbol: 'Symbol',
  name: ['Description'],
  quantity: ['Quantity'],
  price: ['Price'],
  commission: ['Fees & Comm'],
  fees: [],
  accrued: [],
  amount: ['Amount']
};
const AS_OF = /as of\s+(\S+)/i;

/** History of a brokerage account as Charles Schwab exports it: a table with or without its line of title, or JSON. */
export const schwab: StatementReader = {
  id: 'schwab',
  name: 'Charles Schwab (CSV, JSON)',
  tried: true,
  recognises: ({ table, content, text }) =>
    content === 'json' ? text.includes('"BrokerageTransactions"') : rowsUnder(table, ...columns) !== undefined,
  read(source, sheet) {
    const under = rowsUnder(source.table, ...columns);
    const entries = under?.rows ?? jsonRows(source.text, 'BrokerageTransactions').rows.map(({ row }) => row);
    const booking = new HistoryBooking(sheet, currencyCode('USD'), ({ action }) => schwabAction(action));
    const account = under ? accountOf(source, under, sheet) : sheet.account({ currency: currencyCode('USD') });
    const rows: WrittenRow[] = [];
    readEach(sheet, entries, (row) => void rows.push(...rowFrom(row, account, sheet)));
    booking.book(inOrderOfDays(rows));
  }
};

/** The title names the account: "Transactions  for account Brokerage ...0000 as of 03/23/2026". */
function accountOf(source: OpenedSource, under: RowsUnder, sheet: Sheet): AccountId {
  const title = under.headerLine > 1 ? source.text.slice(0, 400).split('\n')[0] : undefined;
  const named = /for account\s+(.+?)\s+as of/i.exec(title ?? '')?.[1];
  const currency = currencyCode('USD');
  if (named === undefined) return sheet.account({ currency });
  const number = /\.{2,}(\w+)/.exec(named)?.[1];
  const about = { currency, institution: 'Charles Schwab', kind: 'brokerage' } as const;
  return sheet.account({ name: `Schwab ${named}`, ...about, ...(number === undefined ? {} : { number }) });
}

function rowFrom(row: TableRow, account: AccountId, sheet: Sheet): WrittenRow[] {
  const date = row.get('Date');
  if (/^transactions total/i.test(date)) {
    sheet.passOver(row.line);
    return [];
  }
  const written = writtenRow(row, history, account);
  const asOf = /^(buy|sell)\b/i.test(written.action) ? AS_OF.exec(date)?.[1] : undefined;
  const traded = asOf === undefined ? undefined : writtenDate(asOf, 'mdy')?.day;
  return [traded === undefined ? written : { ...written, tradeDay: traded }];
}
