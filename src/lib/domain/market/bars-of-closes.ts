import type { PriceBars } from './price-bars';
import type { PriceSeries, SplitRatio } from './series';

/** What is known of the days of a series of closes beside them; NaN on a day where it is not, absent where it never is. */
export interface BarsOfCloses {
  readonly close: Float64Array;
  readonly open?: Float64Array;
  readonly high?: Float64Array;
  readonly low?: Float64Array;
  readonly volume?: Float64Array;
}

const prices = ['open', 'high', 'low'] as const;

/**
 * Bars on the very days of closes, with the same splits applied as {@link splitAdjusted} applies: prices before a split are
 * divided by its ratio, volumes multiplied, so that turnover stays. Bars that contain other adjustments than the closes do,
 * or are quoted otherwise, say nothing of them and are left out.
 * @param closes as they are stored, before the splits
 */
export function barsOfCloses(closes: PriceSeries, bars: PriceBars, splits: readonly SplitRatio[]): BarsOfCloses {
  const { days } = closes;
  const factors = splitFactors(closes, splits);
  const close = closes.values.map((value, at) => value / (factors[at] ?? 1));
  const isOneKind =
    bars.currency === closes.currency && bars.adjustment === closes.adjustment && bars.quoteUnit === closes.quoteUnit;
  if (!isOneKind) return { close };
  const places = placesOf(days, bars.days);
  const column = (
    values: Float64Array,
    scaled: (value: number, factor: number) => number
  ): Float64Array | undefined => {
    const placed = Float64Array.from(places, (from, at) => scaled(values[from] ?? NaN, factors[at] ?? 1));
    return placed.some(Number.isFinite) ? placed : undefined;
  };
  const found: { -readonly [K in keyof BarsOfCloses]: BarsOfCloses[K] } = { close };
  for (const name of prices) {
    const values = column(bars[name], (value, factor) => value / factor);
    if (values) found[name] = values;
  }
  const volume = column(bars.volume, (value, factor) => value * factor);
  return volume ? { ...found, volume } : found;
}

/** Units that splits after each day made of one; 1 throughout for a series that contains them. */
function splitFactors({ days, adjustment }: PriceSeries, splits: readonly SplitRatio[]): Float64Array {
  const factors = new Float64Array(days.length).fill(1);
  if (adjustment === 'splits' || adjustment === 'total-return') return factors;
  for (const split of new Map(splits.map((one) => [`${one.day}:${one.numerator}:${one.denominator}`, one])).values())
    for (let at = 0; at < days.length && (days[at] ?? Infinity) < split.day; at++)
      factors[at] = ((factors[at] ?? 1) * split.numerator) / split.denominator;
  return factors;
}

/** Where each day stands in another ascending list; -1 where it does not. */
function placesOf(days: Int32Array, among: Int32Array): Int32Array {
  let at = 0;
  return days.map((day) => {
    while (at < among.length && (among[at] ?? 0) < day) at++;
    return among[at] === day ? at : -1;
  });
}
