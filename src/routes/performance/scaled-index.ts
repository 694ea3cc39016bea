import { indexAtOrBefore } from '$lib/domain/market';
import type { PerformanceReport } from '$lib/quant/measures';
import type { OwnIndex } from '$lib/services/measure-performance';

/** An index as indicators take it, and the way from its days to those of a chart. */
export interface ScaledIndex {
  readonly closes: Float64Array;
  readonly placed: (values: Float64Array) => Float64Array;
}

/**
 * The index of all days at the scale of the report's chart, 100 on its first day: an average over many days is there
 * from the first day of a short span too. Without `whole`, that of the report alone.
 */
export function scaledIndex({ days, index }: Pick<PerformanceReport, 'days' | 'index'>, whole?: OwnIndex): ScaledIndex {
  if (!whole) return { closes: index.map((level) => level * 100), placed: (values) => values };
  const places = Int32Array.from(days, (day) => indexAtOrBefore(whole.days, day));
  const base = whole.index[places[0] ?? -1] ?? NaN;
  return {
    closes: whole.index.map((level) => (level / base) * 100),
    placed: (values) => Float64Array.from(places, (place) => values[place] ?? NaN)
  };
}
