import { indexAtOrBefore, type PriceSeries } from './series';
import type { InstrumentId } from '../instruments';

/**
 * Prices of several instruments on common days. `values` holds each series contiguously:
 * value of instrument i on day t is values[i * days.length + t]. Missing is NaN.
 */
export interface Panel {
  readonly days: Int32Array;
  readonly instruments: readonly InstrumentId[];
  readonly values: Float64Array;
}

/**
 * Panel of series over the union of their days in [start, end].
 * @param fill 'none' leaves gaps as NaN; 'previous' carries the last close into gaps, never before a listing nor after a series' last day.
 */
export function panelFromSeries(
  series: readonly PriceSeries[],
  span: { start: number; end: number },
  fill: 'none' | 'previous' = 'none'
): Panel {
  const union = new Set<number>();
  for (const one of series) for (const day of one.days) if (day >= span.start && day <= span.end) union.add(day);
  const days = Int32Array.from(union).sort();
  const values = new Float64Array(series.length * days.length).fill(NaN);
  series.forEach((one, row) => {
    const last = one.days.at(-1) ?? -Infinity;
    for (let t = 0; t < days.length; t++) {
      const day = days[t] ?? 0;
      const at = indexAtOrBefore(one.days, day);
      if (at < 0) continue;
      if (one.days[at] === day || (fill === 'previous' && day <= last))
        values[row * days.length + t] = one.values[at] ?? NaN;
    }
  });
  return { days, instruments: series.map((one) => one.instrument), values };
}
