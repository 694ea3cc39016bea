import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { BacktestMarket } from '../settings';

/** Something with a column and a figure, on a trading day. */
export interface Dated {
  readonly at: number;
  readonly column: number;
  readonly value: number;
}

/** A market cut to a run: indices `from` to `to` (excluded) of its days are traded, those before are history. */
export interface MarketSpan {
  readonly market: BacktestMarket;
  readonly instruments: readonly InstrumentId[];
  readonly days: Int32Array;
  readonly from: number;
  readonly to: number;
  /** In order of time; what falls on a day without trading counts on the next trading day. */
  readonly splits: readonly Dated[];
  readonly dividends: readonly Dated[];
  readonly delistings: readonly Dated[];
}

export const isPrice = (value: number): boolean => value > 0 && value < Infinity;

/** First index of a day or a later one, in ascending days. */
export function indexFrom(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A market between two days. @throws RangeError when shapes disagree, an event's instrument is unknown or its figure makes no
 * sense, or fewer than 2 days are traded.
 */
export function marketSpan(market: BacktestMarket, start: Day, end: Day): MarketSpan {
  const { instruments, days, values } = market.closes;
  const size = instruments.length * days.length;
  const others = [market.opens, market.volumes, ...Object.values(market.figures ?? {})];
  for (const array of [values, ...others]) {
    if (array && array.length !== size) throw new RangeError(`${array.length} figures for a panel of ${size}`);
  }
  const from = indexFrom(days, start);
  const to = indexFrom(days, end + 1);
  if (to - from < 2) throw new RangeError(`${to - from} days of prices between ${start} and ${end}`);
  const columns = new Map(instruments.map((instrument, column) => [instrument, column]));
  const dated = <T extends { readonly instrument: InstrumentId; readonly day: Day }>(
    list: readonly T[] | undefined,
    valueOf: (one: T) => number,
    least: number
  ): Dated[] =>
    (list ?? [])
      .map((one) => {
        const column = columns.get(one.instrument);
        const value = valueOf(one);
        if (column === undefined) throw new RangeError(`no prices of ${one.instrument}`);
        if (!(value >= least && value < Infinity)) throw new RangeError(`${one.instrument} on ${one.day}: ${value}`);
        return { at: indexFrom(days, one.day), column, value };
      })
      .filter(({ at }) => at < to)
      .sort((a, b) => a.at - b.at || a.column - b.column);
  return {
    market,
    instruments,
    days,
    from,
    to,
    splits: dated(market.splits, ({ ratio }) => ratio, Number.MIN_VALUE),
    dividends: dated(market.dividends, ({ perShare }) => perShare, 0).filter(({ at }) => at >= from),
    delistings: dated(market.delistings, ({ delistingReturn }) => delistingReturn, -1)
  };
}

/** Events by the day they fall on. */
export function byDay(events: readonly Dated[]): Map<number, Dated[]> {
  const found = new Map<number, Dated[]>();
  for (const event of events) {
    const list = found.get(event.at);
    if (list) list.push(event);
    else found.set(event.at, [event]);
  }
  return found;
}
