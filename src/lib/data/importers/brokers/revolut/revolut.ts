import type { StatementReader } from '../../sheet/reader';
import { plainName, rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { accountTable, readAccount } from './account';
import { cryptoColumns, readCrypto } from './crypto';
import { investColumns, readInvest } from './invest';
import { isSavings, readSavings } from './savings';

/** Statement of an investment account of Revolut. */
export const revolutInvest: StatementReader = {
  id: 'revolut-invest',
  name: 'Revolut investment statement (CSV)',
  tried: true,
  recognises: (source) => rowsUnder(source.table, ...investColumns) !== undefined,
  read(source, sheet) {
    const table = rowsUnder(source.table, ...investColumns);
    if (table) readInvest(table, sheet);
  }
};

/** The names are common ones: only all of them in their order make the file one of Revolut. */
function coinsTable(source: OpenedSource): RowsUnder | undefined {
  const table = rowsUnder(source.table, ...cryptoColumns);
  return table?.names.join() === cryptoColumns.map(plainName).join() ? table : undefined;
}

/** Statement of an account of money of Revolut. */
export const revolutAccount: StatementReader = {
  id: 'revolut-account',
  name: 'Revolut account statement (CSV)',
  tried: true,
  ordered: true,
  recognises: (source) => accountTable(source.table) !== undefined,
  read(source, sheet) {
    const table = accountTable(source.table);
    if (table) readAccount(table, sheet);
  }
};

/** Statements of coins and of flexible cash funds of Revolut. */
export const revolutOther: StatementReader = {
  id: 'revolut-other',
  name: 'Revolut crypto or flexible cash statement (CSV)',
  tried: false,
  recognises: (source) => coinsTable(source) !== undefined || isSavings(source.table),
  read(source, sheet) {
    const coins = coinsTable(source);
    if (coins) readCrypto(coins, sheet);
    else if (source.table) readSavings(source.table, sheet);
  }
};
