/** Digits kept behind the point by every {@link Decimal}. */
export const SCALE = 18;

declare const decimalBrand: unique symbol;

/**
 * Exact decimal number: a bigint counting units of 10^-18.
 * Kept as decimal text at rest (see {@link decimalText}); never built from a sum of floats.
 */
export type Decimal = bigint & { readonly [decimalBrand]: true };

/** How a value between two neighbours is rounded; half-even is the ledger's default (IEEE 754, ISO 80000-1 B). */
export type Rounding = 'half-even' | 'half-up' | 'down' | 'up' | 'floor' | 'ceiling';

const UNIT = 10n ** BigInt(SCALE);
const PATTERN = /^([+-])?(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$|^([+-])?\.(\d+)(?:[eE]([+-]?\d+))?$/;

const brand = (units: bigint): Decimal => units as Decimal;

/** Zero. */
export const ZERO: Decimal = brand(0n);

/** One. */
export const ONE: Decimal = brand(UNIT);

/** Exact decimal from its count of 10^-18 units. */
export function decimalFromUnits(units: bigint): Decimal {
  return brand(units);
}

/**
 * Exact decimal read from text in plain or exponent notation with a point as decimal mark.
 * @throws RangeError when the text is no number or has more than 18 significant digits behind the point.
 */
export function decimal(text: string): Decimal {
  const match = PATTERN.exec(text.trim());
  if (!match) throw new RangeError(`not a decimal number: "${text}"`);
  const negative = (match[1] ?? match[5]) === '-';
  const whole = match[2] ?? '';
  const fraction = match[3] ?? match[6] ?? '';
  const exponent = Number(match[4] ?? match[7] ?? '0');
  const shift = SCALE - fraction.length + exponent;
  if (Math.abs(shift) > 400) throw new RangeError(`decimal out of range: "${text}"`);
  let units = BigInt(whole + fraction);
  if (shift >= 0) units *= 10n ** BigInt(shift);
  else {
    const divisor = 10n ** BigInt(-shift);
    if (units % divisor !== 0n) throw new RangeError(`more than ${SCALE} digits behind the point: "${text}"`);
    units /= divisor;
  }
  return brand(negative ? -units : units);
}

/** Exact decimal of an integer. @throws RangeError when the number is no safe integer. */
export function decimalFromInteger(value: number): Decimal {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  return brand(BigInt(value) * UNIT);
}

/**
 * Decimal nearest to a float, through its shortest round-trip text, so 0.1 becomes exactly 0.1.
 * Digits past the 18th are rounded half-even. @throws RangeError when the value is not finite.
 */
export function decimalFromNumber(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  const micros = value * 1e6;
  // Up to 15 significant digits no other decimal shares the float, so this one is its shortest text.
  if (Number.isInteger(micros) && Math.abs(micros) < 1e15 && micros / 1e6 === value)
    return brand(BigInt(micros) * 1_000_000_000_000n);
  const [mantissa = '0', exponentText = '0'] = String(value).split('e');
  const negative = mantissa.startsWith('-');
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = SCALE - fraction.length + Number(exponentText);
  const digits = BigInt(whole + fraction);
  const units =
    shift >= 0 ? digits * 10n ** BigInt(shift) : roundedQuotient(digits, 10n ** BigInt(-shift), 'half-even');
  return brand(negative ? -units : units);
}

/** Shortest plain decimal text: the canonical form at rest ("-12.5", "0", never exponent notation). */
export function decimalText(value: Decimal): string {
  const negative = value < 0n;
  const digits = (negative ? -value : (value as bigint)).toString().padStart(SCALE + 1, '0');
  const whole = digits.slice(0, -SCALE);
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** Nearest float; for statistics and display only. */
export function decimalToNumber(value: Decimal): number {
  const units: bigint = value;
  if (units % 1_000_000_000_000n === 0n) {
    const micros = units / 1_000_000_000_000n;
    if (micros >= -9007199254740991n && micros <= 9007199254740991n) return Number(micros) / 1e6;
  }
  return Number(decimalText(value));
}

/** Sum. */
export function add(a: Decimal, b: Decimal): Decimal {
  return brand(a + b);
}

/** Difference a - b. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return brand(a - b);
}

/** Opposite. */
export function negate(a: Decimal): Decimal {
  return brand(-a);
}

/** Absolute value. */
export function absolute(a: Decimal): Decimal {
  return a < 0n ? brand(-a) : a;
}

/** Product, rounded to the 18th digit behind the point. */
export function multiply(a: Decimal, b: Decimal, rounding: Rounding = 'half-even'): Decimal {
  return brand(roundedQuotient(a * b, UNIT, rounding));
}

/** Quotient a / b, rounded to the 18th digit behind the point. @throws RangeError on division by zero. */
export function divide(a: Decimal, b: Decimal, rounding: Rounding = 'half-even'): Decimal {
  if (b === 0n) throw new RangeError('division by zero');
  return brand(roundedQuotient(a * UNIT, b, rounding));
}

/** a * numerator / denominator with one rounding at the end. @throws RangeError on a zero denominator. */
export function scaledBy(
  a: Decimal,
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding = 'half-even'
): Decimal {
  if (denominator === 0n) throw new RangeError('division by zero');
  return brand(roundedQuotient(a * numerator, denominator, rounding));
}

/** Value rounded to a number of digits behind the point (0 to 18). */
export function rounded(a: Decimal, digits: number, rounding: Rounding = 'half-even'): Decimal {
  if (!Number.isInteger(digits) || digits < 0 || digits > SCALE) throw new RangeError(`digits out of range: ${digits}`);
  const step = 10n ** BigInt(SCALE - digits);
  return brand(roundedQuotient(a, step, rounding) * step);
}

/** -1, 0 or 1. */
export function sign(a: Decimal): -1 | 0 | 1 {
  return a < 0n ? -1 : a > 0n ? 1 : 0;
}

/** Negative, zero or positive as a is below, equal to or above b; fits Array.prototype.sort. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Exact sum of a list. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = 0n;
  for (const value of values) total += value;
  return brand(total);
}

/** Smaller of two. */
export function least(a: Decimal, b: Decimal): Decimal {
  return a < b ? a : b;
}

/** Larger of two. */
export function greatest(a: Decimal, b: Decimal): Decimal {
  return a > b ? a : b;
}

/** Integer quotient of bigints under a rounding rule. @throws RangeError on division by zero. */
export function roundedQuotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  if (divisor === 0n) throw new RangeError('division by zero');
  const quotient = dividend / divisor;
  const remainder = dividend - quotient * divisor;
  if (remainder === 0n) return quotient;
  const awayFromZero = dividend < 0n === divisor < 0n ? 1n : -1n;
  switch (rounding) {
    case 'down':
      return quotient;
    case 'up':
      return quotient + awayFromZero;
    case 'floor':
      return awayFromZero < 0n ? quotient - 1n : quotient;
    case 'ceiling':
      return awayFromZero > 0n ? quotient + 1n : quotient;
    default: {
      const twice = (remainder < 0n ? -remainder : remainder) * 2n;
      const size = divisor < 0n ? -divisor : divisor;
      if (twice > size) return quotient + awayFromZero;
      if (twice < size) return quotient;
      return rounding === 'half-up' || quotient % 2n !== 0n ? quotient + awayFromZero : quotient;
    }
  }
}
