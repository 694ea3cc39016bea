import { nextPeriod, type Frequency } from '$lib/quant/strategies';

/**
 * Indices, from `first` on, of the n-th trading day of each period: 1 the first, -1 the last; the last or first where a
 * period has fewer. The last period of all is left out where counting from its end, which is not known.
 */
export function calendarDays(every: Frequency, nth: number, days: Int32Array, first: number): number[] {
  if (!Number.isInteger(nth) || nth === 0) throw new RangeError(`trading day ${nth} of a period`);
  const found: number[] = [];
  let begun = 0;
  let next = days.length > 0 ? nextPeriod(every, days[0]) : NaN;
  for (let t = 1; t <= days.length; t++) {
    if (t < days.length && days[t] < next) continue;
    if (t < days.length) next = nextPeriod(every, days[t]);
    const last = t - 1;
    const at = nth > 0 ? begun + nth - 1 : t + nth;
    if (nth > 0 ? at < days.length : t < days.length) found.push(Math.min(last, Math.max(begun, at)));
    begun = t;
  }
  return found.filter((at) => at >= first);
}
