import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { indexAtOrBefore, type RateSeries } from '$lib/domain/market';
import {
  ONE,
  ZERO,
  decimalAt,
  decimalColumnFromNumbers,
  scaledBy,
  type CurrencyCode,
  type Decimal,
  type DecimalColumn
} from '$lib/domain/money';
import type { ProblemLog } from './problem-log';
import { STALE_AFTER } from './valuation-input';

interface Leg {
  readonly series: RateSeries;
  /** True when the series is quoted towards the currency we come from. */
  readonly inverse: boolean;
}

interface Route {
  readonly legs: readonly Leg[];
  day: Day | undefined;
  rate: Decimal;
}

/** Rates of currencies into one base currency, by day. */
export class RateBook {
  readonly #routes = new Map<CurrencyCode, Route | undefined>();
  readonly #columns = new Map<RateSeries, DecimalColumn>();

  readonly #series: readonly RateSeries[];

  constructor(
    readonly base: CurrencyCode,
    series: readonly RateSeries[],
    private readonly problems: ProblemLog
  ) {
    this.#series = series.map((one) => withoutBadRates(one, problems)).filter(({ days }) => days.length > 0);
  }

  /**
   * Units of the base currency for one unit of a currency at the close of a day: the last rate at or before it, through
   * as few series as possible, rounded once to the 18th digit. Before the first rate that one; without a route zero.
   * Both, and stale rates, are noted as problems.
   */
  rate(currency: CurrencyCode, day: Day): Decimal {
    if (currency === this.base) return ONE;
    const route = this.#routeOf(currency);
    if (!route) {
      this.problems.note('no-rate', { currency }, day);
      return ZERO;
    }
    if (route.day !== day) {
      route.rate = this.#rateOver(route.legs, currency, day);
      route.day = day;
    }
    return route.rate;
  }

  /** Days on which a rate of the currency's route is quoted. */
  quoteDays(currency: CurrencyCode): Int32Array[] {
    return currency === this.base ? [] : (this.#routeOf(currency)?.legs.map(({ series }) => series.days) ?? []);
  }

  #rateOver(legs: readonly Leg[], currency: CurrencyCode, day: Day): Decimal {
    let numerator = 1n;
    let denominator = 1n;
    for (const { series, inverse } of legs) {
      const at = indexAtOrBefore(series.days, day);
      if (at < 0) this.problems.note('rate-before-first', { currency }, day);
      else if (day - (series.days[at] ?? day) > STALE_AFTER) this.problems.note('stale-rate', { currency }, day);
      const value = this.#valueAt(series, Math.max(at, 0));
      numerator *= inverse ? ONE : value;
      denominator *= inverse ? value : ONE;
    }
    return scaledBy(ONE, numerator, denominator);
  }

  #valueAt(series: RateSeries, at: number): Decimal {
    let column = this.#columns.get(series);
    if (!column) this.#columns.set(series, (column = decimalColumnFromNumbers(series.values)));
    return decimalAt(column, at) ?? ZERO;
  }

  #routeOf(currency: CurrencyCode): Route | undefined {
    if (!this.#routes.has(currency)) {
      const legs = this.#shortestRoute(currency);
      this.#routes.set(currency, legs && { legs, day: undefined, rate: ZERO });
    }
    return this.#routes.get(currency);
  }

  #shortestRoute(currency: CurrencyCode): Leg[] | undefined {
    const reached = new Map<CurrencyCode, Leg[]>([[currency, []]]);
    const queue: CurrencyCode[] = [currency];
    for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
      const legs = reached.get(from) ?? [];
      if (from === this.base) return legs;
      for (const series of this.#series) {
        if (series.base !== from && series.quote !== from) continue;
        const inverse = series.quote === from;
        const next = inverse ? series.base : series.quote;
        if (reached.has(next)) continue;
        reached.set(next, [...legs, { series, inverse }]);
        queue.push(next);
      }
    }
    return undefined;
  }
}

function withoutBadRates(series: RateSeries, problems: ProblemLog): RateSeries {
  const isGood = (value: number): boolean => value > 0 && value < Infinity;
  if (series.values.every(isGood)) return series;
  series.values.forEach((value, at) => {
    if (!isGood(value)) problems.note('bad-rate', { currency: series.quote }, dayFromNumber(series.days[at] ?? 0));
  });
  return {
    ...series,
    days: series.days.filter((_, at) => isGood(series.values[at] ?? NaN)),
    values: series.values.filter(isGood)
  };
}
