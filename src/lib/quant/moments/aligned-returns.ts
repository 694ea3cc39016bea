import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import type { ReturnMatrix } from './return-matrix';

/** Which days to use, and what an instrument must have to be kept. */
export interface ReturnsWindow {
  /** First and last day of prices used; open ends take the panel's. */
  readonly start?: Day;
  readonly end?: Day;
  /** Share of the window's days on which an instrument must have a price, 0 to 1; 0.75 when absent. */
  readonly minimumCoverage?: number;
  /** Fewest common returns for an answer; 20 when absent. */
  readonly minimumRows?: number;
  /** Days at the window's end without a price after which an instrument counts as ended; 10 when absent. */
  readonly endedAfter?: number;
}

/** An instrument that the window leaves out, and why. */
export interface DroppedInstrument {
  readonly instrument: InstrumentId;
  readonly reason: 'no-prices' | 'too-short' | 'ended';
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** Days of the window with a price, and their share. */
  readonly days: number;
  readonly coverage: number;
}

/** Returns on common days, and what was left out to have them. */
export interface AlignedReturns extends ReturnMatrix {
  readonly status: 'ok' | 'too-few';
  readonly instruments: readonly InstrumentId[];
  /** Day on which each return ends. */
  readonly days: Int32Array;
  /** First and last day of the prices used; NaN when there are none. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Days of the panel inside the window. */
  readonly panelDays: number;
  readonly dropped: readonly DroppedInstrument[];
  /** Days of the window on which some kept instrument has no price. */
  readonly droppedDays: number;
  /** Prices that are zero, negative or infinite: taken as missing. */
  readonly badPrices: number;
}

interface Coverage {
  readonly row: number;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly bad: number;
}

const isPrice = (value: number): boolean => value > 0 && value < Infinity;

function coverageOf(panel: Panel, row: number, from: number, to: number): Coverage {
  const base = row * panel.days.length;
  let first = -1;
  let last = -1;
  let count = 0;
  let bad = 0;
  for (let t = from; t < to; t++) {
    const price = panel.values[base + t] ?? NaN;
    if (isPrice(price)) {
      if (first < 0) first = t;
      last = t;
      count += 1;
    } else if (!Number.isNaN(price)) bad += 1;
  }
  return { row, first, last, count, bad };
}

/**
 * Simple returns of the instruments that have enough history, on the days on which all of them have a price.
 * An instrument is dropped when it has no price in the window, when its prices stop before the window's end
 * ('ended': delisted or stale), or when it covers too little of the window ('too-short'). A day is dropped when
 * some kept instrument lacks a price; the next return then spans the gap. All prices must be in one currency.
 * Missing: NaN; zero, negative and infinite prices count as missing. `status` is 'too-few' when less than
 * `minimumRows` returns or no instrument remain. @throws RangeError when the coverage asked is outside 0 to 1.
 */
export function alignedReturns(panel: Panel, window: ReturnsWindow = {}): AlignedReturns {
  const { start = -Infinity, end = Infinity, minimumCoverage = 0.75, minimumRows = 20, endedAfter = 10 } = window;
  if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) throw new RangeError(`coverage: ${minimumCoverage}`);
  const length = panel.days.length;
  let from = 0;
  while (from < length && (panel.days[from] ?? 0) < start) from += 1;
  let to = length;
  while (to > from && (panel.days[to - 1] ?? 0) > end) to -= 1;
  const panelDays = to - from;
  const dropped: DroppedInstrument[] = [];
  const kept: Coverage[] = [];
  let badPrices = 0;
  panel.instruments.forEach((instrument, row) => {
    const coverage = coverageOf(panel, row, from, to);
    badPrices += coverage.bad;
    const share = panelDays === 0 ? 0 : coverage.count / panelDays;
    const reason =
      coverage.count === 0
        ? 'no-prices'
        : to - 1 - coverage.last >= endedAfter
          ? 'ended'
          : share < minimumCoverage
            ? 'too-short'
            : undefined;
    if (!reason) kept.push(coverage);
    else dropped.push(droppedInstrument(panel, instrument, reason, coverage, share));
  });
  const common = kept.length === 0 ? new Int32Array(0) : commonDays(panel, kept, from, to);
  const rows = Math.max(0, common.length - 1);
  return {
    status: rows >= Math.max(1, minimumRows) && kept.length > 0 ? 'ok' : 'too-few',
    instruments: kept.map((one) => panel.instruments[one.row]).filter((one) => one !== undefined),
    values: returnsOn(panel, kept, common),
    rows,
    columns: kept.length,
    days: Int32Array.from(common.subarray(1), (t) => panel.days[t] ?? 0),
    firstDay: panel.days[common[0] ?? -1] ?? NaN,
    lastDay: panel.days[common.at(-1) ?? -1] ?? NaN,
    panelDays,
    dropped,
    droppedDays: kept.length === 0 ? 0 : panelDays - common.length,
    badPrices
  };
}

function droppedInstrument(
  panel: Panel,
  instrument: InstrumentId,
  reason: DroppedInstrument['reason'],
  { first, last, count }: Coverage,
  coverage: number
): DroppedInstrument {
  if (count === 0) return { instrument, reason, days: 0, coverage: 0 };
  const firstDay = panel.days[first] as Day;
  const lastDay = panel.days[last] as Day;
  return { instrument, reason, firstDay, lastDay, days: count, coverage };
}

function commonDays(panel: Panel, kept: readonly Coverage[], from: number, to: number): Int32Array {
  const length = panel.days.length;
  const common: number[] = [];
  for (let t = from; t < to; t++) {
    if (kept.every(({ row }) => isPrice(panel.values[row * length + t] ?? NaN))) common.push(t);
  }
  return Int32Array.from(common);
}

function returnsOn(panel: Panel, kept: readonly Coverage[], common: Int32Array): Float64Array {
  const rows = Math.max(0, common.length - 1);
  const columns = kept.length;
  const values = new Float64Array(rows * columns);
  kept.forEach(({ row }, column) => {
    const base = row * panel.days.length;
    let previous = panel.values[base + (common[0] ?? 0)] ?? NaN;
    for (let t = 0; t < rows; t++) {
      const price = panel.values[base + (common[t + 1] ?? 0)] ?? NaN;
      values[t * columns + column] = price / previous - 1;
      previous = price;
    }
  });
  return values;
}
