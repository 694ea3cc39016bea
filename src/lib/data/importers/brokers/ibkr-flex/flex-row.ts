import type { Day } from '$lib/domain/calendar';
import { ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { DateOrder } from '$lib/domain/statements';
import type { XmlElement } from '../../source/element';
import { writtenCurrency } from '../../values/currencies';
import { orderEvidence, writtenDate } from '../../values/dates';
import { cellDecimal } from '../../values/numbers';

/** A row of a Flex report, of XML or CSV, its fields under the names that the XML has. */
export interface FlexRow {
  readonly line: number;
  /** Value of a field; '' when it is absent or says nothing. */
  field(name: string): string;
}

const absent: ReadonlySet<string> = new Set(['--', '-', 'N/A']);

/** Row of an element. */
export function xmlRow(element: XmlElement): FlexRow {
  return {
    line: element.line,
    field(name) {
      const value = element.attribute(name);
      return absent.has(value) ? '' : value;
    }
  };
}

/** The same row with other values under some names. */
export function rowWith(row: FlexRow, values: Readonly<Record<string, string>>): FlexRow {
  return { line: row.line, field: (name) => values[name] ?? row.field(name) };
}

/** Number of a field; zero when it says nothing or is none. */
export function amountIn(row: FlexRow, name: string): Decimal {
  return cellDecimal(row.field(name), '.') ?? ZERO;
}

/** Currency of a field. */
export function currencyIn(row: FlexRow, name: string): CurrencyCode | undefined {
  return writtenCurrency(row.field(name))?.code;
}

/** Codes of a row, as "A" in "A;P". */
export function codesOf(row: FlexRow): readonly string[] {
  return `${row.field('notes')};${row.field('code')}`.split(/[;,\s]+/).filter((code) => code !== '');
}

/** How the dates of a report are written: its owner chooses the order. */
export class FlexDates {
  constructor(readonly order: DateOrder) {}

  static of(texts: Iterable<string>): FlexDates {
    const { dayFirst, monthFirst } = orderEvidence(texts);
    return new FlexDates(dayFirst > monthFirst ? 'dmy' : 'mdy');
  }

  /** Day of the first of these fields that has one. */
  day(row: FlexRow, ...names: readonly string[]): Day | undefined {
    for (const name of names) {
      const found = writtenDate(row.field(name), this.order);
      if (found) return found.day;
    }
    return undefined;
  }

  /** Second of the day: of "20220125;105910", or of a time that stands alone. */
  seconds(row: FlexRow): number | undefined {
    const alone = /^(\d{2}):?(\d{2}):?(\d{2})$/.exec(row.field('tradeTime'));
    if (alone) return Number(alone[1]) * 3600 + Number(alone[2]) * 60 + Number(alone[3]);
    return writtenDate(row.field('dateTime'), this.order)?.seconds;
  }
}
