import type { StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
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

/** Statements of coins and of flexible cash funds of Revolut. */
export const revolutOther: StatementReader = {
  id: 'revolut-other',
  name: 'Revolut crypto or flexible cash statement (CSV)',
  tried: false,
  recognises: (source) => rowsUnder(source.table, ...cryptoColumns) !== undefined || isSavings(source.table),
  read(source, sheet) {
    const coins = rowsUnder(source.table, ...cryptoColumns);
    if (coins) readCrypto(coins, sheet);
    else if (source.table) readSavings(source.table, sheet);
  }
};
