import type { Day } from '$lib/domain/calendar';
import type { Decimal } from '$lib/domain/money';
import type { DateOrder, DecimalMark } from '$lib/domain/statements';
import { orderEvidence, writtenDate } from '../../values/dates';
import { cellDecimal, decimalMarkOf } from '../../values/numbers';

/** "3/ 5'24" as "3/05/2024": blanks stand for zeros, and an apostrophe for the century after 1999. */
export function plainDate(text: string): string {
  const packed = text.replace(/\s+/g, '');
  const modern = /^(.*)'(\d{1,2})$/.exec(packed);
  return modern ? `${modern[1]}/20${(modern[2] ?? '').padStart(2, '0')}` : packed.replace("'", '/');
}

/**
 * Order of day and month over all dates of a file: dates that can be read in one way decide; else the order in which
 * the dates go back least often, for registers are kept by day; else the month first, as Quicken writes in the United States.
 */
export function fileOrder(dates: readonly string[]): DateOrder {
  const plain = dates.map(plainDate);
  const { dayFirst, monthFirst } = orderEvidence(plain);
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dmy' : 'mdy';
  return stepsBack(plain, 'dmy') < stepsBack(plain, 'mdy') ? 'dmy' : 'mdy';
}

function stepsBack(dates: readonly string[], order: DateOrder): number {
  let back = 0;
  let last = -Infinity;
  for (const text of dates) {
    const day = writtenDate(text, order)?.day;
    if (day === undefined) continue;
    if (day < last) back += 1;
    last = day;
  }
  return back;
}

/** How a file writes its values. */
export class QifValues {
  constructor(
    readonly order: DateOrder,
    readonly mark: DecimalMark
  ) {}

  static of(dates: readonly string[], amounts: readonly string[]): QifValues {
    return new QifValues(fileOrder(dates), decimalMarkOf(amounts, '.') ?? '.');
  }

  day(text: string): Day | undefined {
    return writtenDate(plainDate(text), this.order)?.day;
  }

  /** Number, also with a fraction as in "45 3/8". */
  amount(text: string): Decimal | undefined {
    const parts = /^(-?\d+)?\s*(\d+)\/(\d+)$/.exec(text.trim());
    if (!parts) return cellDecimal(text, this.mark);
    const [, whole = '0', over = '', under = ''] = parts;
    if (Number(under) === 0) return undefined;
    return cellDecimal(String(Number(whole) + Math.sign(Number(whole) || 1) * (Number(over) / Number(under))), '.');
  }
}
