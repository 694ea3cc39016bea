import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { indexAtOrBefore, type PriceSeries } from '$lib/domain/market';
import {
  add,
  decimalColumn,
  decimalFromNumber,
  divide,
  greatest,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type DecimalColumn
} from '$lib/domain/money';
import type { PricePoint } from './price-point';

/** Values of one unit of a private holding by day: the last valuation, with calls since added and distributions taken off. */
export interface RolledValues {
  readonly days: Int32Array;
  readonly column: DecimalColumn;
  /** Day of the valuation that each value rolls forward. */
  readonly valued: Int32Array;
  readonly currency: CurrencyCode;
}

/** Cash between a private holding and its owner, in the currency of its valuations: positive was called, negative paid out. */
export interface HoldingCash {
  readonly day: Day;
  readonly amount: Decimal;
  /** Units held after it; one by custom. */
  readonly units: Decimal;
}

/**
 * Interim net asset value: the last valuation plus capital called less distributions since, as an investor carries a fund
 * between two reports (International Private Equity and Venture Capital Valuation Guidelines, 2022, on interests in funds: the
 * reported value is adjusted for flows after its date). A flow on the day of a valuation counts as in it; paid out past the
 * value, nothing is left of it. Undefined without a valuation.
 */
export function rolledValues(
  valuations: PriceSeries | undefined,
  cash: readonly HoldingCash[]
): RolledValues | undefined {
  const first = valuations?.days[0];
  if (!valuations || first === undefined) return undefined;
  const later = cash.filter(({ day }) => day > first).sort((a, b) => a.day - b.day);
  const days = Int32Array.from(new Set([...valuations.days, ...later.map(({ day }) => day)])).sort();
  const valued = new Int32Array(days.length);
  const values: Decimal[] = [];
  let next = 0;
  days.forEach((day, t) => {
    const at = indexAtOrBefore(valuations.days, day);
    const made = valuations.days[at] ?? day;
    let value = made === day ? decimalFromNumber(valuations.values[at] ?? NaN) : (values[t - 1] ?? ZERO);
    for (let flow = later[next]; flow && flow.day <= day; flow = later[++next])
      if (made !== day && flow.units !== 0n) value = greatest(ZERO, add(value, divide(flow.amount, flow.units)));
    valued[t] = made;
    values.push(value);
  });
  return { days, column: decimalColumn(values), valued, currency: valuations.currency };
}

/** The value that stands on a day; undefined before the first valuation. */
export function rolledPoint({ days, column, valued, currency }: RolledValues, day: Day): PricePoint | undefined {
  const index = indexAtOrBefore(days, day);
  if (index < 0) return undefined;
  const made = dayFromNumber(valued[index] ?? day);
  return { source: 'valuation', day: made, currency, column, index, numerator: 1n, denominator: 1n };
}
