import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { currencyCode, money } from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { plainName, rowsUnder, type TableRow } from '../../sheet/table-rows';
import { cellsOf, lineOf, type OpenedTable } from '../../source/table';
import { cellDecimal } from '../../values/numbers';
import { HistoryBooking } from '../rows/history-booking';
import { inOrderOfDays, writtenRow, type HistoryColumns, type WrittenRow } from '../rows/history-row';
import { readOne } from '../rows/refusal';
import { vanguardAction } from './actions';

const needed = [
  'Account Number',
  'Trade Date',
  'Transaction Type',
  'Investment Name',
  'Symbol',
  'Shares',
  'Net Amount'
];
const columns: HistoryColumns = {
  date: 'Trade Date',
  settlement: ['Settlement Date', 'Process Date'],
  action: 'Transaction Type',
  symbol: 'Symbol',
  name: ['Investment Name', 'Transaction Description'],
  quantity: ['Shares'],
  price: ['Share Price'],
  commission: ['Commissions and Fees', 'Commission Fees'],
  fees: [],
  accrued: ['Accrued Interest'],
  amount: ['Net Amount']
};

/** What Vanguard (United States) exports: holdings of each account, then its transactions. */
export const vanguard: StatementReader = {
  id: 'vanguard',
  name: 'Vanguard (CSV)',
  tried: false,
  recognises: ({ table }) => rowsUnder(table, ...needed) !== undefined,
  read({ table }, sheet) {
    const under = table && rowsUnder(table, ...needed);
    if (!under) return;
    const rows: WrittenRow[] = [];
    let isOurs = true;
    for (const row of under.rows) {
      // A section of a retirement plan has columns of its own.
      if (/^(plan|fund account|account) number$/.test(plainName(row.cells[0] ?? ''))) isOurs = false;
      if (isOurs) readOne(sheet, [row.line], () => void rows.push(rowFrom(row, sheet)));
      else sheet.passOver(row.line);
    }
    const resting = new Set(
      rows.filter((one) => vanguardAction(one.action)?.act === 'sweep').map(({ symbol }) => symbol)
    );
    const isResting = ({ symbol }: WrittenRow): boolean => resting.has(symbol) || symbol === 'VMFXX';
    const booking = new HistoryBooking(sheet, currencyCode('USD'), (row) =>
      isResting(row) && /^(reinvestment|buy|sell)/i.test(row.action) ? { act: 'sweep' } : vanguardAction(row.action)
    );
    booking.book(inOrderOfDays(rows));
    assertHoldings(table, under.headerLine, rows, (symbol) => resting.has(symbol) || symbol === 'VMFXX', sheet);
  }
};

function rowFrom(row: TableRow, sheet: Sheet): WrittenRow {
  const written = writtenRow(row, columns, accountOf(row.get('Account Number'), sheet));
  return { ...written, symbol: /^cash$/i.test(written.symbol) ? '' : written.symbol };
}

function accountOf(number: string, sheet: Sheet): AccountId {
  const currency = currencyCode('USD');
  if (number === '') return sheet.account({ currency });
  return sheet.account({ name: `Vanguard ${number}`, number, currency, institution: 'Vanguard', kind: 'brokerage' });
}

/**
 * The holdings above the transactions have no date: they are those of the last day that the account's transactions reach.
 * The fund in which cash rests is cash.
 */
function assertHoldings(
  table: OpenedTable,
  headerLine: number,
  rows: readonly WrittenRow[],
  isCash: (symbol: string) => boolean,
  sheet: Sheet
): void {
  let names: readonly string[] | undefined;
  for (let at = 0; at < table.index.starts.length && lineOf(table, at) < headerLine; at++) {
    const cells = cellsOf(table, at);
    const line = lineOf(table, at);
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (plainName(cells[0] ?? '') === 'account number') {
      names = cells.map(plainName);
      continue;
    }
    const cell = (name: string): string => cells[names?.indexOf(name) ?? -1]?.trim() ?? '';
    const symbol = cell('symbol');
    const quantity = cellDecimal(cell('shares'), '.');
    if (!names || quantity === undefined || symbol === '') {
      sheet.passOver(line);
      continue;
    }
    const account = accountOf(cell('account number'), sheet);
    const day = lastDay(rows, account) ?? sheet.today;
    const dated = { account, tradeDay: day, settlementDay: day } as const;
    const currency = currencyCode('USD');
    if (isCash(symbol)) {
      const cash = money(cellDecimal(cell('total value'), '.') ?? quantity, currency);
      sheet.post(line, { ...dated, verb: 'assert-cash', cash });
    } else {
      const instrument = sheet.instrument({ symbol, name: cell('investment name'), currency });
      sheet.post(line, { ...dated, verb: 'assert-position', instrument, quantity });
    }
  }
}

function lastDay(rows: readonly WrittenRow[], account: AccountId): Day | undefined {
  return rows.reduce<Day | undefined>(
    (last, row) => (row.account === account && (last === undefined || row.tradeDay > last) ? row.tradeDay : last),
    undefined
  );
}
