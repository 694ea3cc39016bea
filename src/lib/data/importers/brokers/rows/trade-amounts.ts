import {
  absolute,
  add,
  decimal,
  divide,
  minorUnits,
  money,
  multiply,
  rounded,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';

/** A trade as a row writes it; all positive, what is absent undefined. */
export interface WrittenTrade {
  readonly quantity: Decimal;
  readonly price?: Decimal;
  readonly fees: Decimal;
  readonly taxes: Decimal;
  readonly accrued: Decimal;
  /** What the trade moved in cash, costs and accrued interest included. */
  readonly net?: Decimal;
  /** What a price times a quantity is multiplied by, when it is known. */
  readonly multiplier?: string;
}

/** A trade whose figures fit each other. */
export interface TradeAmounts {
  readonly gross: Decimal;
  readonly price: Decimal;
  readonly multiplier: string;
  /** Interest since the last coupon, within the cash but not within gross. */
  readonly accrued: Decimal;
}

const HUNDREDTH = decimal('0.01');
const candidates = ['1', '0.01', '100'];

/** True when an amount is the product but for 2 %, for a bond but for 8 %: half a year's coupon may be part of it. */
function isNear(product: Decimal, multiplier: string, amount: Decimal): boolean {
  const gap = absolute(subtract(multiply(product, decimal(multiplier)), amount));
  return gap <= HUNDREDTH || multiply(gap, decimal(multiplier === '0.01' ? '12' : '50')) <= absolute(amount);
}

/** A bond's amount above its quote is interest accrued, when the row does not say how much. */
function withoutAccrued(gross: Decimal, product: Decimal, stated: Decimal): Pick<TradeAmounts, 'gross' | 'accrued'> {
  const principal = rounded(multiply(product, HUNDREDTH), 2);
  const above = subtract(gross, principal);
  return stated === ZERO && above > HUNDREDTH ? { gross: principal, accrued: above } : { gross, accrued: stated };
}

/**
 * Amount before costs, price and multiplier of a trade: the cash it moved decides, a price that does not fit it is
 * worked out again. A bond betrays its quote in percent by amounts of a hundredth. Undefined without amount and price.
 */
export function tradeAmounts(side: 'buy' | 'sell', written: WrittenTrade): TradeAmounts | undefined {
  const { quantity, price, fees, taxes, accrued, net } = written;
  if (quantity <= 0n) return undefined;
  const costs = add(fees, taxes);
  let gross = net === undefined ? undefined : side === 'buy' ? subtract(net, costs) : add(net, costs);
  if (gross !== undefined) gross = subtract(gross, accrued);
  if (gross === undefined || gross < 0n) {
    if (price === undefined) return undefined;
    const multiplier = written.multiplier ?? '1';
    return { gross: rounded(multiply(multiply(quantity, price), decimal(multiplier)), 2), price, multiplier, accrued };
  }
  if (price !== undefined && price > 0n) {
    const product = multiply(quantity, price);
    const tried = written.multiplier === undefined ? candidates : [written.multiplier];
    const found = gross;
    const multiplier = tried.find((one) => isNear(product, one, found));
    if (multiplier === '0.01') return { ...withoutAccrued(found, product, accrued), price, multiplier };
    if (multiplier !== undefined) return { gross, price, multiplier, accrued };
  }
  const multiplier = written.multiplier ?? '1';
  const units = multiplier === '1' ? quantity : multiply(quantity, decimal(multiplier));
  return { gross, price: units === 0n ? gross : divide(gross, units), multiplier, accrued };
}

/** Amount of money rounded to the minor unit of its currency, as a trade states it. */
export function productOf(quantity: Decimal, price: Decimal, currency: CurrencyCode): Money {
  return money(rounded(multiply(quantity, price), minorUnits(currency), 'half-up'), currency);
}
