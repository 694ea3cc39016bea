import type { StatementReader } from '../../sheet/reader';
import { plainName, rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { readEach } from '../rows/refusal';
import { inOrderOfTime } from './booked-client';
import { Booking } from './booking';
import { clientFromCsv } from './client-from-csv';
import { csvColumns, type CsvColumn } from './csv-words';
import { Depots } from './depots';
import { Securities } from './securities';

/**
 * Transactions of one portfolio or cash account as Portfolio Performance exports them, in seven languages. Without
 * columns for accounts, the account is that of the file.
 */
export const portfolioPerformanceCsv: StatementReader = {
  id: 'portfolio-performance-csv',
  name: 'Portfolio Performance (CSV)',
  tried: false,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    const under = tableOf(source);
    if (!under) return;
    const client = clientFromCsv(under, sheet);
    const depots = new Depots(client, sheet);
    const places = { of: (uuid: string) => (uuid === '' ? sheet.account() : depots.of(uuid)) };
    const booking = new Booking(sheet, places, new Securities(client, sheet));
    readEach(sheet, inOrderOfTime(client.transactions), (transaction) => {
      booking.book(transaction);
    });
  }
};

/** The table whose header has the currency of the transaction and the essentials in one of the languages. */
function tableOf({ table }: OpenedSource): RowsUnder | undefined {
  for (const currency of csvColumns.currency) {
    const under = rowsUnder(table, plainName(currency));
    if (!under) continue;
    const has = (column: CsvColumn): boolean => csvColumns[column].some((name) => under.has(name));
    // Columns can be left out when it is exported.
    if (has('date') && has('type') && has('value') && (has('account') || has('name') || has('isin'))) return under;
  }
  return undefined;
}
