import type { CheckedSeries } from './finding';
import { isTurnedRound } from './checks/rows';

/** A series with its oldest row first, and where each row was. Only one that descends throughout is turned round. */
export function turned(series: CheckedSeries): { series: CheckedSeries; rowOf: (row: number) => number } {
  const { days, values, bars } = series;
  if (!isTurnedRound(days)) return { series, rowOf: (row) => row };
  const last = days.length - 1;
  const flip = <T extends Int32Array | Float64Array>(list: T): T => list.slice().reverse() as T;
  return {
    series: {
      ...series,
      days: flip(days),
      values: flip(values),
      ...(bars ? { bars: { open: flip(bars.open), high: flip(bars.high), low: flip(bars.low) } } : {})
    },
    rowOf: (row) => last - row
  };
}
