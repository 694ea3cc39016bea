import { currencyCode } from '$lib/domain/money';
import type { AccountId } from '$lib/domain/ledger';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { writtenDate } from '../../values/dates';
import { HistoryBooking } from '../row-parts/history-booking';
import { cellAmount, cellSize, inOrderOfDays, unreadableCell, type WrittenRow } from '../row-parts/written-row';
import { schwabAction } from './actions';

const columns = ['Date', 'Action', 'Symbol', 'Description', 'Quantity', 'Price', 'Fees & Comm', 'Amount'] as const;
const AS_OF = /as of\s+(\S+)/i;

/** History of a brokerage account as Charles Schwab exports it, with or without its line of title. */
export const schwab: StatementReader = {
  id: 'schwab',
  name: 'Charles Schwab (CSV)',
  tried: true,
  recognises: ({ table }) => rowsUnder(table, ...columns) !== undefined,
  read(source, sheet) {
    const under = rowsUnder(source.table, ...columns);
    if (!under) return;
    const booking = new HistoryBooking(sheet, currencyCode('USD'), ({ action }) => schwabAction(action));
    const account = accountOf(source, under, sheet);
    booking.book(inOrderOfDays(under.rows.flatMap((row) => rowFrom(row, account, sheet))));
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
  const { line } = row;
  const date = row.get('Date');
  if (/^transactions total/i.test(date)) {
    sheet.passOver(line);
    return [];
  }
  const posted = writtenDate(date, 'mdy')?.day;
  if (posted === undefined) {
    sheet.refuse(line, date === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: date }, 'Date');
    return [];
  }
  const bad = unreadableCell(
    (['Quantity', 'Price', 'Fees & Comm', 'Amount'] as const).map((one) => [one, row.get(one)])
  );
  if (bad) {
    const field = { Quantity: 'quantity', Price: 'price', 'Fees & Comm': 'fee' }[bad[0]] ?? 'amount';
    const subject = {
      code: 'number-unreadable',
      text: bad[1],
      field: field as 'quantity' | 'price' | 'fee' | 'amount'
    } as const;
    sheet.refuse(line, subject, bad[0]);
    return [];
  }
  const asOf = AS_OF.exec(date)?.[1];
  const action = row.get('Action');
  const isTrade = /^(buy|sell)\b/i.test(action);
  const [quantity, price, amount] = [row.get('Quantity'), row.get('Price'), row.get('Amount')].map(cellAmount);
  return [
    {
      line,
      account,
      tradeDay: (isTrade && asOf !== undefined ? writtenDate(asOf, 'mdy')?.day : undefined) ?? posted,
      settlementDay: posted,
      action,
      symbol: row.get('Symbol'),
      name: row.get('Description'),
      ...(quantity === undefined ? {} : { quantity }),
      ...(price === undefined ? {} : { price }),
      fees: cellSize(row.get('Fees & Comm')),
      accrued: cellSize(''),
      ...(amount === undefined ? {} : { amount })
    }
  ];
}
