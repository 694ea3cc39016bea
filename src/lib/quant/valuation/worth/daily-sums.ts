import type { Day } from '$lib/domain/calendar';
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
import { pointPrice } from '../market';
import type { ValuedBook } from './valued-book';
import { decimalFromWide } from './wide';

/**
 * Worth of a portfolio day after day: quantities times prices summed exactly in each currency without a bigint for each
 * position, then brought into the base currency.
 */
export class DailySums {
  #quantities: DecimalColumn = columnOfZeros(16);
  #revisions = new Float64Array(16).fill(-1);
  readonly #sums = new Map<CurrencyCode, ProductSum>();

  constructor(private readonly book: ValuedBook) {}

  /** Worth of holdings and of cash at the close of a day, in the base currency. */
  on(day: Day): { holdings: number; cash: number } {
    const { market } = this.book;
    let apart = ZERO;
    this.book.holdings.forEach((holding, slot) => {
      if (holding.quantity === 0n) return;
      this.#refresh(slot, holding.revision, holding.quantity);
      const point = market.pricesOf(holding.instrument).point(day);
      if (!point) apart = add(apart, decimalFromWide(this.book.holdingValue(holding, day)));
      else {
        if (point.source === 'trade') market.problems.note('trade-priced', { instrument: holding.instrument }, day);
        const sum = this.#sumOf(point.currency);
        if (point.numerator === point.denominator) sum.add(this.#quantities, slot, point.column, point.index);
        else sum.addDecimal(multiply(holding.quantity, pointPrice(point)));
      }
    });
    let holdings = apart;
    for (const [currency, sum] of this.#sums) holdings = add(holdings, this.#inBase(sum.total(), currency, day));
    let cash = ZERO;
    for (const { currency, amount } of this.book.balances)
      if (amount !== 0n) cash = add(cash, this.#inBase(amount, currency, day));
    return { holdings: decimalToNumber(holdings), cash: decimalToNumber(cash) };
  }

  #inBase(amount: Decimal, currency: CurrencyCode, day: Day): Decimal {
    return amount === 0n ? ZERO : multiply(amount, this.book.market.rates.rate(currency, day));
  }

  #sumOf(currency: CurrencyCode): ProductSum {
    let sum = this.#sums.get(currency);
    if (!sum) this.#sums.set(currency, (sum = productSum()));
    return sum;
  }

  #refresh(slot: number, revision: number, quantity: Decimal): void {
    if (this.#revisions[slot] === revision) return;
    if (slot >= this.#revisions.length) this.#grow(slot);
    this.#revisions[slot] = revision;
    setDecimal(this.#quantities, slot, quantity);
  }

  #grow(slot: number): void {
    const length = 2 * (slot + 1);
    const { mantissas, digits, wide } = this.#quantities;
    this.#quantities = { ...columnOfZeros(length), wide };
    this.#quantities.mantissas.set(mantissas);
    this.#quantities.digits.set(digits);
    const revisions = new Float64Array(length).fill(-1);
    revisions.set(this.#revisions);
    this.#revisions = revisions;
  }
}
