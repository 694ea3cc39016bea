import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { identifierOf, type Instrument } from '$lib/domain/instruments';
import { indexAtOrBefore, type PriceSeries, type RateSeries } from '$lib/domain/market';
import { currencyFromCode, decimalFromNumber, ONE, scaledBy, type CurrencyCode } from '$lib/domain/money';
import type { RateOnDay, TaxRate } from './tax-amount';

/** What rates are read from. */
export interface RateSources {
  readonly rates: readonly RateSeries[];
  /** Closes of coins stand for the rate of the coin, where no series quotes it. */
  readonly prices: readonly PriceSeries[];
  readonly instruments: readonly Instrument[];
}

/** Days after which a fixing is no rate of the day any more: the longest run of holidays is shorter. */
const OLDEST_FIXING = 10;

interface Leg {
  readonly series: RateSeries;
  readonly inverse: boolean;
}

/**
 * Rates into the tax currency: the fixing of the day, else the last one of the {@link OLDEST_FIXING} days before,
 * through one other currency at most, rounded once to the 18th digit. Before the first fixing, in a longer gap and
 * without a route there is none.
 */
export function taxRates(sources: RateSources, taxCurrency: CurrencyCode): TaxRate {
  const series = [...sources.rates, ...coinSeries(sources)].filter(({ days }) => days.length > 0);
  const routes = new Map<CurrencyCode, readonly (readonly Leg[])[]>();
  return (currency, day) => {
    let known = routes.get(currency);
    if (!known) routes.set(currency, (known = routesBetween(currency, taxCurrency, series)));
    for (const legs of known) {
      const rate = rateOver(legs, day);
      if (rate) return rate;
    }
    return undefined;
  };
}

function rateOver(legs: readonly Leg[], day: Day): RateOnDay | undefined {
  let numerator = 1n;
  let denominator = 1n;
  let fixed = day;
  for (const { series, inverse } of legs) {
    const at = indexAtOrBefore(series.days, day);
    const fixing = series.days[at];
    const value = series.values[at];
    if (fixing === undefined || value === undefined || day - fixing > OLDEST_FIXING) return undefined;
    if (!(value > 0 && value < Infinity)) return undefined;
    const exact = decimalFromNumber(value);
    numerator *= inverse ? ONE : exact;
    denominator *= inverse ? exact : ONE;
    if (fixing < fixed) fixed = dayFromNumber(fixing);
  }
  return { rate: scaledBy(ONE, numerator, denominator), day: fixed };
}

/** Ways from one currency to another, the direct ones first. */
function routesBetween(from: CurrencyCode, to: CurrencyCode, all: readonly RateSeries[]): Leg[][] {
  const legs = (a: CurrencyCode, b: CurrencyCode): Leg[] =>
    all.flatMap((series): Leg[] => {
      if (series.base === a && series.quote === b) return [{ series, inverse: false }];
      return series.base === b && series.quote === a ? [{ series, inverse: true }] : [];
    });
  const direct = legs(from, to).map((leg) => [leg]);
  const middles = new Set(all.flatMap(({ base, quote }) => [base, quote]));
  const crossed = [...middles]
    .filter((middle) => middle !== from && middle !== to)
    .flatMap((middle) => legs(from, middle).flatMap((first) => legs(middle, to).map((second) => [first, second])));
  return [...direct, ...crossed];
}

function coinSeries({ rates, prices, instruments }: RateSources): RateSeries[] {
  const quoted = new Set(rates.flatMap(({ base, quote }) => [base, quote]));
  const coins = new Map(instruments.filter(({ kind }) => kind === 'crypto').map((one) => [one.id, one]));
  return prices.flatMap((closes): RateSeries[] => {
    const coin = coins.get(closes.instrument);
    const code = coin && currencyFromCode(identifierOf(coin))?.code;
    if (!code || quoted.has(code) || closes.currency === code || closes.quoteUnit !== 'currency') return [];
    const { currency: quote, source, days, values } = closes;
    return [{ base: code, quote, source, days, values }];
  });
}
