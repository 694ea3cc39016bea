import { indexAtOrBefore, type PriceSeries, type RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';

type RateOn = (day: number) => number;

/**
 * Units of `to` for one unit of `from` by day: the series itself, its inverse, or the cross through a currency that both
 * sides are quoted against. The last fixing at or before the day holds; NaN before the first.
 * @returns undefined when no chain of at most two series joins the currencies.
 */
export function rateBetween(from: CurrencyCode, to: CurrencyCode, rates: readonly RateSeries[]): RateOn | undefined {
  if (from === to) return () => 1;
  const single = direct(from, to, rates);
  if (single) return single;
  const middles = new Set(rates.flatMap(({ base, quote }) => [base, quote]));
  for (const middle of middles) {
    const first = direct(from, middle, rates);
    const second = direct(middle, to, rates);
    if (first && second) return (day) => first(day) * second(day);
  }
  return undefined;
}

function direct(from: CurrencyCode, to: CurrencyCode, rates: readonly RateSeries[]): RateOn | undefined {
  for (const series of rates) {
    const at = (day: number): number => series.values[indexAtOrBefore(series.days, day)] ?? NaN;
    if (series.base === from && series.quote === to) return at;
    if (series.base === to && series.quote === from) return (day) => 1 / at(day);
  }
  return undefined;
}

/**
 * Closes in another currency, for statistics. Quotes in hundredths or percent of par keep their unit: only ratios of
 * closes follow from the result. Days before the first fixing are left out.
 * @returns undefined when no rate joins the currencies.
 */
export function seriesInCurrency(
  series: PriceSeries,
  to: CurrencyCode,
  rates: readonly RateSeries[]
): PriceSeries | undefined {
  if (series.currency === to) return series;
  const rate = rateBetween(series.currency, to, rates);
  if (rate === undefined) return undefined;
  const converted = Float64Array.from(series.values, (value, at) => value * rate(series.days[at] ?? 0));
  const kept = [...converted.keys()].filter((at) => Number.isFinite(converted[at]));
  return {
    ...series,
    currency: to,
    days: Int32Array.from(kept, (at) => series.days[at] ?? 0),
    values: Float64Array.from(kept, (at) => converted[at] ?? NaN)
  };
}
