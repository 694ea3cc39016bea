import { fieldProblems, transactionFromRaw, verbs, type Transaction, type Verb } from '$lib/domain/ledger';
import type { NamedInstrument, Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder, type TableRow } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { RowRefusal, readEach } from '../rows/refusal';

/** The table that this program exports: what no column says stands in the cell of details. */
export const sextant: StatementReader = {
  id: 'sextant',
  name: 'Sextant (CSV)',
  tried: true,
  ordered: true,
  whole: true,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    readEach(sheet, tableOf(source)?.rows ?? [], (row) => {
      const { origin: _, ...transaction } = transactionOf(row, sheet);
      const id = row.get('ID');
      sheet.post(row.line, transaction, id === '' ? {} : { id });
    });
  }
};

function tableOf({ table }: OpenedSource): RowsUnder | undefined {
  return rowsUnder(table, 'Date', 'Settlement date', 'Action', 'To account', 'Bought currency', 'Ratio', 'Details');
}

type Raw = Readonly<Record<string, unknown>>;

/** Field that the gross amount, or the cost, is of. */
const amounts: Readonly<Partial<Record<Verb, 'gross' | 'value' | 'sold' | 'cost'>>> = {
  ...{ buy: 'gross', sell: 'gross', 'sell-short': 'gross', 'buy-to-cover': 'gross' },
  ...{ dividend: 'gross', interest: 'gross', 'return-of-capital': 'gross', distribution: 'gross' },
  ...{ exercise: 'gross', assignment: 'gross', 'income-in-kind': 'value', exchange: 'sold' },
  ...{ 'opening-position': 'cost', 'delivery-in': 'cost' }
};

function transactionOf(row: TableRow, sheet: Sheet): Transaction {
  const word = row.get('Action');
  const said = word.replace(/ (charge|refund)$/, '');
  const verb = verbs.find((one) => one === said);
  if (!verb) throw new RowRefusal({ code: 'row-kind-unknown', text: word }, 'Action');
  try {
    const transaction = transactionFromRaw({ ...rawOf(row, verb, said !== word, sheet), verb });
    const [problem] = fieldProblems(transaction);
    if (problem) throw new RangeError(`field "${problem.field}": ${problem.reason}`);
    return transaction;
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
    const field = /field "(\w+)"/.exec(error.message)?.[1] ?? '';
    throw new RowRefusal({ code: 'row-inconsistent', field, detail: error.message });
  }
}

function rawOf(row: TableRow, verb: Verb, takenBack: boolean, sheet: Sheet): Raw {
  const amount = row.get('Gross amount') || row.get('Cost');
  const [numerator, denominator] = row.get('Ratio').split(':');
  const bought = row.get('Bought amount');
  const to = row.get('To account');
  const money = { amount: takenBack ? `-${amount}` : amount, currency: row.get('Currency') };
  const named = instrumentOf(sheet, { symbol: row.get('Symbol'), isin: row.get('ISIN'), name: row.get('Name') });
  const note = row.get('Note');
  return {
    account: sheet.account({ name: row.get('Account') }),
    ...(to === '' ? {} : { to: sheet.account({ name: to }) }),
    tradeDay: row.get('Date'),
    settlementDay: row.get('Settlement date', 'Date'),
    ...(note === '' ? {} : { note }),
    ...(named === undefined ? {} : { instrument: named }),
    ...written(row, { quantity: 'Quantity', price: 'Price', fees: 'Fees', taxes: 'Taxes', acquired: 'Acquired' }),
    ...(amount === '' ? {} : { [amounts[verb] ?? 'cash']: money }),
    ...(bought === '' ? {} : { bought: { amount: bought, currency: row.get('Bought currency') } }),
    ...(denominator === undefined ? {} : { numerator: Number(numerator), denominator: Number(denominator) }),
    ...detailsOf(row.get('Details'), sheet)
  };
}

function written(row: TableRow, columns: Readonly<Record<string, string>>): Raw {
  const cells = Object.entries(columns).map(([field, column]) => [field, row.get(column)] as const);
  return Object.fromEntries(cells.filter(([, text]) => text !== ''));
}

function instrumentOf(sheet: Sheet, named: Readonly<Record<string, unknown>>): string | undefined {
  const known = Object.entries(named).filter(([, text]) => typeof text === 'string' && text !== '');
  return known.length === 0 ? undefined : sheet.instrument(Object.fromEntries(known) as NamedInstrument);
}

/** Details as the exporter wrote them, instruments by their names. @throws SyntaxError when they are no JSON. */
function detailsOf(text: string, sheet: Sheet): Raw {
  if (text === '') return {};
  const details = JSON.parse(text) as Record<string, unknown>;
  const idOf = (value: unknown): unknown => (isNames(value) ? instrumentOf(sheet, value) : value);
  for (const field of ['payer', 'underlying']) if (field in details) details[field] = idOf(details[field]);
  const { receives } = details;
  if (Array.isArray(receives))
    details['receives'] = receives.map((one: unknown) =>
      isNames(one) ? { ...one, instrument: idOf(one['instrument']) } : one
    );
  return details;
}

function isNames(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
