import {
  absolute,
  currencyFromCode,
  minorUnits,
  money,
  multiply,
  rounded,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { ColumnField, DateOrder, DecimalMark, ProblemSubject } from '$lib/domain/statements';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder, TableRow } from '../../sheet/table-rows';
import { writtenCurrency, type WrittenCurrency } from '../../values/currencies';
import { writtenDate, type WrittenDate } from '../../values/dates';
import { cellDecimal, isAbsent } from '../../values/numbers';

/** Why one row cannot be booked; {@link readEach} hands it to the sheet. */
export class RowRefusal extends Error {
  override readonly name = 'RowRefusal';
  constructor(
    readonly subject: ProblemSubject,
    readonly column?: string
  ) {
    super(subject.code);
  }
}

const PROGRESS_EVERY = 2000;

/** Reads row by row; a {@link RowRefusal} refuses its row and the reading goes on. */
export function readEach<Row extends { readonly line: number }>(
  sheet: Sheet,
  rows: readonly Row[],
  read: (row: Row) => void
): void {
  rows.forEach((row, at) => {
    if (at % PROGRESS_EVERY === 0) sheet.progress(at / rows.length);
    try {
      read(row);
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      sheet.refuse(row.line, error.subject, error.column);
    }
  });
}

/** Cells of a row by the names a column may have, as what they mean. Cells that cannot be read throw a {@link RowRefusal}. */
export class RowCells {
  constructor(
    readonly under: Pick<RowsUnder, 'has'>,
    readonly row: TableRow,
    readonly mark: DecimalMark
  ) {}

  text(...names: string[]): string {
    return this.row.get(...names);
  }

  /** Number of a cell; undefined when it says nothing. */
  number(field: ColumnField, ...names: string[]): Decimal | undefined {
    const text = this.text(...names);
    if (isAbsent(text)) return undefined;
    const value = cellDecimal(text, this.mark);
    if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field }, this.column(names));
    return value;
  }

  /** Number of a cell without its sign; zero when it says nothing. */
  size(field: ColumnField, ...names: string[]): Decimal {
    return absolute(this.number(field, ...names) ?? ZERO);
  }

  /** Number that the row cannot do without. */
  required(field: ColumnField, ...names: string[]): Decimal {
    const value = this.number(field, ...names);
    if (value === undefined) throw new RowRefusal({ code: 'value-missing', field }, this.column(names));
    return value;
  }

  /** Units: there must be some. */
  units(...names: string[]): Decimal {
    const value = absolute(this.required('quantity', ...names));
    if (value === 0n) throw new RowRefusal({ code: 'quantity-zero' }, this.column(names));
    return value;
  }

  date(order: DateOrder, ...names: string[]): WrittenDate {
    const text = this.text(...names);
    if (text === '') throw new RowRefusal({ code: 'date-missing' }, this.column(names));
    const date = writtenDate(text, order);
    if (!date) throw new RowRefusal({ code: 'date-unreadable', text }, this.column(names));
    return date;
  }

  /** Currency of a cell; undefined when it says nothing. Hundredths (GBX) are refused: amounts would be a hundredfold. */
  currency(...names: string[]): CurrencyCode | undefined {
    const written = this.quoteUnit(...names);
    if (written?.hundredths) this.#unreadableCurrency(names);
    return written?.code;
  }

  /** Currency of a cell, or its hundredth; undefined when it says nothing. */
  quoteUnit(...names: string[]): WrittenCurrency | undefined {
    const text = this.text(...names);
    if (text === '') return undefined;
    return writtenCurrency(text) ?? this.#unreadableCurrency(names);
  }

  #unreadableCurrency(names: readonly string[]): never {
    throw new RowRefusal({ code: 'currency-unreadable', text: this.text(...names) }, this.column(names));
  }

  /** Name of the column that stands in the file. */
  column(names: readonly string[]): string {
    return names.find((name) => this.under.has(name)) ?? names[0] ?? '';
  }
}

/** Amount of money rounded to the minor unit of its currency, as a trade states it. */
export function productOf(quantity: Decimal, price: Decimal, currency: CurrencyCode): Money {
  return money(rounded(multiply(quantity, price), minorUnits(currency), 'half-up'), currency);
}

/** True for twelve characters built like an ISIN. */
export function isIsin(text: string): boolean {
  return /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(text.trim().toUpperCase());
}

/** Coin and currency of a pair such as "BTCUSD" or "ETH-EUR"; undefined when it is none. */
export function coinPair(text: string): { readonly coin: string; readonly quote: CurrencyCode } | undefined {
  const match = /^([A-Z0-9]{2,10}?)[-/]?([A-Z]{3})$/.exec(text.trim().toUpperCase());
  const coin = match && currencyFromCode(match[1] ?? '');
  const quote = match && currencyFromCode(match[2] ?? '');
  return coin?.kind === 'crypto' && quote?.kind === 'fiat' ? { coin: coin.code, quote: quote.code } : undefined;
}
