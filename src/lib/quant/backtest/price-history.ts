import type { InstrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';

/** Something that happens to an instrument on a day, known from prices up to that day only. */
export interface HistoryEvent {
  readonly kind: 'listed' | 'ended';
  readonly column: number;
  readonly at: number;
}

/**
 * Prices of the chosen instruments on the days of a span. `rows[i][t]` is the last price known on day t (0 before the
 * first); `traded` is false where day t itself has none. Events in order of time.
 */
export interface PriceHistory {
  readonly days: Int32Array;
  readonly rows: readonly Float64Array[];
  readonly gaps: readonly (Uint8Array | undefined)[];
  readonly listedAtStart: readonly boolean[];
  readonly events: readonly HistoryEvent[];
}

const isPrice = (value: number): boolean => value > 0 && value < Infinity;

/**
 * Price history of a span of a panel. An instrument listed later is 'listed' on the day of its second price, since it
 * can be ordered only once the first is known. 'ended' comes after `endedAfter` days in a row without a price. Zero,
 * negative and infinite prices count as missing. @throws RangeError when an instrument is not in the panel or the span
 * has fewer than 2 days.
 */
export function priceHistory(
  panel: Panel,
  instruments: readonly InstrumentId[],
  span: { readonly start: number; readonly end: number },
  endedAfter: number
): PriceHistory {
  const length = panel.days.length;
  let from = 0;
  while (from < length && panel.days[from] < span.start) from += 1;
  let to = length;
  while (to > from && panel.days[to - 1] > span.end) to -= 1;
  if (to - from < 2) throw new RangeError(`${to - from} days of prices between ${span.start} and ${span.end}`);
  const rowOf = new Map(panel.instruments.map((instrument, row) => [instrument, row]));
  const rows: Float64Array[] = [];
  const gaps: (Uint8Array | undefined)[] = [];
  const listedAtStart: boolean[] = [];
  const events: HistoryEvent[] = [];
  instruments.forEach((instrument, column) => {
    const row = rowOf.get(instrument);
    if (row === undefined) throw new RangeError(`no prices of ${instrument}`);
    const raw = panel.values.subarray(row * length + from, row * length + to);
    listedAtStart.push(isPrice(raw[0]));
    if (isComplete(raw)) {
      rows.push(raw);
      gaps.push(undefined);
      return;
    }
    const filled = carriedForward(raw, column, endedAfter, events);
    rows.push(filled.prices);
    gaps.push(filled.gaps);
  });
  events.sort((a, b) => a.at - b.at || a.column - b.column);
  return { days: panel.days.slice(from, to), rows, gaps, listedAtStart, events };
}

function isComplete(prices: Float64Array): boolean {
  for (let t = 0; t < prices.length; t++) if (!(prices[t] > 0 && prices[t] < Infinity)) return false;
  return true;
}

function carriedForward(
  raw: Float64Array,
  column: number,
  endedAfter: number,
  events: HistoryEvent[]
): { prices: Float64Array; gaps: Uint8Array } {
  const prices = new Float64Array(raw.length);
  const gaps = new Uint8Array(raw.length);
  let listed = isPrice(raw[0]);
  let seen = false;
  let missing = 0;
  let last = 0;
  for (let t = 0; t < raw.length; t++) {
    if (isPrice(raw[t])) {
      last = raw[t];
      missing = 0;
      if (!listed && seen) {
        events.push({ kind: 'listed', column, at: t });
        listed = true;
      }
      seen = true;
    } else {
      gaps[t] = 1;
      missing += 1;
      if (listed && missing === endedAfter) {
        events.push({ kind: 'ended', column, at: t });
        listed = false;
      }
      if (missing >= endedAfter) seen = false;
    }
    prices[t] = last;
  }
  return { prices, gaps };
}
