import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { alignedReturns, type AlignedReturns, type ReturnsWindow } from './aligned-returns';

/** As {@link ReturnsWindow}; `minimumOwnRows`: fewest returns of its own that a late listing must have, 60 when absent. */
export interface UnevenWindow extends ReturnsWindow {
  readonly minimumOwnRows?: number;
}

/** An instrument that is kept although it covers too little of the window. */
export interface LateListing {
  readonly instrument: InstrumentId;
  /** First day with a price. */
  readonly firstDay: Day;
  /** Returns that it has. */
  readonly rows: number;
  /** Returns that it lacks after its first: a day without a price costs two. */
  readonly gaps: number;
}

/** Returns on the common days of the long histories, with NaN where a late listing has none. */
export interface UnevenReturns extends AlignedReturns {
  readonly late: readonly LateListing[];
}

/** Late listing `row` of the panel on the given price days: its returns, NaN where either price is missing. */
function ownReturns(panel: Panel, row: number, priceDays: readonly number[]): Float64Array {
  const base = row * panel.days.length;
  const places = new Map(Array.from(panel.days, (day, t) => [day, t]));
  const prices = priceDays.map((day) => {
    const price = panel.values[base + (places.get(day) ?? -1)] ?? NaN;
    return price > 0 && price < Infinity ? price : NaN;
  });
  return Float64Array.from({ length: Math.max(0, prices.length - 1) }, (_, t) => prices[t + 1] / prices[t] - 1);
}

/**
 * Simple returns without dropping late listings: the days are those on which every instrument of long history has a
 * price, as {@link alignedReturns} finds them; an instrument listed later is kept with NaN before, when it has enough
 * returns of its own, and named in `late`. Estimators say what they do with the NaN. Dropped, and named, are
 * instruments without prices, ended ones and those listed too recently. When no instrument covers the window, it is
 * cut to begin with the oldest. All prices must be in one currency. @throws RangeError as {@link alignedReturns} does.
 */
export function unevenReturns(panel: Panel, window: UnevenWindow = {}): UnevenReturns {
  const { minimumOwnRows = 60 } = window;
  const aligned = alignedReturns(panel, window);
  const short = aligned.dropped.filter(({ reason }) => reason === 'too-short');
  if (aligned.columns === 0) {
    const first = Math.min(...short.map(({ firstDay = Infinity as Day }) => firstDay));
    if (!Number.isFinite(first) || first <= (window.start ?? panel.days[0])) return { ...aligned, late: [] };
    return unevenReturns(panel, { ...window, start: first as Day });
  }
  const priceDays = [aligned.firstDay, ...aligned.days];
  const late = short.flatMap(({ instrument, firstDay }) => {
    const row = panel.instruments.indexOf(instrument);
    const own = ownReturns(panel, row, priceDays);
    const rows = own.filter((value) => !Number.isNaN(value)).length;
    const first = own.findIndex((value) => !Number.isNaN(value));
    if (rows < Math.max(1, minimumOwnRows) || firstDay === undefined) return [];
    return [{ instrument, firstDay, rows, gaps: own.length - first - rows, own }];
  });
  const byInstrument = new Map<InstrumentId, Float64Array>(late.map((one) => [one.instrument, one.own]));
  aligned.instruments.forEach((instrument, j) =>
    byInstrument.set(
      instrument,
      Float64Array.from({ length: aligned.rows }, (_, t) => aligned.values[t * aligned.columns + j])
    )
  );
  const instruments = panel.instruments.filter((one) => byInstrument.has(one));
  const values = new Float64Array(aligned.rows * instruments.length);
  instruments.forEach((instrument, j) =>
    byInstrument.get(instrument)?.forEach((value, t) => (values[t * instruments.length + j] = value))
  );
  return {
    ...aligned,
    instruments,
    values,
    columns: instruments.length,
    dropped: aligned.dropped.filter(({ instrument }) => !byInstrument.has(instrument)),
    late: late.map(({ instrument, firstDay, rows, gaps }) => ({ instrument, firstDay, rows, gaps }))
  };
}
