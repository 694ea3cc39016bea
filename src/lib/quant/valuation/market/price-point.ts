import type { Day } from '$lib/domain/calendar';
import { decimalAt, scaledBy, ZERO, type CurrencyCode, type Decimal, type DecimalColumn } from '$lib/domain/money';

/** How a price was come by: quoted at a close, taken from a trade, or set by hand and rolled forward. */
export type PriceSource = 'close' | 'trade' | 'valuation';

/**
 * A price that stands on a day, per unit held, the instrument's multiplier included: row `index` of `column`, times
 * numerator / denominator when units were split since `day`, the day it was made.
 */
export interface PricePoint {
  readonly source: PriceSource;
  readonly day: Day;
  readonly currency: CurrencyCode;
  readonly column: DecimalColumn;
  readonly index: number;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Price of a point, per unit held on its day, in its currency. */
export function pointPrice({ column, index, numerator, denominator }: PricePoint): Decimal {
  const price = decimalAt(column, index) ?? ZERO;
  return numerator === denominator ? price : scaledBy(price, numerator, denominator);
}
