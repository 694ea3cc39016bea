import { civilFromDay, dayFromNumber } from '$lib/domain/calendar';
import type { FactorSeries } from '$lib/domain/market';

/** Spans that returns were made over: the day before each, and the day on which it ends. */
export interface ReturnSpans {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Returns of factors over given spans: those of every period that ends after a span's beginning and not after its end,
 * compounded. Spans x factors, row-major; NaN where a span has none, or one is missing. Monthly returns fit spans between
 * the last closes of months, whichever day these fall on.
 */
export function spannedFactors(series: FactorSeries, { from, to }: ReturnSpans): Float64Array {
  const k = series.names.length;
  const place = series.frequency === 'monthly' ? monthOf : (day: number): number => day;
  const periods = Array.from(series.days, place);
  const out = new Float64Array(to.length * k).fill(NaN);
  let at = 0;
  for (let t = 0; t < to.length; t++) {
    const [begin, end] = [place(from[t]), place(to[t])];
    while (at < periods.length && periods[at] <= begin) at += 1;
    if (at >= periods.length || periods[at] > end) continue;
    out.fill(1, t * k, (t + 1) * k);
    for (; at < periods.length && periods[at] <= end; at++)
      for (let f = 0; f < k; f++) out[t * k + f] *= 1 + series.values[at * k + f];
    for (let f = 0; f < k; f++) out[t * k + f] -= 1;
  }
  return out;
}

function monthOf(day: number): number {
  const { year, month } = civilFromDay(dayFromNumber(day));
  return year * 12 + month;
}
