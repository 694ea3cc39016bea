import type { ColumnField, MappedColumn, StatementKind } from '$lib/domain/statements';
import { isCashSymbol } from '../values/symbols';
import { cellNumber } from '../values/numbers';
import type { ColumnContent } from './content';

/** What a table holds, from its fields and a sample of its rows; undefined when it lacks the columns for any kind. */
export function kindOf(
  columns: readonly MappedColumn[],
  contents: readonly ColumnContent[],
  sample: readonly (readonly string[])[]
): StatementKind | undefined {
  const fields = new Map<ColumnField, number>(columns.map((column) => [column.field, column.index]));
  const has = (...wanted: ColumnField[]): boolean => wanted.some((field) => fields.has(field));
  if (has('date') && isWide(columns, contents)) return 'prices';
  const named = has('symbol', 'isin', 'name');
  if (has('date') && has('action')) return 'transactions';
  if (named && has('quantity'))
    return isSnapshot(fields, sample) ? 'holdings' : has('date') ? 'transactions' : 'holdings';
  if (has('date') && has('close', 'adjusted-close')) return 'prices';
  if (has('date') && named && has('price') && !has('amount', 'net-amount')) return 'prices';
  if (has('date') && has('price') && columns.filter((column) => column.field !== 'ignored').length === 2)
    return 'prices';
  if (has('date') && has('amount', 'net-amount', 'debit', 'credit', 'sold-amount', 'bought-amount'))
    return 'transactions';
  return undefined;
}

/** A wide table of closes: a date, and beside it only numbers, most of them under names that are no fields. */
function isWide(columns: readonly MappedColumn[], contents: readonly ColumnContent[]): boolean {
  const others = columns.filter((column) => column.field !== 'date' && (contents[column.index]?.filled ?? 0) > 0);
  if (others.length === 0) return false;
  if (others.some((column) => (contents[column.index]?.numbers ?? 0) < 0.5)) return false;
  const named = others.filter((column) => column.field !== 'ignored');
  const bars = ['open', 'high', 'low', 'close', 'adjusted-close', 'volume'];
  if (named.length > 0 && named.every((column) => bars.includes(column.field) || column.field === 'price'))
    return others.length === named.length ? false : named.length * 2 < others.length;
  return named.length * 2 < others.length;
}

/** A snapshot: cash as a symbol, costs of what is held, no date, or every symbol once a day on few days, none negative. */
function isSnapshot(fields: ReadonlyMap<ColumnField, number>, sample: readonly (readonly string[])[]): boolean {
  if (fields.has('action') || fields.has('fee') || fields.has('net-amount')) return false;
  const symbol = fields.get('symbol') ?? fields.get('isin') ?? fields.get('name') ?? -1;
  if (sample.some((row) => isCashSymbol(row[symbol] ?? ''))) return true;
  const date = fields.get('date');
  if (date === undefined || fields.has('unit-cost') || fields.has('cost')) return true;
  const quantity = fields.get('quantity') ?? -1;
  if (sample.some((row) => cellNumber(row[quantity] ?? '', '.') < 0)) return false;
  const days = new Set(sample.map((row) => row[date]));
  const entries = new Set(sample.map((row) => `${row[date]}|${row[symbol]}`));
  return sample.length > 1 && entries.size === sample.length && days.size * 2 <= sample.length && days.size <= 12;
}
