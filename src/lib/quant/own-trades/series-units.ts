import { dayFromNumber, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { decimal } from '$lib/domain/money';
import { numberFromWide, unitsWorth, type marketBook } from '$lib/quant/valuation';

const ONE = decimal('1');

/**
 * Shares of a joined series for one unit as the ledger counts it on a day: what a unit is worth over the series' last close.
 * NaN where either is not known. Splits, names that changed, quote units and currencies are in it.
 */
export function seriesUnits(
  panel: Panel,
  market: ReturnType<typeof marketBook>
): (instrument: InstrumentId, day: Day) => number {
  const rows = new Map(panel.instruments.map((instrument, row) => [instrument, row]));
  const length = panel.days.length;
  return (instrument, day) => {
    const row = rows.get(instrument);
    if (row === undefined) return NaN;
    let at = lastAt(panel.days, day);
    const closeAt = (t: number): number => panel.values[row * length + t] ?? NaN;
    while (at >= 0 && !(closeAt(at) > 0)) at -= 1;
    if (at < 0) return NaN;
    // Worth on the day of the very close, but in the units of the day asked about: a split lies between the two at most.
    const worth = unitsWorth(instrument, ONE, day, market);
    return worth === undefined ? NaN : numberFromWide(worth) / closeAt(at);
  };
}

function lastAt(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The day before. */
export const before = (day: Day): Day => dayFromNumber(day - 1);
