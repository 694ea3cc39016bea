import { absolute, add, currencyFromCode, ZERO, type Decimal } from '$lib/domain/money';
import type { ColumnField, MappedColumn } from '$lib/domain/statements';
import { countsHundredths } from '../columns/hints';
import { cellDecimal, isAbsent } from '../values/numbers';
import type { Dialect } from './dialect';

/** Fields that hold figures. */
export type NumberField =
  | 'quantity'
  | 'price'
  | 'amount'
  | 'net-amount'
  | 'fee'
  | 'tax'
  | 'accrued'
  | 'debit'
  | 'credit'
  | 'unit-cost'
  | 'cost'
  | 'sold-amount'
  | 'bought-amount'
  | 'worth'
  | 'exchange-rate';

/** Every field that holds figures. */
export const numberFields: readonly NumberField[] = [
  'quantity',
  'price',
  'amount',
  'net-amount',
  'fee',
  'tax',
  'accrued',
  'debit',
  'credit',
  'unit-cost',
  'cost',
  'sold-amount',
  'bought-amount',
  'worth',
  'exchange-rate'
];

/** Reads the cells of a row by what their columns say. */
export interface CellReader {
  readonly has: (field: ColumnField) => boolean;
  /** Text of a field, empty where the cell says nothing; of costs in several columns the first that is filled. */
  readonly text: (cells: readonly string[], field: ColumnField) => string;
  /** Texts of every column that has the field, those that are filled. */
  readonly all: (cells: readonly string[], field: ColumnField) => string[];
  /** Figure of a field, costs of several columns added up; the text of a cell that is no number. */
  readonly figure: (cells: readonly string[], field: NumberField) => Decimal | string | undefined;
}

const CLOCK = /^\s*(time|uhrzeit|zeit|ora|heure|tijd|hora|tid|klockslag)\b/i;
const UNIT = /^([-+(]?\s*[\d.,'’\s]*\d\)?)\s*([A-Za-z]{2,6})$|^([A-Z]{3})\s*([-+(]?\s*[\d.,'’\s]*\d\)?)$/;
/** A price in pence, as "72.50p". */
const PENCE = /^(\s*\d[\d.,\s]*?)\s*p$/;
const moneyFields = ['net-amount', 'amount', 'debit', 'credit'] as const;

/** A figure with its unit beside it, as "1.000,00 EUR" or "0.01 BTC". */
export function figureWithUnit(text: string): { readonly figure: string; readonly unit: string } | undefined {
  const bracketed = /^\((.+)\)$/.exec(text.trim())?.[1];
  const match = UNIT.exec(bracketed ?? text.trim());
  if (!match) return undefined;
  const [, before, after, code, behind] = match;
  const unit = after ?? code ?? '';
  const figure = before ?? behind ?? '';
  if (!currencyFromCode(unit.toUpperCase())) return undefined;
  return { figure: bracketed === undefined ? figure : `(${figure})`, unit: unit.toUpperCase() };
}

/** Currency that the name of a column carries: "Umsatz in EUR", "Value (£)". A lone "$" is left open. */
function currencyInName(name: string): string {
  const code = /\b([A-Z]{3})\b\)?\s*$/.exec(name)?.[1] ?? /\(([A-Z]{3})\)/.exec(name)?.[1];
  if (code && currencyFromCode(code)?.kind === 'fiat') return code;
  if (name.includes('€') || /\beuros?\b/i.test(name)) return 'EUR';
  if (name.includes('£')) return 'GBP';
  return /US\$/.test(name) ? 'USD' : '';
}

/** Reader of the cells of a table. */
export function cellReader(dialect: Dialect): CellReader {
  const columns = new Map<ColumnField, MappedColumn[]>();
  for (const column of dialect.columns) columns.set(column.field, [...(columns.get(column.field) ?? []), column]);
  const first = (field: ColumnField): MappedColumn | undefined => columns.get(field)?.[0];
  const plain = (cells: readonly string[], field: ColumnField): string => {
    for (const { index } of columns.get(field) ?? []) {
      const cell = cells[index] ?? '';
      if (!isAbsent(cell)) return cell;
    }
    return '';
  };
  const named = (fields: readonly ColumnField[]): string => {
    for (const field of fields) {
      const found = currencyInName(first(field)?.name ?? '');
      if (found) return found;
    }
    return '';
  };
  const clock = dialect.columns.find(({ field, name }) => field === 'ignored' && CLOCK.test(name));
  const dateText = (cells: readonly string[]): string => {
    const date = plain(cells, 'date');
    const time = clock ? (cells[clock.index] ?? '') : '';
    return date !== '' && /^\d{1,2}:\d{2}/.test(time) && !date.includes(':') ? `${date} ${time}` : date;
  };
  const moneyName = named(moneyFields);
  const priceColumn = first('price')?.name ?? '';
  const priceName = countsHundredths(priceColumn) ? 'GBX' : currencyInName(priceColumn);
  const unnamed =
    first('quantity') !== undefined && !columns.has('symbol') && !columns.has('isin') && !columns.has('name');
  const coin = /\b([A-Z]{3,5})\b/.exec(first('quantity')?.name ?? '')?.[1] ?? '';
  const coinOfColumn = currencyFromCode(coin)?.kind === 'crypto' ? coin : '';
  const feeName = currencyInName(first('fee')?.name ?? '');
  const worthName = currencyInName(first('worth')?.name ?? '');
  const unitOf = (cells: readonly string[]): string => {
    for (const field of moneyFields) {
      const unit = figureWithUnit(plain(cells, field))?.unit;
      if (unit) return unit;
    }
    return '';
  };
  const text: CellReader['text'] = (cells, field) => {
    if (field === 'date') return dateText(cells);
    if (field === 'symbol')
      return plain(cells, field) || (unnamed ? (figureWithUnit(plain(cells, 'quantity'))?.unit ?? coinOfColumn) : '');
    if (field === 'currency') {
      if (moneyName) return moneyName;
      const own = plain(cells, 'currency') || unitOf(cells);
      if (own || first('currency')) return own;
      const rate = plain(cells, 'exchange-rate');
      const quoted = plain(cells, 'price-currency');
      return (/^$|^1([.,]0+)?$/.test(rate) ? quoted : '') || (priceName === 'GBX' ? 'GBP' : priceName);
    }
    if (field === 'price-currency')
      return (
        (PENCE.test(plain(cells, 'price')) ? 'GBX' : priceName) ||
        plain(cells, field) ||
        (moneyName ? plain(cells, 'currency') : '')
      );
    if (field === 'fee-currency') return plain(cells, field) || feeName;
    if (field === 'worth-currency') return plain(cells, field) || worthName;
    return plain(cells, field);
  };
  const figure: CellReader['figure'] = (cells, field) => {
    let sum: Decimal | undefined;
    const costs = field === 'fee' || field === 'tax';
    for (const { index } of columns.get(field) ?? []) {
      // Some brokers mark units of a short position with an S.
      const raw = cells[index] ?? '';
      if (isAbsent(raw)) continue;
      const bare = field === 'quantity' ? raw.replace(/^(\d[\d.,]*)S$/, '$1') : raw;
      const cell = field === 'price' && PENCE.test(raw) ? raw.replace(PENCE, '$1') : bare;
      const mark = dialect.marks[index] ?? '.';
      const value = cellDecimal(cell, mark) ?? cellDecimal(figureWithUnit(cell)?.figure ?? '', mark);
      if (value === undefined) return raw;
      if (!costs) return value;
      sum = add(sum ?? ZERO, absolute(value));
    }
    return sum;
  };
  const all: CellReader['all'] = (cells, field) =>
    (columns.get(field) ?? []).flatMap(({ index }) => (isAbsent(cells[index] ?? '') ? [] : [cells[index] ?? '']));
  return { has: (field) => columns.has(field), text, all, figure };
}
