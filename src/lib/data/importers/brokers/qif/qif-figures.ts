import { absolute, ZERO, type Decimal } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import { fieldOf, type QifRecord } from './qif-records';
import type { QifValues } from './qif-values';

/** Figures of an investment record; the quantity positive. */
export interface QifFigures {
  readonly quantity: Decimal | undefined;
  readonly price: Decimal | undefined;
  readonly total: Decimal | undefined;
  readonly commission: Decimal;
}

const columns = [
  ['quantity', 'quantity', ['Q']],
  ['price', 'price', ['I']],
  ['total', 'amount', ['T', 'U']],
  ['commission', 'fee', ['O']]
] as const;

/** Figures of a record; undefined when it was refused for one that is no number. */
export function qifFigures(record: QifRecord, values: QifValues, sheet: Sheet): QifFigures | undefined {
  const found: Partial<Record<(typeof columns)[number][0], Decimal>> = {};
  for (const [name, field, codes] of columns) {
    const written = fieldOf(record, ...codes);
    if (written === '') continue;
    const value = values.amount(written);
    if (value === undefined) {
      sheet.refuse(record.line, { code: 'number-unreadable', text: written, field }, codes[0]);
      return undefined;
    }
    found[name] = value;
  }
  const { quantity, price, total, commission = ZERO } = found;
  return { quantity: quantity && absolute(quantity), price, total, commission: absolute(commission) };
}
