import { indexAtOrBefore } from '$lib/domain/market';
import { exp, log } from '$lib/math/elementary';

/** Observations of a price level: ascending days, levels above 0. */
export interface PriceObservations {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/**
 * Inflation of each row of a sample: growth of the price level less one from the day a row begins to the day it ends, as
 * a fraction. Between two observations the level moves at an even rate (log-linear), so that no day carries a whole month;
 * so a row of a month has what was observed, up to the days by which the two calendars differ.
 * @param firstDay where the first row begins @param days where each row ends, ascending
 * @throws RangeError for a day outside the observations or a level that is not above 0.
 */
export function inflationRows(prices: PriceObservations, firstDay: number, days: Int32Array): Float64Array {
  let before = logLevel(prices, firstDay);
  return Float64Array.from(days, (day) => {
    const level = logLevel(prices, day);
    const growth = exp(level - before) - 1;
    before = level;
    return growth;
  });
}

function logLevel({ days, values }: PriceObservations, day: number): number {
  const at = indexAtOrBefore(days, day);
  const [from, level] = [days[at] ?? NaN, values[at] ?? NaN];
  if (day === from) return checkedLog(level, day);
  const share = (day - from) / ((days[at + 1] ?? NaN) - from);
  return checkedLog(level, day) * (1 - share) + checkedLog(values[at + 1] ?? NaN, day) * share;
}

function checkedLog(level: number, day: number): number {
  if (!(level > 0 && level < Infinity)) throw new RangeError(`no price level on day ${day}`);
  return log(level);
}
