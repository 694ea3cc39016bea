import { absolute, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { ColumnField, DateOrder, DecimalMark } from '$lib/domain/statements';
import type { TableRow } from '../../sheet/table-rows';
import { writtenCurrency, type WrittenCurrency } from '../../values/currencies';
import { writtenDate, type WrittenDate } from '../../values/dates';
import { cellDecimal, isAbsent } from '../../values/numbers';
import { RowRefusal } from './refusal';

/** How the cells of a file are written. */
export interface RowDialect {
  readonly mark?: DecimalMark;
  readonly order?: DateOrder;
  /** The date as it is read, where the file writes it in a way of its own. */
  readonly dateText?: (written: string) => string;
}

/** Cells of one row, by the names their column may have, as values. Whatever cannot be read refuses the row. */
export class Row {
  readonly line: number;
  readonly #row: TableRow;
  readonly #mark: DecimalMark;
  readonly #order: DateOrder;
  readonly #dateText: (written: string) => string;

  constructor(row: TableRow, { mark = '.', order = 'dmy', dateText = (written) => written }: RowDialect = {}) {
    this.line = row.line;
    this.#row = row;
    this.#mark = mark;
    this.#order = order;
    this.#dateText = dateText;
  }

  /** Cell as it stands, '' when absent. */
  text(...names: string[]): string {
    return this.#row.get(...names);
  }

  /** True when one of the columns has a value. */
  has(...names: string[]): boolean {
    return !isAbsent(this.text(...names));
  }

  /** Date of the row, required. */
  when(...names: string[]): WrittenDate {
    const text = this.text(...names);
    if (isAbsent(text)) throw new RowRefusal({ code: 'date-missing' }, this.column(names));
    const date = writtenDate(this.#dateText(text), this.#order);
    if (!date) throw new RowRefusal({ code: 'date-unreadable', text }, this.column(names));
    return date;
  }

  /** Number, undefined when the cell says nothing. */
  optional(field: ColumnField, ...names: string[]): Decimal | undefined {
    const text = this.text(...names);
    if (isAbsent(text)) return undefined;
    const value = cellDecimal(text, this.#mark);
    if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field }, this.column(names));
    return value;
  }

  /** Number, required. */
  number(field: ColumnField, ...names: string[]): Decimal {
    const value = this.optional(field, ...names);
    if (value === undefined) throw new RowRefusal({ code: 'value-missing', field }, this.column(names));
    return value;
  }

  /** Number without its sign; zero when the cell says nothing. */
  size(field: ColumnField, ...names: string[]): Decimal {
    return absolute(this.optional(field, ...names) ?? ZERO);
  }

  /** Units without their sign: there must be some. */
  units(...names: string[]): Decimal {
    const value = absolute(this.number('quantity', ...names));
    if (value === 0n) throw new RowRefusal({ code: 'quantity-zero' }, this.column(names));
    return value;
  }

  /**
   * Currency in which amounts settle, undefined when the cell says nothing. Hundredths (GBX) are refused: no account is
   * kept in them, and amounts would be a hundredfold.
   */
  currency(...names: string[]): CurrencyCode | undefined {
    const written = this.quoteUnit(...names);
    if (written?.hundredths) this.#unreadableCurrency(names);
    return written?.code;
  }

  /** Currency of a quote, or its hundredth; undefined when the cell says nothing. */
  quoteUnit(...names: string[]): WrittenCurrency | undefined {
    const text = this.text(...names);
    if (isAbsent(text)) return undefined;
    return writtenCurrency(text) ?? this.#unreadableCurrency(names);
  }

  #unreadableCurrency(names: readonly string[]): never {
    throw new RowRefusal({ code: 'currency-unreadable', text: this.text(...names) }, this.column(names));
  }

  /** Text, required. */
  symbol(...names: string[]): string {
    const text = this.text(...names);
    if (isAbsent(text)) throw new RowRefusal({ code: 'symbol-missing' }, this.column(names));
    return text;
  }

  /** The first of the names that the file has a column of. */
  column(names: readonly string[]): string {
    return names.find((name) => this.#row.has(name)) ?? names[0] ?? '';
  }
}
