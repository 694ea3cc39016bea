import type { CurrencyCode } from '../money';
import type { InstrumentId } from '../instruments';

/**
 * What a price series contains: raw closes, closes adjusted for splits, for dividends but not for splits,
 * or for both ('total-return').
 */
export type Adjustment = 'none' | 'splits' | 'dividends' | 'total-return';

/** Unit of a quote: the currency, its hundredth (pence), or percent of par. */
export type QuoteUnit = 'currency' | 'hundredth' | 'percent-of-par';

/**
 * Closes of one instrument. `days` ascend strictly; `values` has the same length, missing days are absent, no NaN.
 */
export interface PriceSeries {
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly adjustment: Adjustment;
  readonly quoteUnit: QuoteUnit;
  readonly source: string;
  readonly revision: number;
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** Units of `quote` for one unit of `base`, by day; ascending days, no NaN. */
export interface RateSeries {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly source: string;
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** Index of the last day at or before `day` in an ascending list, -1 when there is none. */
export function indexAtOrBefore(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A split as the market saw it: `numerator` new units for every `denominator` old ones from the morning of `day` on. */
export interface SplitRatio {
  readonly day: number;
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The series with closes before each split divided by its ratio, as statistics need it; a series that already
 * contains splits comes back as it is. Splits of one day by the same ratio count once.
 */
export function splitAdjusted(series: PriceSeries, splits: readonly SplitRatio[]): PriceSeries {
  if (series.adjustment === 'splits' || series.adjustment === 'total-return' || splits.length === 0) return series;
  const distinct = new Map(splits.map((split) => [`${split.day}:${split.numerator}:${split.denominator}`, split]));
  const values = Float64Array.from(series.values);
  for (const split of distinct.values()) {
    for (let at = 0; at < values.length && (series.days[at] ?? Infinity) < split.day; at++) {
      values[at] = ((values[at] ?? NaN) * split.denominator) / split.numerator;
    }
  }
  return { ...series, values, adjustment: series.adjustment === 'dividends' ? 'total-return' : 'splits' };
}
