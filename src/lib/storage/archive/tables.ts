import { liveTransactions, transactionText, type Transaction } from '$lib/domain/ledger';
import { decimalText, type Decimal } from '$lib/domain/money';
import { usableEntries, type VaultContents } from '$lib/storage/dexie';
import { parquetFile, parquetOfMacro, type ParquetColumn } from '$lib/storage/parquet';

/**
 * What other programs like to read: live transactions, closes, exchange rates and macro series as Parquet. A view for others: a
 * restore reads the journal and the series, never these.
 */
export function parquetTables(contents: VaultContents): Record<string, Uint8Array<ArrayBuffer>> {
  const transactions = liveTransactions(usableEntries(contents.entries, []));
  return {
    'tables/transactions.parquet': parquetFile(transactionColumns(transactions)),
    'tables/prices.parquet': parquetFile([
      ...runColumns(contents.prices, 'close'),
      spread(contents.prices, 'instrument', (one) => one.instrument)
    ]),
    'tables/price-series.parquet': parquetFile([
      column('instrument', contents.prices, (one) => one.instrument),
      column('currency', contents.prices, (one) => one.currency),
      column('adjustment', contents.prices, (one) => one.adjustment),
      column('quote_unit', contents.prices, (one) => one.quoteUnit),
      column('source', contents.prices, (one) => one.source)
    ]),
    'tables/rates.parquet': parquetFile([
      ...runColumns(contents.rates, 'rate'),
      spread(contents.rates, 'base', (one) => one.base),
      spread(contents.rates, 'quote', (one) => one.quote)
    ]),
    'tables/macro.parquet': parquetOfMacro(contents.macro)
  };
}

/** Decimals stay text, so that they are exact; the whole transaction is beside them as JSON. */
function transactionColumns(live: ReturnType<typeof liveTransactions>): ParquetColumn[] {
  const of = (name: string, value: (transaction: Transaction) => unknown): ParquetColumn => ({
    name,
    kind: 'text',
    data: live.map(({ transaction }) => cellText(value(transaction)))
  });
  const field = (name: string): ParquetColumn => of(name, (transaction) => Reflect.get(transaction, name) as unknown);
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

function runColumns(series: readonly Run[], name: string): ParquetColumn[] {
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

function column<Row>(name: string, rows: readonly Row[], value: (one: Row) => string): ParquetColumn {
  return { name, kind: 'text', data: rows.map(value) };
}

function spread<S extends Run>(series: readonly S[], name: string, value: (one: S) => string): ParquetColumn {
  const data = series.flatMap((one) => new Array<string>(one.days.length).fill(value(one)));
  return { name, kind: 'text', data };
}
