import { dayFromNumber, type Day } from '$lib/domain/calendar';
import { indexAtOrBefore, type PriceSeries, type QuoteUnit, type SplitRatio } from '$lib/domain/market';
import {
  decimalColumn,
  decimalColumnFromNumbers,
  decimalFromNumber,
  divide,
  multiply,
  ONE,
  scaledBy,
  type CurrencyCode,
  type Decimal,
  type DecimalColumn
} from '$lib/domain/money';
import type { PricePoint } from './price-point';
import { rolledPoint, type RolledValues } from './rolled-values';
import { STALE_AFTER } from './valuation-input';

/** Price of the last trade of a day, per unit. */
export interface TradePrice {
  readonly day: Day;
  readonly price: Decimal;
  readonly currency: CurrencyCode;
}

/** Trade prices as they are looked up. */
interface Trades {
  readonly list: readonly TradePrice[];
  readonly days: Int32Array;
  readonly column: DecimalColumn;
}

function tradesFrom(list: readonly TradePrice[]): Trades {
  return { list, days: Int32Array.from(list, ({ day }) => day), column: decimalColumn(list.map(({ price }) => price)) };
}

/** What prices of an instrument are made from. */
export interface PriceSources {
  /** With only good values. */
  readonly closes: PriceSeries | undefined;
  /** Per unit, multiplier included; ascending, one for each day. Asked for once, where a close is missing. */
  readonly trades: () => readonly TradePrice[];
  /** Of the ledger; ascending, one for each day. */
  readonly splits: readonly SplitRatio[];
  /** Valuations by hand rolled forward, in place of closes and trades. */
  readonly rolled?: RolledValues;
  /** The instrument's multiplier. */
  readonly multiplier?: Decimal;
  /** The instrument's own currency. */
  readonly currency: CurrencyCode;
}

/** Closes and trade prices of one instrument, per unit as held on each day. */
export class InstrumentPrices {
  readonly #sources: PriceSources;
  readonly #closes: PriceSeries | undefined;
  #trades: Trades | undefined;
  #closeColumn: DecimalColumn | undefined;
  /** Days of the closes where they stand by themselves. */
  readonly #rowDays: Int32Array | undefined;
  readonly #isSplit: boolean;
  #cursor = -1;
  #cursorDay = -Infinity;
  #memoDay: Day | undefined;
  #memo: PricePoint | undefined;

  constructor(sources: PriceSources) {
    this.#sources = sources;
    this.#closes = sources.closes && sources.closes.days.length > 0 ? sources.closes : undefined;
    this.#rowDays = sources.rolled ? undefined : this.#closes?.days;
    this.#isSplit = sources.splits.length > 0;
  }

  /** Currency in which gains of the instrument are local: that of its closes, else its own. */
  get currency(): CurrencyCode {
    return this.#sources.rolled?.currency ?? this.#closes?.currency ?? this.#sources.currency;
  }

  /** The series the closes are read from. */
  get closes(): PriceSeries | undefined {
    return this.#closes;
  }

  /** Days with a close, or on which a valuation by hand moves. */
  get closeDays(): Int32Array {
    return this.#sources.rolled?.days ?? this.#closes?.days ?? new Int32Array(0);
  }

  /** What one unit of a quote is worth per unit held: the multiplier, or the hundredth that a quote unit says. */
  get factor(): Decimal {
    return factorOf(this.#closes?.quoteUnit ?? 'currency', this.#sources.multiplier);
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

  /**
   * Row of {@link closeColumn} that stands on a day, where a close does and its units are those of the day; -1 otherwise.
   * Meant for days in ascending order: it moves on from the day asked for last.
   */
  closeRow(day: Day): number {
    const days = this.#rowDays;
    if (days === undefined) return -1;
    let at = day < this.#cursorDay ? indexAtOrBefore(days, day) : this.#cursor;
    this.#cursorDay = day;
    while (at + 1 < days.length && (days[at + 1] ?? day) <= day) at += 1;
    this.#cursor = at;
    if (at < 0) return -1;
    const age = day - (days[at] ?? day);
    return age === 0 || (age <= STALE_AFTER && !this.#isSplit) ? at : -1;
  }

  /** Closes per unit held on their own day, in whole units of currency. */
  get closeColumn(): DecimalColumn {
    return (this.#closeColumn ??= this.#closes ? this.#unitColumn(this.#closes) : decimalColumn([]));
  }

  /** The close before the one that stands on a day, both per unit as held on that day; undefined for other prices. */
  closeBefore(point: PricePoint, day: Day): PricePoint | undefined {
    return point.source === 'close' && point.index > 0 ? this.#closePoint(point.index - 1, day) : undefined;
  }

  #pointOn(day: Day): PricePoint | undefined {
    if (this.#sources.rolled) return rolledPoint(this.#sources.rolled, day);
    const close = indexAtOrBefore(this.closeDays, day);
    const closeDay = this.closeDays[close] ?? -Infinity;
    if (close >= 0 && day - closeDay <= STALE_AFTER) return this.#closePoint(close, day);
    this.#trades ??= tradesFrom(this.#sources.trades());
    const trade = indexAtOrBefore(this.#trades.days, day);
    if (close >= 0 && (this.#trades.days[trade] ?? -Infinity) <= closeDay) return this.#closePoint(close, day);
    const last = this.#trades.list[trade];
    if (!last) return undefined;
    const { currency } = last;
    const { column } = this.#trades;
    return { source: 'trade', day: last.day, currency, column, index: trade, ...this.#since(last.day, day) };
  }

  #closePoint(index: number, day: Day): PricePoint | undefined {
    const closes = this.#closes;
    if (!closes) return undefined;
    const made = dayFromNumber(closes.days[index] ?? NaN);
    const { currency } = closes;
    return { source: 'close', day: made, currency, column: this.closeColumn, index, ...this.#since(made, day) };
  }

  /** Closes per unit as held on their own day, in whole units of currency. */
  #unitColumn(closes: PriceSeries): DecimalColumn {
    const lastDay = closes.days.at(-1) ?? -Infinity;
    const joined = closes.adjustment === 'splits' || closes.adjustment === 'total-return';
    const undone = joined
      ? this.#sources.splits.filter(({ day }) => day > (closes.days[0] ?? 0) && day <= lastDay)
      : [];
    const factor = this.factor;
    if (factor === ONE && undone.length === 0) return decimalColumnFromNumbers(closes.values);
    const prices = Array.from(closes.values, (value, at) => {
      const { numerator, denominator } = ratioOf(undone, closes.days[at] ?? 0, lastDay);
      return scaledBy(decimalFromNumber(value), numerator * factor, denominator * ONE);
    });
    return decimalColumn(prices);
  }

  /** What a price made on a day is to be multiplied by once its units were split. */
  #since(made: Day, day: Day): Pick<PricePoint, 'numerator' | 'denominator'> {
    const { numerator, denominator } = ratioOf(this.#sources.splits, made, day);
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

const HUNDREDTH = divide(ONE, scaledBy(ONE, 100n, 1n));

/**
 * Worth of a unit held for one unit of a quote. The multiplier says it wherever the instrument has one, so that percent of
 * par counts once: a bond with the multiplier 0.01 may be quoted in 'percent-of-par' or in 'currency'. Without one, a
 * quote in percent or in hundredths is worth a hundredth. Hundredths (pence) are a unit of money and count besides.
 */
export function factorOf(unit: QuoteUnit, multiplier: Decimal | undefined): Decimal {
  if (unit === 'hundredth') return multiply(HUNDREDTH, multiplier ?? ONE);
  return multiplier ?? (unit === 'percent-of-par' ? HUNDREDTH : ONE);
}
