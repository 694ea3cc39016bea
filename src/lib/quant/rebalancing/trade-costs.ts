import {
  add,
  divide,
  greatest,
  minorUnits,
  multiply,
  rounded,
  subtract,
  sum,
  decimalFromUnits,
  ZERO,
  ONE,
  SCALE,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { TradeListRequest } from './trade-request';

/** Amount and costs of a quantity at a price, in the instrument's currency. */
export interface TradeAmounts {
  readonly gross: Decimal;
  readonly commission: Decimal;
  readonly spreadCost: Decimal;
}

/** A quantity's step: 1 for whole shares, 10^-digits otherwise. */
export function quantityStep(digits: number): Decimal {
  return decimalFromUnits(10n ** BigInt(SCALE - digits));
}

/** Gross rounded to the minor unit, commission and half the spread rounded up to it. */
export function tradeAmounts(
  { commission, spread }: TradeListRequest,
  currency: CurrencyCode,
  quantity: Decimal,
  price: Decimal
): TradeAmounts {
  const digits = minorUnits(currency);
  const gross = rounded(multiply(quantity, price), digits);
  const charged = greatest(commission.minimum, add(commission.fixed, multiply(commission.rate, gross)));
  return {
    gross,
    commission: rounded(charged, digits, 'up'),
    spreadCost: rounded(divide(multiply(gross, spread), add(ONE, ONE)), digits, 'up')
  };
}

/** Money that a purchase takes. */
export function purchaseCost(amounts: TradeAmounts): Decimal {
  return sum([amounts.gross, amounts.commission, amounts.spreadCost]);
}

/** Greatest quantity, at most `wanted`, that the money pays for with all costs; zero when none does. */
export function affordableQuantity(
  request: TradeListRequest,
  quote: { readonly currency: CurrencyCode; readonly price: Decimal; readonly digits: number },
  wanted: Decimal,
  money: Decimal
): Decimal {
  const step = quantityStep(quote.digits);
  let quantity = wanted;
  while (quantity > ZERO) {
    const missing = subtract(purchaseCost(tradeAmounts(request, quote.currency, quantity, quote.price)), money);
    if (missing <= ZERO) return quantity;
    const less = greatest(step, rounded(divide(missing, multiply(quote.price, add(ONE, ONE))), quote.digits, 'up'));
    quantity = subtract(quantity, less);
  }
  return ZERO;
}
