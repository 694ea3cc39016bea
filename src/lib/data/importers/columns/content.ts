import { currencyFromCode } from '$lib/domain/money';
import type { ColumnField } from '$lib/domain/statements';
import { writtenDate } from '../values/dates';
import { cellNumber, isAbsent } from '../values/numbers';
import { looksLikeIsin } from '../values/symbols';
import { namedAction } from './actions';
import { phrasedAction } from './phrases';

/** How the filled cells of a column read, as fractions, over a sample of rows. */
export interface ColumnContent {
  readonly filled: number;
  readonly dates: number;
  readonly numbers: number;
  readonly isins: number;
  readonly currencies: number;
  readonly actions: number;
  /** Short texts with words that say what happened. */
  readonly phrases: number;
  readonly symbols: number;
  readonly sample: string;
}

const SYMBOL = /^\$?[A-Za-z][A-Za-z0-9.\-:/^=]{0,14}$/;

/** True when a cell reads as a number in some notation. */
export function looksNumeric(text: string): boolean {
  if (/\d[\d.,]* [A-Z]{3,5}$/.test(text)) return looksNumeric(text.replace(/ [A-Z]{3,5}$/, ''));
  return !Number.isNaN(cellNumber(text, '.')) || !Number.isNaN(cellNumber(text, ','));
}

/** Content of one column over sampled rows. */
export function columnContent(rows: readonly (readonly string[])[], column: number): ColumnContent {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => !isAbsent(cell));
  const share = (test: (cell: string) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  return {
    filled: cells.length,
    dates: share((cell) => writtenDate(cell, 'dmy') !== undefined),
    numbers: share((cell) => looksNumeric(cell)),
    isins: share(looksLikeIsin),
    currencies: share((cell) => cell.length === 3 && currencyFromCode(cell) !== undefined),
    actions: share((cell) => namedAction(cell) !== undefined),
    phrases: share((cell) => cell.split(' ').length < 4 && phrasedAction(cell) !== undefined),
    symbols: share((cell) => SYMBOL.test(cell)),
    sample: cells[0] ?? ''
  };
}

/** Fields of columns that no name tells, from what stands in them; `taken` are fields that are known already. */
export function fieldsByContent(
  contents: readonly ColumnContent[],
  open: readonly number[],
  taken: ReadonlySet<ColumnField>
): Map<number, ColumnField> {
  const found = new Map<number, ColumnField>();
  const assign = (field: ColumnField, fits: (content: ColumnContent) => boolean): void => {
    if (taken.has(field)) return;
    const column = open.find(
      (index) => !found.has(index) && (contents[index]?.filled ?? 0) > 0 && fits(contents[index] as ColumnContent)
    );
    if (column !== undefined) found.set(column, field);
  };
  assign('date', (content) => content.dates > 0.9);
  assign('isin', (content) => content.isins > 0.8);
  assign('currency', (content) => content.currencies > 0.9);
  assign('action', (content) => content.actions > 0.8);
  assign('symbol', (content) => content.symbols > 0.8 && content.numbers < 0.2 && content.currencies < 0.5);
  assign('name', (content) => content.numbers < 0.2 && content.dates < 0.2);
  return found;
}

/**
 * Which of three numeric columns are quantity, price and amount: the one that is the product of the other two (sign
 * aside) is the amount, and of those two the quantity is the one of whole or smaller-digit numbers, else the first.
 * Undefined when no column is the product of two others in nine of ten rows.
 */
export function productColumns(
  rows: readonly (readonly string[])[],
  columns: readonly number[]
): { readonly quantity: number; readonly price: number; readonly amount: number } | undefined {
  const values = new Map(columns.map((column) => [column, rows.map((row) => cellNumber(row[column] ?? '', '.'))]));
  for (const amount of columns)
    for (const quantity of columns)
      for (const price of columns) {
        if (new Set([amount, quantity, price]).size < 3 || quantity > price) continue;
        const fits = rows.filter((_, row) => {
          const product = Math.abs((values.get(quantity)?.[row] ?? NaN) * (values.get(price)?.[row] ?? NaN));
          const stated = Math.abs(values.get(amount)?.[row] ?? NaN);
          return product > 0 && Math.abs(product - stated) <= Math.max(0.02, stated * 0.005);
        }).length;
        if (fits < rows.length * 0.9 || fits === 0) continue;
        const whole = (column: number): number => values.get(column)?.filter(Number.isInteger).length ?? 0;
        return whole(price) > whole(quantity)
          ? { quantity: price, price: quantity, amount }
          : { quantity, price, amount };
      }
  return undefined;
}
