import type { MacroSeries } from './macro-series';
import { indexAtOrBefore, type PriceSeries } from './series';

/**
 * Closes in the money of a base day: each multiplied by the price level on that day over the level on its own. The level runs
 * straight between the days that consumer prices are dated with, as the reference indices of inflation-linked bonds do
 * (31 CFR 356, appendix B), so that no return is made up on the first of a month. Days before the first level and after the
 * last are left out: what money was worth then is not known. Seasonal or not, the level is taken as it was published.
 * @param consumerPrices an index (of any base), ascending, positive
 * @param baseDay day in whose money the closes are told
 * @throws RangeError when the levels do not reach the base day, or one is not positive.
 */
export function realSeries(
  series: PriceSeries,
  consumerPrices: Pick<MacroSeries, 'days' | 'values'>,
  baseDay: number
): PriceSeries {
  const wrong = consumerPrices.values.find((level) => !(level > 0));
  if (wrong !== undefined) throw new RangeError(`consumer prices of ${wrong} deflate nothing`);
  const base = priceLevel(consumerPrices, baseDay);
  if (Number.isNaN(base)) throw new RangeError(`consumer prices do not reach the base day ${baseDay}`);
  const levels = Float64Array.from(series.days, (day) => priceLevel(consumerPrices, day));
  const isKnown = (_: number, at: number): boolean => !Number.isNaN(levels[at]);
  return {
    ...series,
    days: series.days.filter(isKnown),
    values: series.values.map((value, at) => (value * base) / (levels[at] ?? NaN)).filter(isKnown)
  };
}

/** The level of an index on a day, straight between the days it is dated with; NaN before the first and after the last. */
export function priceLevel({ days, values }: Pick<MacroSeries, 'days' | 'values'>, day: number): number {
  const at = indexAtOrBefore(days, day);
  const [from, level] = [days[at], values[at]];
  if (from === undefined || level === undefined) return NaN;
  if (from === day) return level;
  const [to, next] = [days[at + 1], values[at + 1]];
  if (to === undefined || next === undefined) return NaN;
  return level + ((next - level) * (day - from)) / (to - from);
}
