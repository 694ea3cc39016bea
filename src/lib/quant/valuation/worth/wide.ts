import { SCALE, decimalFromUnits, decimalToNumber, roundedQuotient, type Decimal } from '$lib/domain/money';

declare const wideBrand: unique symbol;

/**
 * Exact amount in the base currency counting 10^-54: quantity times price times rate, each a decimal of 18 digits,
 * without any rounding. Sums of them are exact, so parts add up to their total in whatever order they are taken.
 */
export type Wide = bigint & { readonly [wideBrand]: true };

const UNIT = 10n ** BigInt(SCALE);
const UNIT_SQUARED = UNIT * UNIT;

const brand = (units: bigint): Wide => units as Wide;

/** Nothing. */
export const WIDE_ZERO = brand(0n);

/** Quantity times price times rate. */
export function wideProduct(quantity: Decimal, price: Decimal, rate: Decimal): Wide {
  return brand(quantity * price * rate);
}

/** Amount times rate. */
export function wideAmount(amount: Decimal, rate: Decimal): Wide {
  return brand(amount * rate * UNIT);
}

/** Sum. */
export function widePlus(a: Wide, b: Wide): Wide {
  return brand(a + b);
}

/** Difference a - b. */
export function wideMinus(a: Wide, b: Wide): Wide {
  return brand(a - b);
}

/** Share part / whole of an amount, rounded half-even in the 54th digit. @throws RangeError when the whole is zero. */
export function wideShare(a: Wide, part: Decimal, whole: Decimal): Wide {
  return wideFraction(a, part, whole);
}

/** Fraction part / whole of an amount, rounded half-even in the 54th digit. @throws RangeError when the whole is zero. */
export function wideFraction(a: Wide, part: bigint, whole: bigint): Wide {
  return brand(part === whole ? a : roundedQuotient(a * part, whole, 'half-even'));
}

/** Amount in the currency of a rate, rounded to the 18th digit; zero at a rate of zero. */
export function localFromWide(a: Wide, rate: Decimal): Decimal {
  return decimalFromUnits(rate === 0n ? 0n : roundedQuotient(a, rate * UNIT, 'half-even'));
}

/** Decimal rounded half-even to the 18th digit. */
export function decimalFromWide(a: Wide): Decimal {
  return decimalFromUnits(roundedQuotient(a, UNIT_SQUARED, 'half-even'));
}

/** Nearest float, for statistics. */
export function numberFromWide(a: Wide): number {
  return decimalToNumber(decimalFromWide(a));
}
