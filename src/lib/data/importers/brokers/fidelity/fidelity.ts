import type { AccountId } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type TableRow } from '../../sheet/table-rows';
import { HistoryBooking } from '../rows/history-booking';
import { type HistoryColumns, type WrittenRow, inOrderOfDays, writtenRow } from '../rows/history-row';
import { readEach } from '../rows/refusal';
import { fidelityAction } from './actions';

const columns: HistoryColumns = {
  date: 'Run Date',
  settlement: ['Settlement Date'],
  action: 'Action',
  symbol: 'Symbol',
  name: ['Security Description', 'Description'],
  quantity: ['Quantity'],
  price: ['Price ($)', 'Price'],
  commission: ['Commission ($)', 'Commission'],
  fees: ['Fees ($)', 'Fees'],
  accrued: ['Accrued Interest ($)', 'Accrued Interest'],
  amount: ['Amount ($)', 'Amount']
};

/** History of one account or of all, as Fidelity exports it: of both generations of columns, with legal lines at the end. */
export const fidelity: StatementReader = {
  id: 'fidelity',
  name: 'Fidelity (CSV)',
  tried: true,
  recognises: ({ table }) =>
    rowsUnder(table, 'Run Date', 'Action', 'Symbol', 'Quantity', 'Settlement Date') !== undefined,
  read({ table }, sheet) {
    const under = rowsUnder(table, 'Run Date', 'Action', 'Symbol', 'Quantity', 'Settlement Date');
    if (!under) return;
    const currency = currencyCode('USD');
    if (!under.has('Account') && !under.has('Account Number')) sheet.account({ currency });
    const rows: WrittenRow[] = [];
    readEach(sheet, under.rows, (row) => void rows.push(...rowFrom(row, sheet)));
    new HistoryBooking(sheet, currency, fidelityAction).book(inOrderOfDays(rows));
  }
};

function rowFrom(row: TableRow, sheet: Sheet): WrittenRow[] {
  // Legal lines, and the day of the download, stand alone in the first cell.
  if (row.get('Action') === '' && row.get('Amount ($)', 'Amount') === '') {
    sheet.passOver(row.line);
    return [];
  }
  const written = writtenRow(row, columns, accountOf(row, sheet));
  return [{ ...written, symbol: written.symbol.replace(/^\s*-/, '') }];
}

function accountOf(row: TableRow, sheet: Sheet): AccountId {
  const [name, number] = [row.get('Account'), row.get('Account Number')].map((one) => one.replace(/"/g, ''));
  if (!name && !number) return sheet.account();
  const currency = currencyCode('USD');
  const about = { currency, institution: 'Fidelity', kind: 'brokerage', ...(number ? { number } : {}) } as const;
  return sheet.account({ name: `Fidelity ${name || number}`, ...about });
}
