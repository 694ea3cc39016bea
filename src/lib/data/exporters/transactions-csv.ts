import { dayText } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { transactionText, type Account, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { absolute, decimalText, sign, type Decimal } from '$lib/domain/money';

const columns = [
  'Date',
  'Settlement date',
  'Action',
  'Account',
  'To account',
  'Symbol',
  'ISIN',
  'Name',
  'Quantity',
  'Price',
  'Gross amount',
  'Currency',
  'Fees',
  'Taxes',
  'Bought amount',
  'Bought currency',
  'Cost',
  'Acquired',
  'Ratio',
  'Note',
  'ID',
  'Details'
] as const;

/** Fields that no column says, as JSON in one cell. Lots that were picked are left out: their ids are this ledger's. */
const detailed = [
  ...['accrued', 'kind', 'source', 'payer', 'lieu', 'keeps', 'retained', 'receives', 'boot'],
  ...['underlying', 'units', 'way', 'returned']
];

type Cells = Partial<Record<(typeof columns)[number], string>>;

/**
 * Transactions as a table that the importer reads back to the same transactions, picked lots apart: one line each,
 * decimals exact, a comma between cells, UTF-8, lines ended by CRLF (RFC 4180).
 */
export function transactionsCsv(
  live: readonly LiveTransaction[],
  instruments: readonly Instrument[],
  accounts: readonly Account[]
): string {
  const instrumentById = new Map(instruments.map((one) => [one.id, one]));
  const accountById = new Map(accounts.map((one) => [one.id, one.name]));
  const namesOf = (id: string): Record<string, string> => {
    const { Symbol: symbol = '', ISIN: isin = '', Name: name = '' } = named(instrumentById.get(id as InstrumentId));
    const names = Object.entries({ symbol, isin, name }).filter(([, text]) => text !== '');
    return names.length === 0 ? { symbol: id } : Object.fromEntries(names);
  };
  const lines = live.map(({ transaction }) => {
    const cells: Cells = {
      Date: dayText(transaction.tradeDay),
      'Settlement date': dayText(transaction.settlementDay),
      Account: accountById.get(transaction.account) ?? transaction.account,
      Note: transaction.note ?? '',
      ID: transaction.origin?.externalId ?? '',
      ...named(
        'instrument' in transaction && transaction.instrument ? instrumentById.get(transaction.instrument) : undefined
      ),
      ...('to' in transaction ? { 'To account': accountById.get(transaction.to) ?? transaction.to } : {}),
      ...figures(transaction),
      Details: details(transaction, namesOf)
    };
    return columns.map((column) => quoted(cells[column] ?? '')).join(',');
  });
  return [columns.join(','), ...lines, ''].join('\r\n');
}

/** What no column says; instruments by their names, for ids are this ledger's. */
function details(transaction: Transaction, namesOf: (id: string) => Record<string, string>): string {
  const all = JSON.parse(transactionText(transaction)) as Readonly<Record<string, unknown>>;
  const own = Object.entries(all)
    .filter(([field]) => detailed.includes(field))
    .map(([field, value]): [string, unknown] => [field, isInstrument(field) ? namesOf(String(value)) : value]);
  const written = (key: string, value: unknown): unknown =>
    key === 'instrument' && typeof value === 'string' ? namesOf(value) : value;
  return own.length === 0 ? '' : JSON.stringify(Object.fromEntries(own), written);
}

const isInstrument = (field: string): boolean => field === 'payer' || field === 'underlying';

function named(instrument: Instrument | undefined): Cells {
  if (!instrument) return {};
  const value = (scheme: 'symbol' | 'isin'): string =>
    instrument.identifiers.filter((entry) => entry.scheme === scheme).at(-1)?.value ?? '';
  return {
    Symbol: value('symbol') || (value('isin') ? '' : instrument.id),
    ISIN: value('isin'),
    Name: instrument.name
  };
}

const amount = (value: { readonly amount: Decimal; readonly currency: string }): Cells => ({
  'Gross amount': decimalText(value.amount),
  Currency: value.currency
});
const costs = ({ fees, taxes }: { readonly fees: Decimal; readonly taxes: Decimal }): Cells => ({
  Fees: decimalText(fees),
  Taxes: decimalText(taxes)
});

/** Amount without its sign: the word says which way the money went. */
function unsigned(value: { readonly amount: Decimal; readonly currency: string }): Cells {
  return amount({ amount: absolute(value.amount), currency: value.currency });
}

function figures(transaction: Transaction): Cells {
  switch (transaction.verb) {
    case 'buy':
    case 'sell':
    case 'sell-short':
    case 'buy-to-cover':
      return {
        Action: transaction.verb,
        Quantity: decimalText(transaction.quantity),
        Price: decimalText(transaction.price),
        ...amount(transaction.gross),
        ...costs(transaction)
      };
    case 'dividend':
    case 'return-of-capital':
    case 'distribution':
      return { Action: transaction.verb, ...amount(transaction.gross), ...costs(transaction) };
    case 'income-in-kind':
      return {
        Action: transaction.verb,
        Quantity: decimalText(transaction.quantity),
        ...amount(transaction.value),
        ...costs(transaction)
      };
    case 'exercise':
    case 'assignment':
      return {
        Action: transaction.verb,
        Quantity: decimalText(transaction.quantity),
        ...amount(transaction.gross),
        ...costs(transaction)
      };
    case 'interest':
      return {
        Action: sign(transaction.gross.amount) < 0 ? 'interest charge' : 'interest',
        ...unsigned(transaction.gross),
        ...costs(transaction)
      };
    case 'fee':
    case 'tax':
      return {
        Action: sign(transaction.cash.amount) < 0 ? `${transaction.verb} refund` : transaction.verb,
        ...unsigned(transaction.cash)
      };
    case 'deposit':
    case 'withdrawal':
    case 'transfer-cash':
    case 'opening-cash':
    case 'capital-call':
    case 'assert-cash':
      return { Action: transaction.verb, ...amount(transaction.cash) };
    case 'reorganisation':
      return { Action: transaction.verb };
    case 'transfer-securities':
    case 'delivery-out':
    case 'expiry':
    case 'assert-position':
      return { Action: transaction.verb, Quantity: decimalText(transaction.quantity) };
    case 'split':
      return { Action: 'split', Ratio: `${transaction.numerator}:${transaction.denominator}` };
    case 'exchange':
      return {
        Action: 'exchange',
        ...amount(transaction.sold),
        ...costs(transaction),
        'Bought amount': decimalText(transaction.bought.amount),
        'Bought currency': transaction.bought.currency
      };
    case 'opening-position':
    case 'delivery-in':
      return {
        Action: transaction.verb,
        Quantity: decimalText(transaction.quantity),
        Cost: decimalText(transaction.cost.amount),
        Currency: transaction.cost.currency,
        ...(transaction.acquired === undefined ? {} : { Acquired: dayText(transaction.acquired) })
      };
  }
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
