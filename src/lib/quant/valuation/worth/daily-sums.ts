import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Holding } from '$lib/domain/ledger';
import {
  add,
  columnOfZeros,
  decimalToNumber,
  multiply,
  productSum,
  setDecimal,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type DecimalColumn,
  type ProductSum
} from '$lib/domain/money';
import { pointPrice, type InstrumentPrices } from '../market';
import type { ValuedBook } from './valued-book';
import { decimalFromWide } from './wide';

/** An instrument that is or was held: its units in all accounts, and where its prices are. */
interface Place {
  readonly instrument: InstrumentId;
  readonly prices: InstrumentPrices;
  readonly row: number;
  readonly sum: ProductSum;
  holdings: readonly Holding[];
  units: Decimal;
  isHeld: boolean;
}

/**
 * Worth of a portfolio day after day: quantities times prices summed exactly in each currency without a bigint for each
 * position, then brought into the base currency. Only instruments that a transaction touched are counted anew.
 */
export class DailySums {
  #quantities: DecimalColumn = columnOfZeros(16);
  readonly #places = new Map<InstrumentId, Place>();
  /** Places of which any units are held. */
  #held: Place[] = [];
  readonly #sums = new Map<CurrencyCode, ProductSum>();

  constructor(private readonly book: ValuedBook) {}

  /** Worth of holdings and of cash at the close of a day, in the base currency. Days are asked for in ascending order. */
  on(day: Day): { holdings: number; cash: number } {
    this.#refresh();
    let apart = ZERO;
    const quantities = this.#quantities;
    for (const place of this.#held) {
      const { prices } = place;
      const row = prices.closeRow(day);
      if (row >= 0) place.sum.add(quantities, place.row, prices.closeColumn, row);
      else apart = add(apart, this.#apart(place, day));
    }
    let holdings = apart;
    for (const [currency, sum] of this.#sums) holdings = add(holdings, this.#inBase(sum.total(), currency, day));
    let cash = ZERO;
    for (const { currency, amount } of this.book.balances)
      if (amount !== 0n) cash = add(cash, this.#inBase(amount, currency, day));
    return { holdings: decimalToNumber(holdings), cash: decimalToNumber(cash) };
  }

  /** Worth where no close of the units of the day stands: at another price, or at cost; in the base currency. */
  #apart({ instrument, prices, holdings, units, row }: Place, day: Day): Decimal {
    const point = prices.point(day);
    if (!point)
      return holdings.reduce((sum, holding) => add(sum, decimalFromWide(this.book.holdingValue(holding, day))), ZERO);
    if (point.source === 'trade') this.book.market.problems.note('trade-priced', { instrument }, day);
    const sum = this.#sumOf(point.currency);
    if (point.numerator === point.denominator) sum.add(this.#quantities, row, point.column, point.index);
    else sum.addDecimal(multiply(units, pointPrice(point)));
    return ZERO;
  }

  #inBase(amount: Decimal, currency: CurrencyCode, day: Day): Decimal {
    return amount === 0n ? ZERO : multiply(amount, this.book.market.rates.rate(currency, day));
  }

  #sumOf(currency: CurrencyCode): ProductSum {
    let sum = this.#sums.get(currency);
    if (!sum) this.#sums.set(currency, (sum = productSum()));
    return sum;
  }

  /** Counts the units of what was touched. What is long in one account and short in another is held, be it worth nothing. */
  #refresh(): void {
    let isChanged = false;
    for (const instrument of this.book.takeTouched()) {
      const holdings = this.book.holdingsOf(instrument);
      if (holdings.length === 0) continue;
      const place = this.#placeOf(instrument);
      place.holdings = holdings;
      const units = holdings.reduce((sum, { quantity }) => add(sum, quantity), ZERO);
      if (units !== place.units) setDecimal(this.#quantities, place.row, units);
      place.units = units;
      const nowHeld = isHeld(holdings);
      if (nowHeld !== place.isHeld) isChanged = true;
      place.isHeld = nowHeld;
    }
    if (isChanged) this.#held = [...this.#places.values()].filter((place) => place.isHeld);
  }

  #placeOf(instrument: InstrumentId): Place {
    let place = this.#places.get(instrument);
    if (!place) {
      const prices = this.book.market.pricesOf(instrument);
      const row = this.#places.size;
      if (row >= this.#quantities.mantissas.length) this.#grow(row);
      place = { instrument, prices, row, sum: this.#sumOf(prices.currency), holdings: [], units: ZERO, isHeld: false };
      this.#places.set(instrument, place);
    }
    return place;
  }

  #grow(row: number): void {
    const { mantissas, digits, wide } = this.#quantities;
    this.#quantities = { ...columnOfZeros(2 * (row + 1)), wide };
    this.#quantities.mantissas.set(mantissas);
    this.#quantities.digits.set(digits);
  }
}

function isHeld(holdings: readonly Holding[]): boolean {
  return holdings.some(({ quantity }) => quantity !== 0n);
}
