import { scaledBy, type Decimal } from '$lib/domain/money';
import type { ColumnField, DateOrder, DecimalMark, ProblemSubject } from '$lib/domain/statements';
import type { Sheet } from '../../sheet/reader';
import { plainName, type TableRow } from '../../sheet/table-rows';
import { writtenCurrency, type WrittenCurrency } from '../../values/currencies';
import { writtenDate, type WrittenDate } from '../../values/dates';
import { cellDecimal, isAbsent } from '../../values/numbers';

/** Why a row cannot be booked; thrown while it is read, and told to the sheet by {@link readEach}. */
export class RowRefusal extends Error {
  override readonly name = 'RowRefusal';
  constructor(
    readonly subject: ProblemSubject,
    readonly column?: string
  ) {
    super(subject.code);
  }
}

/** How the cells of a file are written. */
export interface RowDialect {
  readonly mark?: DecimalMark;
  readonly order?: DateOrder;
  /** The date as it is read, where the file writes it in a way of its own. */
  readonly dateText?: (written: string) => string;
}

/** Cells of one row as values. Whatever cannot be read refuses the row. */
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
    if (isAbsent(text)) throw new RowRefusal({ code: 'date-missing' }, names[0]);
    const date = writtenDate(this.#dateText(text), this.#order);
    if (!date) throw new RowRefusal({ code: 'date-unreadable', text }, names[0]);
    return date;
  }

  /** Number, undefined when the cell says nothing. */
  optional(field: ColumnField, ...names: string[]): Decimal | undefined {
    const text = this.text(...names);
    if (isAbsent(text)) return undefined;
    const value = cellDecimal(text, this.#mark);
    if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field }, names[0]);
    return value;
  }

  /** Number, required. */
  number(field: ColumnField, ...names: string[]): Decimal {
    const value = this.optional(field, ...names);
    if (value === undefined) throw new RowRefusal({ code: 'value-missing', field }, names[0]);
    return value;
  }

  /** Currency, required. */
  currency(...names: string[]): WrittenCurrency {
    const text = this.text(...names);
    const currency = writtenCurrency(text);
    if (!currency) throw new RowRefusal({ code: 'currency-unreadable', text }, names[0]);
    return currency;
  }

  /** Text, required. */
  symbol(...names: string[]): string {
    const text = this.text(...names);
    if (isAbsent(text)) throw new RowRefusal({ code: 'symbol-missing' }, names[0]);
    return text;
  }
}

const PROGRESS_ROWS = 2048;

/** Reads rows one by one; what refuses a row is told to the sheet with the row's line, and the rest goes on. */
export function readEach<T extends { readonly line: number }>(
  sheet: Sheet,
  rows: readonly T[],
  read: (row: T) => void
): void {
  rows.forEach((row, at) => {
    readOne(sheet, [row.line], () => read(row));
    if (at % PROGRESS_ROWS === 0) sheet.progress(at / rows.length);
  });
}

/** Reads what stands in these lines together; a refusal refuses all of them. */
export function readOne(sheet: Sheet, lines: readonly number[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RowRefusal)) throw error;
    for (const line of lines) sheet.refuse(line, error.subject, error.column);
  }
}

/** A row of an unknown kind: refused alone, naming its words. */
export function unknownKind(text: string, column: string): RowRefusal {
  return new RowRefusal(text === '' ? { code: 'action-missing' } : { code: 'row-kind-unknown', text }, column);
}

/** Amount in whole units of its currency: pence become pounds. */
export function wholeUnits(amount: Decimal, currency: WrittenCurrency): Decimal {
  return currency.hundredths ? scaledBy(amount, 1n, 100n) : amount;
}

/** Words as they are compared: lower case, accents off, text broken by a wrong encoding mended, single blanks. */
export function plainWords(text: string): string {
  return mended(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** UTF-8 that was read as windows-1252 once, read rightly ("CrÃ©dito" is "Crédito"). */
export function mended(text: string): string {
  if (!/[ÃÂ][\u0080-\u00bf]/.test(text)) return text;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const whole = Array.from(text).every((character) => character.charCodeAt(0) < 256);
  return whole ? new TextDecoder('utf-8').decode(bytes) : text;
}

/** True when a header has all of these columns. */
export function hasColumns(names: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.every((name) => names.includes(plainName(name)));
}
