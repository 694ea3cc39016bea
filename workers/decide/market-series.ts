import type { Panel } from '$lib/domain/market';
import type { AlignedReturns } from '$lib/quant/moments';

/** Returns of a panel's first series over the very spans of other returns, from its last close on or before each day; NaN where it has none yet. */
export function seriesOnDays(panel: Panel, { days, firstDay }: AlignedReturns): Float64Array {
  let at = 0;
  let close = NaN;
  const closeOn = (day: number): number => {
    for (; at < panel.days.length && (panel.days[at] ?? Infinity) <= day; at++) {
      const value = panel.values[at] ?? NaN;
      if (value > 0 && value < Infinity) close = value;
    }
    return close;
  };
  let before = closeOn(firstDay);
  return Float64Array.from(days, (day) => {
    const after = closeOn(day);
    const change = after / before - 1;
    before = after;
    return change;
  });
}
