import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, Holding, Lot } from '$lib/domain/ledger';
import {
  absolute,
  decimalToNumber,
  divide,
  multiply,
  subtract,
  sum,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import { pointPrice, type PricePoint } from './market';
import { decimalFromWide, type ValuedBook, WIDE_ZERO, widePlus, wideProduct, wideShare } from './worth';

/** Price a position stands at. */
export interface HoldingPrice {
  /** Worth of one unit held in whole units of the currency: pence and percent of par converted, the multiplier included. */
  readonly value: Decimal;
  /** The price as it is quoted: per share of an option, in percent of par of a bond, in pence. */
  readonly quoted: Decimal;
  readonly currency: CurrencyCode;
  /** Day the price was made and its age in days; absent at cost. */
  readonly day?: Day;
  readonly age?: number;
  readonly source: PricePoint['source'] | 'cost';
}

/** An open lot with its cost and worth in the base currency, to the 18th digit. */
export interface LotMeasure extends Pick<Lot, 'id' | 'account' | 'opened' | 'quantity'> {
  readonly cost: Decimal;
  readonly value: Decimal;
}

/** What is held of one instrument, to the 18th digit. */
export interface MeasuredHolding {
  readonly instrument: InstrumentId;
  readonly accounts: readonly AccountId[];
  readonly quantity: Decimal;
  readonly price: HoldingPrice;
  readonly valueLocal: Decimal;
  readonly value: Decimal;
  readonly cost: Decimal;
  readonly dayChange?: { readonly amount: Decimal; readonly fraction: number };
  readonly lots: readonly LotMeasure[];
}

/** Measures of the holdings of an instrument at the close of a day. */
export function measuredHolding(
  instrument: InstrumentId,
  held: readonly Holding[],
  book: ValuedBook,
  asOf: Day
): MeasuredHolding {
  const { rates } = book.market;
  const quantity = sum(held.map((holding) => holding.quantity));
  const value = held.reduce((total, holding) => widePlus(total, book.holdingValue(holding, asOf)), WIDE_ZERO);
  const lots = held.flatMap((holding): LotMeasure[] => {
    const worth = book.holdingValue(holding, asOf);
    return holding.lots.map((lot) => ({
      id: lot.id,
      account: lot.account,
      opened: lot.opened,
      quantity: lot.quantity,
      cost: multiply(lot.cost, rates.rate(lot.currency, lot.opened)),
      value: decimalFromWide(wideShare(worth, lot.quantity, holding.quantity))
    }));
  });
  const point = book.market.pricesOf(instrument).point(asOf);
  const { factor } = book.market.pricesOf(instrument);
  const price = point ? priceOf(point, asOf, factor) : costPrice(held, rates.base, factor);
  return {
    instrument,
    accounts: held.map(({ account }) => account),
    quantity,
    price,
    valueLocal: multiply(quantity, price.value),
    value: decimalFromWide(value),
    cost: sum(lots.map((lot) => lot.cost)),
    ...dayChangeOf(instrument, quantity, point, book, asOf),
    lots
  };
}

function priceOf(point: PricePoint, asOf: Day, factor: Decimal): HoldingPrice {
  const { currency, day, source } = point;
  const value = pointPrice(point);
  return { value, quoted: divide(value, factor), currency, day, age: asOf - day, source };
}

/** Mean cost per unit, in the currency of the first lot. */
function costPrice(held: readonly Holding[], base: CurrencyCode, factor: Decimal): HoldingPrice {
  const lots = held.flatMap((holding) => holding.lots);
  const currency = lots[0]?.currency ?? base;
  const own = lots.filter((lot) => lot.currency === currency);
  const units = sum(own.map(({ quantity }) => absolute(quantity)));
  const cost = sum(own.map((lot) => absolute(lot.cost)));
  const value = units === 0n ? ZERO : divide(cost, units);
  return { value, quoted: divide(value, factor), currency, source: 'cost' };
}

function dayChangeOf(
  instrument: InstrumentId,
  quantity: Decimal,
  point: PricePoint | undefined,
  book: ValuedBook,
  asOf: Day
): Pick<MeasuredHolding, 'dayChange'> {
  const before = point && book.market.pricesOf(instrument).closeBefore(point, asOf);
  if (!point || !before) return {};
  const change = subtract(pointPrice(point), pointPrice(before));
  const worth = wideProduct(quantity, change, book.market.rates.rate(point.currency, asOf));
  const fraction = decimalToNumber(divide(change, pointPrice(before)));
  return { dayChange: { amount: decimalFromWide(worth), fraction } };
}
