import { dayFromNumber, plusDays, type Day } from '$lib/domain/calendar';
import { indexAtOrBefore, type PriceSeries } from '$lib/domain/market';
import { decimalFromNumber, type CurrencyCode, type Decimal } from '$lib/domain/money';

/** Most days after an action on which a close is still its first. */
const NEAR = 7;

/**
 * First close from a day on, at most a week later, as it was quoted that day; undefined when the series has none, is in
 * another currency or unit, or was adjusted: an adjusted close says what a later day would have it, not what was paid.
 */
export function firstClose(
  series: PriceSeries | undefined,
  day: Day,
  currency: CurrencyCode
): { readonly day: Day; readonly value: Decimal } | undefined {
  if (series?.adjustment !== 'none' || series.quoteUnit !== 'currency' || series.currency !== currency)
    return undefined;
  const at = indexAtOrBefore(series.days, day - 1) + 1;
  const [on, value] = [series.days[at], series.values[at]];
  if (on === undefined || value === undefined || value <= 0 || on > plusDays(day, NEAR)) return undefined;
  return { day: dayFromNumber(on), value: decimalFromNumber(value) };
}
