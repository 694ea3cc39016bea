import {
  absolute,
  add,
  compare,
  decimal,
  decimalFromInteger,
  divide,
  greatest,
  multiply,
  subtract,
  type Decimal
} from '$lib/domain/money';

const LARGEST_PRODUCT = 100_000n;
const CLOSE = decimal('0.0000001');
const LAST_DIGITS = decimal('0.00000002');

/** New units for old ones in whole numbers. */
export interface UnitRatio {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * Ratio of two quantities in the smallest whole numbers that fit them but for the eighth digit, to which files round
 * fractions of a unit. Both positive; undefined when only large numbers fit (their product is above 100,000).
 */
export function nearestRatio(after: Decimal, before: Decimal): UnitRatio | undefined {
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

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

/** Ratio of two quantities of the same sign in lowest terms; undefined when it does not fit whole numbers of a double. */
export function exactRatio(fresh: Decimal, old: Decimal): UnitRatio | undefined {
  if (old === 0n || fresh === 0n || fresh < 0n !== old < 0n) return undefined;
  const [a, b]: [bigint, bigint] = fresh < 0n ? [-fresh, -old] : [fresh, old];
  const divisor = greatestDivisor(a, b);
  const [numerator, denominator] = [Number(a / divisor), Number(b / divisor)];
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) ? { numerator, denominator } : undefined;
}

/** "4 FOR 1", "1:10", "3-for-2": new for old, as companies announce splits. */
export function statedRatio(text: string): UnitRatio | undefined {
  const match = /(\d+(?:\.\d+)?)\s*(?:-?\s*FOR\s*-?|:)\s*(\d+(?:\.\d+)?)/i.exec(text);
  if (!match) return undefined;
  const digits = Math.max(...[match[1], match[2]].map((part = '') => part.split('.')[1]?.length ?? 0));
  const [a, b] = [match[1], match[2]].map((part = '') => BigInt(Math.round(Number(part) * 10 ** digits)));
  if (a === undefined || b === undefined || a === 0n || b === 0n) return undefined;
  const divisor = greatestDivisor(a, b);
  return { numerator: Number(a / divisor), denominator: Number(b / divisor) };
}

/**
 * The split that turned the units held into these and the ones added; undefined when the ratio is none that companies
 * announce, for then the units held before are not all known.
 */
export function splitThatAdds(held: Decimal, added: Decimal): UnitRatio | undefined {
  if (held <= 0n || added <= 0n) return undefined;
  const ratio = exactRatio(add(held, added), held);
  if (!ratio) return undefined;
  const { numerator, denominator } = ratio;
  const wholeMultiple = denominator === 1 && (numerator <= 10 || numerator % 5 === 0) && numerator <= 100;
  const fraction = denominator <= 5 && numerator <= 3 * denominator;
  const stockDividend = numerator === denominator + 1 && (denominator <= 10 || [20, 25, 50, 100].includes(denominator));
  return wholeMultiple || fraction || stockDividend ? ratio : undefined;
}
