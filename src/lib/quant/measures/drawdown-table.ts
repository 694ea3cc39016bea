import { fallList } from './facts/falls';
import type { Series } from './series';

/** One fall below a peak and the way back. Days since 1970-01-01. */
export interface DrawdownRow {
  /** Last day at the peak. */
  readonly start: number;
  /** Day of the lowest level. */
  readonly valley: number;
  /** First day at or above the peak again; undefined while under water. */
  readonly recovery: number | undefined;
  /** Loss from peak to valley, a fraction < 0. */
  readonly depth: number;
  /** Calendar days from peak to recovery, to the last day while under water. */
  readonly days: number;
  /** Calendar days from peak to valley, and from valley to recovery. */
  readonly falling: number;
  readonly rising: number | undefined;
}

/** The deepest falls, deepest first, those not deeper than `least` (a fraction >= 0) left out. */
export function drawdownTable(series: Series, most = 10, least = 0): DrawdownRow[] {
  const { days, start, count } = series;
  return fallList(series)
    .filter(({ depth }) => depth < -least)
    .toSorted((a, b) => a.depth - b.depth)
    .slice(0, most)
    .map(({ from, valley, to, depth, recovered }) => {
      const peak = from > 0 ? days[from - 1] : (start ?? days[0]);
      const recovery = recovered ? days[to + 1] : undefined;
      return {
        start: peak,
        valley: days[valley],
        recovery,
        depth,
        days: (recovery ?? days[count - 1]) - peak,
        falling: days[valley] - peak,
        rising: recovery === undefined ? undefined : recovery - days[valley]
      };
    });
}
