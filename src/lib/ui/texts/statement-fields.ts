import type { ColumnField, StatementKind } from '$lib/domain/statements';
import { count } from '$lib/ui/format';

/** Names of what columns say. */
export const fields: Record<ColumnField, string> = {
  date: 'Day',
  'settlement-date': 'Settlement day',
  acquired: 'Day of purchase',
  action: 'Kind',
  symbol: 'Symbol',
  isin: 'ISIN',
  name: 'Name',
  'instrument-kind': 'Kind of security',
  quantity: 'Quantity',
  price: 'Price',
  'price-currency': 'Currency of the price',
  amount: 'Amount',
  'net-amount': 'Amount after costs',
  currency: 'Currency',
  fee: 'Fee',
  'fee-currency': 'Currency of the fee',
  tax: 'Tax',
  'tax-currency': 'Currency of the tax',
  accrued: 'Accrued interest',
  'exchange-rate': 'Exchange rate',
  debit: 'Cash out',
  credit: 'Cash in',
  'sold-amount': 'Amount given',
  'sold-currency': 'Currency given',
  'bought-amount': 'Amount bought',
  'bought-currency': 'Currency bought',
  worth: 'Value in money',
  'worth-currency': 'Currency of the value',
  ratio: 'Split ratio',
  status: 'Status',
  'unit-cost': 'Cost of one',
  cost: 'Cost',
  account: 'Account',
  'to-account': 'Other account',
  id: 'Id',
  note: 'Note',
  open: 'Open',
  high: 'High',
  low: 'Low',
  close: 'Close',
  'adjusted-close': 'Adjusted close',
  volume: 'Volume',
  series: 'Closes of this symbol',
  ignored: 'Not read'
};

const kinds: Record<StatementKind, string> = { transactions: 'Transactions', holdings: 'Holdings', prices: 'Prices' };

/** A number with its noun. */
export const times = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;

/** Names in a row, the rest counted. */
export function list(names: readonly string[], shown = 4): string {
  if (names.length <= shown) return names.join(', ');
  return `${names.slice(0, shown).join(', ')} and ${count(names.length - shown)} more`;
}

/** Name of a column's meaning. */
export function fieldText(field: ColumnField): string {
  return fields[field];
}

/** Name of what a file holds. */
export function kindText(kind: StatementKind): string {
  return kinds[kind];
}
