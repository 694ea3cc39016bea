import { parquetWriteBuffer, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import { liveTransactions, transactionText, type Transaction } from '$lib/domain/ledger';
import { decimalText, type Decimal } from '$lib/domain/money';
import { usableEntries, type VaultContents } from '$lib/storage/dexie';

/** A column of a table; days are days since 1970-01-01. */
interface Column {
  readonly name: string;
  readonly kind: 'text' | 'json' | 'day' | 'number';
  readonly data: (string | number | null)[] | Float64Array | Int32Array;
}

const elements = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
  day: { type: 'INT32', converted_type: 'DATE' },
  number: { type: 'DOUBLE' }
} as const satisfies Record<Column['kind'], Partial<SchemaElement>>;

/**
 * What other programs like to read: live transactions, closes and exchange rates as Parquet. A view for others: a
 * restore reads the journal and the series, never these.
 */
export function parquetTables(contents: VaultContents): Record<string, Uint8Array<ArrayBuffer>> {
  const transactions = liveTransactions(usableEntries(contents.entries, []));
  return {
    'tables/transactions.parquet': parquet(transactionColumns(transactions)),
    'tables/prices.parquet': parquet([
      ...runColumns(contents.prices, 'close'),
      spread(contents.prices, 'instrument', (one) => one.instrument)
    ]),
    'tables/price-series.parquet': parquet([
      column('instrument', contents.prices, (one) => one.instrument),
      column('currency', contents.prices, (one) => one.currency),
      column('adjustment', contents.prices, (one) => one.adjustment),
      column('quote_unit', contents.prices, (one) => one.quoteUnit),
      column('source', contents.prices, (one) => one.source)
    ]),
    'tables/rates.parquet': parquet([
      ...runColumns(contents.rates, 'rate'),
      spread(contents.rates, 'base', (one) => one.base),
      spread(contents.rates, 'quote', (one) => one.quote)
    ])
  };
}

/** Decimals stay text, so that they are exact; the whole transaction is beside them as JSON. */
function transactionColumns(live: ReturnType<typeof liveTransactions>): Column[] {
  const of = (name: string, value: (transaction: Transaction) => unknown): Column => ({
    name,
    kind: 'text',
    data: live.map(({ transaction }) => cellText(value(transaction)))
  });
  const field = (name: string): Column => of(name, (transaction) => Reflect.get(transaction, name) as unknown);
  return [
    { name: 'event', kind: 'text', data: live.map(({ event }) => event) },
    { name: 'trade_day', kind: 'day', data: live.map(({ transaction }) => transaction.tradeDay) },
    { name: 'settlement_day', kind: 'day', data: live.map(({ transaction }) => transaction.settlementDay) },
    ...['verb', 'account', 'instrument', 'quantity', 'price'].map(field),
    of('amount', (transaction) => moneyOf(transaction)?.amount),
    of('currency', (transaction) => moneyOf(transaction)?.currency),
    ...['fees', 'taxes', 'note'].map(field),
    { name: 'transaction', kind: 'json', data: live.map(({ transaction }) => transactionText(transaction)) }
  ];
}

function moneyOf(transaction: Transaction): { readonly amount: Decimal; readonly currency: string } | undefined {
  if ('gross' in transaction) return transaction.gross;
  if ('cash' in transaction) return transaction.cash;
  if ('cost' in transaction) return transaction.cost;
  if ('value' in transaction) return transaction.value;
  return 'sold' in transaction ? transaction.sold : undefined;
}

function cellText(value: unknown): string | null {
  if (typeof value === 'bigint') return decimalText(value as Decimal);
  return typeof value === 'string' ? value : null;
}

interface Run {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

function runColumns(series: readonly Run[], name: string): Column[] {
  const total = series.reduce((sum, { days }) => sum + days.length, 0);
  const days = new Int32Array(total);
  const values = new Float64Array(total);
  let at = 0;
  for (const one of series) {
    days.set(one.days, at);
    values.set(one.values, at);
    at += one.days.length;
  }
  return [
    { name: 'day', kind: 'day', data: days },
    { name, kind: 'number', data: values }
  ];
}

function column<Row>(name: string, rows: readonly Row[], value: (one: Row) => string): Column {
  return { name, kind: 'text', data: rows.map(value) };
}

function spread<S extends Run>(series: readonly S[], name: string, value: (one: S) => string): Column {
  const data = series.flatMap((one) => new Array<string>(one.days.length).fill(value(one)));
  return { name, kind: 'text', data };
}

function parquet(columns: readonly Column[]): Uint8Array<ArrayBuffer> {
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  const schema = columns.map(({ name, kind, data }): SchemaElement => ({
    name,
    ...elements[kind],
    repetition_type: Array.isArray(data) && data.includes(null) ? 'OPTIONAL' : 'REQUIRED'
  }));
  const columnData = columns.map(({ name, data }): ColumnSource => ({ name, data: data as ColumnSource['data'] }));
  return new Uint8Array(parquetWriteBuffer({ schema: [root, ...schema], columnData, createdBy: 'sextant' }));
}
