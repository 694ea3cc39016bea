import type { Instrument } from '$lib/domain/instruments';
import {
  postingsOf,
  searchedNames,
  transactionWords,
  type Account,
  type LiveTransaction,
  type Transaction
} from '$lib/domain/ledger';
import { decimalText } from '$lib/domain/money';
import { arrowTable } from './columns';
import type { Tables } from './connection';

/** SQL of the day that an integer column counts. */
export const dayOf = (column: string): string => `(DATE '1970-01-01' + ${column})`;

/** SQL of the integer that counts a day. */
export const dayNumber = (expression: string): string => `CAST(${expression} - DATE '1970-01-01' AS INTEGER)`;

/**
 * Fills `transactions`, a row for each live transaction by its position in ledger order, and `movements`, a row for
 * each change of cash, exact.
 */
export async function fillLedger(
  tables: Tables,
  live: readonly LiveTransaction[],
  accounts: readonly Account[],
  instruments: readonly Instrument[]
): Promise<void> {
  const names = searchedNames(accounts, instruments);
  const rows = live.map(({ transaction }) => ({ ...transaction, ...subjectsOf(transaction) }));
  await tables.fill(
    'transaction_rows',
    arrowTable({
      position: Int32Array.from(rows, (_, i) => i),
      sequence: Int32Array.from(live, ({ sequence }) => sequence),
      day: Int32Array.from(rows, ({ tradeDay }) => tradeDay),
      event: { texts: live.map(({ event }) => event) },
      verb: { texts: rows.map(({ verb }) => verb) },
      account: { texts: rows.map(({ account }) => account) },
      destination: { texts: rows.map(({ destination }) => destination) },
      instrument: { texts: rows.map(({ subject }) => subject) },
      words: { texts: live.map(({ transaction }) => transactionWords(transaction, names)) }
    })
  );
  await tables.query(`CREATE OR REPLACE TABLE transactions AS
    SELECT * REPLACE (${dayOf('day')} AS day), CAST(year(${dayOf('day')}) AS INTEGER) AS year FROM transaction_rows`);
  await tables.query('DROP TABLE transaction_rows');
  await fillMovements(tables, live);
}

function subjectsOf(transaction: Transaction): { destination?: string; subject?: string } {
  return {
    ...('to' in transaction ? { destination: transaction.to } : {}),
    ...('instrument' in transaction && transaction.instrument !== undefined ? { subject: transaction.instrument } : {})
  };
}

async function fillMovements(tables: Tables, live: readonly LiveTransaction[]): Promise<void> {
  const positions: number[] = [];
  const accounts: string[] = [];
  const currencies: string[] = [];
  const amounts: string[] = [];
  live.forEach(({ event, transaction }, position) => {
    for (const { side, account, commodity, quantity } of postingsOf(event, transaction)) {
      if (side !== 'cash' || commodity.kind !== 'currency') continue;
      positions.push(position);
      accounts.push(account);
      currencies.push(commodity.code);
      amounts.push(decimalText(quantity));
    }
  });
  await tables.fill(
    'movement_rows',
    arrowTable({
      position: Int32Array.from(positions),
      account: { texts: accounts },
      currency: { texts: currencies },
      amount: { texts: amounts }
    })
  );
  await tables.query(`CREATE OR REPLACE TABLE movements AS
    SELECT * REPLACE (CAST(amount AS DECIMAL(38, 18)) AS amount) FROM movement_rows`);
  await tables.query('DROP TABLE movement_rows');
}
