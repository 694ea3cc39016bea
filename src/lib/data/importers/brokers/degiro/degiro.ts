import type { OpenedSource } from '../../source/source';
import type { StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import { readAccount } from './account';
import { accountRows, isAccountStatement } from './account-row';
import { isTransactionList, readTransactions } from './transactions';

function tableOf(source: OpenedSource): RowsUnder | undefined {
  return rowsUnder(source.table, 'ISIN', '') ?? rowsUnder(source.table, 'Code ISIN', '');
}

/** Account statement of DEGIRO: every movement of cash with the balance after it; trades stand in several rows. */
export const degiroAccount: StatementReader = {
  id: 'degiro-account',
  name: 'DEGIRO account statement (CSV)',
  tried: true,
  recognises: (source) => isAccountStatement(tableOf(source)),
  read(source, sheet) {
    const table = tableOf(source);
    if (table) readAccount(accountRows(table, sheet), sheet);
  }
};

/** List of transactions of DEGIRO: a row for each purchase or sale. */
export const degiroTransactions: StatementReader = {
  id: 'degiro-transactions',
  name: 'DEGIRO transactions (CSV)',
  tried: true,
  recognises: (source) => isTransactionList(tableOf(source)),
  read(source, sheet) {
    const table = tableOf(source);
    if (table) readTransactions(table, sheet);
  }
};
