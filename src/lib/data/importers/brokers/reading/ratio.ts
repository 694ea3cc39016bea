import {
  absolute,
  multiply,
  subtract,
  decimal,
  decimalFromInteger,
  divide,
  compare,
  greatest,
  type Decimal
} from '$lib/domain/money';

/** New units for old ones in whole numbers. */
export interface UnitRatio {
  readonly numerator: number;
  readonly denominator: number;
}

const LARGEST_PRODUCT = 100_000n;
const CLOSE = decimal('0.0000001');
const LAST_DIGITS = decimal('0.00000002');

/**
 * Ratio of two quantities in the smallest whole numbers that fit them but for the eighth digit, to which files round
 * fractions of a unit. Both positive; undefined when only large numbers fit (their product is above 100,000).
 */
export function unitRatio(after: Decimal, before: Decimal): UnitRatio | undefined {
  if (after <= 0n || before <= 0n) return undefined;
  let [high, low]: [bigint, bigint] = [after, before];
  let [numerator, lastNumerator, denominator, lastDenominator] = [1n, 0n, 0n, 1n];
  // Convergents of the continued fraction: the best approximations there are.
  while (low !== 0n) {
    const whole = high / low;
    [numerator, lastNumerator] = [whole * numerator + lastNumerator, numerator];
    [denominator, lastDenominator] = [whole * denominator + lastDenominator, denominator];
    if (numerator * denominator > LARGEST_PRODUCT) return undefined;
    if (numerator > 0n && fits(after, before, numerator, denominator))
      return { numerator: Number(numerator), denominator: Number(denominator) };
    [high, low] = [low, high % low];
  }
  return undefined;
}

function fits(after: Decimal, before: Decimal, numerator: bigint, denominator: bigint): boolean {
  const ratio = divide(decimalFromInteger(Number(numerator)), decimalFromInteger(Number(denominator)));
  const reached = multiply(before, ratio);
  return compare(absolute(subtract(reached, after)), greatest(multiply(after, CLOSE), LAST_DIGITS)) <= 0;
}
