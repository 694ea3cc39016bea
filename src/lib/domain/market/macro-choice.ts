import type { CurrencyCode } from '../money';
import type { MacroSeries } from './macro-series';

type About = Pick<MacroSeries, 'topic' | 'unit' | 'title' | 'area'>;

/** True where an area's money is the currency: "EUR" or "EU" of EUR, "US" of USD. */
function hasCurrency({ area }: About, currency: CurrencyCode): boolean {
  return area === currency || area === currency.slice(0, 2);
}

function ownFirst<T extends About>(series: readonly T[], currency: CurrencyCode): T[] {
  const order = (one: T): number => (hasCurrency(one, currency) ? 0 : 1);
  return series.toSorted((a, b) => order(a) - order(b) || a.title.localeCompare(b.title));
}

/** Series that deflate: levels of consumer prices, those of the currency's own area first. Changes from a year ago are no level. */
export function consumerPriceSeries<T extends About>(series: readonly T[], currency: CurrencyCode): T[] {
  return ownFirst(
    series.filter(({ topic, unit }) => topic === 'consumer-prices' && unit === 'index'),
    currency
  );
}

/** Series that say what cash could earn: policy rates, and yields of a term up to a year; the currency's own area first. */
export function cashRateSeries<T extends About & Pick<MacroSeries, 'months'>>(
  series: readonly T[],
  currency: CurrencyCode
): T[] {
  return ownFirst(
    series.filter(
      ({ topic, unit, months }) =>
        unit === 'fraction' && (topic === 'policy-rate' || (topic === 'yield' && months !== undefined && months <= 12))
    ),
    currency
  );
}
