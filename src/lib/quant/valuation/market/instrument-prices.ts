import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { indexAtOrBefore, type PriceSeries, type SplitRatio } from '$lib/domain/market';
import {
  decimalAt,
  decimalColumn,
  decimalColumnFromNumbers,
  decimalFromNumber,
  scaledBy,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type DecimalColumn
} from '$lib/domain/money';
import { STALE_AFTER } from './valuation-input';

/** Price of the last trade of a day, per unit. */
export interface TradePrice {
  readonly day: Day;
  readonly price: Decimal;
  readonly currency: CurrencyCode;
}

/**
 * A price that stands on a day: row `index` of `column`, times numerator / denominator when units were split since
 * `day`, the day it was made.
 */
export interface PricePoint {
  readonly source: 'close' | 'trade';
  readonly day: Day;
  readonly currency: CurrencyCode;
  readonly column: DecimalColumn;
  readonly index: number;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Price of a point, per unit held on its day, in its currency. */
export function pointPrice({ column, index, numerator, denominator }: PricePoint): Decimal {
  const price = decimalAt(column, index) ?? ZERO;
  return numerator === denominator ? price : scaledBy(price, numerator, denominator);
}

/** Closes and trade prices of one instrument, per unit as held on each day. */
export class InstrumentPrices {
  readonly #closes: PriceSeries | undefined;
  readonly #tradeDays: Int32Array;
  #closeColumn: DecimalColumn | undefined;
  #tradeColumn: DecimalColumn | undefined;
  #memoDay: Day | undefined;
  #memo: PricePoint | undefined;

  /**
   * @param closes with only good values.
   * @param trades ascending, one for each day.
   * @param splits of the ledger, ascending, one for each day.
   */
  constructor(
    closes: PriceSeries | undefined,
    private readonly trades: readonly TradePrice[],
    private readonly splits: readonly SplitRatio[],
    private readonly fallback: CurrencyCode
  ) {
    this.#closes = closes && closes.days.length > 0 ? closes : undefined;
    this.#tradeDays = Int32Array.from(trades, ({ day }) => day);
  }

  /** Currency in which gains of the instrument are local: that of its closes, else its own. */
  get currency(): CurrencyCode {
    return this.#closes?.currency ?? this.fallback;
  }

  /** Days with a close. */
  get closeDays(): Int32Array {
    return this.#closes?.days ?? new Int32Array(0);
  }

  /**
   * Price that stands on a day: the last close at or before it; the last trade's where there is no close, or where the
   * close is stale and the trade came after it. Undefined where there is neither.
   */
  point(day: Day): PricePoint | undefined {
    if (this.#memoDay !== day) {
      this.#memoDay = day;
      this.#memo = this.#pointOn(day);
    }
    return this.#memo;
  }

  /** The close before the one that stands on a day, both per unit as held on that day; undefined for other prices. */
  closeBefore(point: PricePoint, day: Day): PricePoint | undefined {
    return point.source === 'close' && point.index > 0 ? this.#closePoint(point.index - 1, day) : undefined;
  }

  #pointOn(day: Day): PricePoint | undefined {
    const close = indexAtOrBefore(this.closeDays, day);
    const trade = indexAtOrBefore(this.#tradeDays, day);
    const closeDay = this.closeDays[close] ?? -Infinity;
    const tradeDay = this.#tradeDays[trade] ?? -Infinity;
    if (close >= 0 && !(tradeDay > closeDay && day - closeDay > STALE_AFTER)) return this.#closePoint(close, day);
    const last = this.trades[trade];
    if (!last) return undefined;
    this.#tradeColumn ??= decimalColumn(this.trades.map(({ price }) => price));
    const { currency } = last;
    return {
      source: 'trade',
      day: last.day,
      currency,
      column: this.#tradeColumn,
      index: trade,
      ...this.#since(last.day, day)
    };
  }

  #closePoint(index: number, day: Day): PricePoint | undefined {
    const closes = this.#closes;
    if (!closes) return undefined;
    this.#closeColumn ??= this.#unitColumn(closes);
    const made = dayFromNumber(closes.days[index] ?? NaN);
    const { currency } = closes;
    return { source: 'close', day: made, currency, column: this.#closeColumn, index, ...this.#since(made, day) };
  }

  /** Closes per unit as held on their own day, in whole units of currency. */
  #unitColumn(closes: PriceSeries): DecimalColumn {
    const lastDay = closes.days.at(-1) ?? -Infinity;
    const joined = closes.adjustment === 'splits' || closes.adjustment === 'total-return';
    const undone = joined ? this.splits.filter(({ day }) => day > (closes.days[0] ?? 0) && day <= lastDay) : [];
    if (closes.quoteUnit === 'currency' && undone.length === 0) return decimalColumnFromNumbers(closes.values);
    const perUnit = closes.quoteUnit === 'currency' ? 1n : 100n;
    const prices = Array.from(closes.values, (value, at) => {
      const { numerator, denominator } = ratioOf(undone, closes.days[at] ?? 0, lastDay);
      return scaledBy(decimalFromNumber(value), numerator, denominator * perUnit);
    });
    return decimalColumn(prices);
  }

  /** What a price made on a day is to be multiplied by once its units were split. */
  #since(made: Day, day: Day): Pick<PricePoint, 'numerator' | 'denominator'> {
    const { numerator, denominator } = ratioOf(this.splits, made, day);
    return { numerator: denominator, denominator: numerator };
  }
}

/** Product of the ratios of splits in (from, to]. */
function ratioOf(splits: readonly SplitRatio[], from: number, to: number): { numerator: bigint; denominator: bigint } {
  let numerator = 1n;
  let denominator = 1n;
  for (const split of splits) {
    if (split.day <= from || split.day > to) continue;
    numerator *= BigInt(split.numerator);
    denominator *= BigInt(split.denominator);
  }
  return { numerator, denominator };
}
