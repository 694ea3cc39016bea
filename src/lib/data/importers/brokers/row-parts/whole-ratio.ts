import { add, type Decimal } from '$lib/domain/money';

/** New units for old ones in whole numbers. */
export interface WholeRatio {
  readonly numerator: number;
  readonly denominator: number;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

/** Ratio of two quantities of the same sign in lowest terms; undefined when it does not fit whole numbers of a double. */
export function wholeRatio(fresh: Decimal, old: Decimal): WholeRatio | undefined {
  if (old === 0n || fresh === 0n || fresh < 0n !== old < 0n) return undefined;
  const [a, b]: [bigint, bigint] = fresh < 0n ? [-fresh, -old] : [fresh, old];
  const divisor = greatestDivisor(a, b);
  const [numerator, denominator] = [Number(a / divisor), Number(b / divisor)];
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) ? { numerator, denominator } : undefined;
}

/** "4 FOR 1", "1:10", "3-for-2": new for old, as companies announce splits. */
export function statedRatio(text: string): WholeRatio | undefined {
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
export function splitThatAdds(held: Decimal, added: Decimal): WholeRatio | undefined {
  if (held <= 0n || added <= 0n) return undefined;
  const ratio = wholeRatio(add(held, added), held);
  if (!ratio) return undefined;
  const { numerator, denominator } = ratio;
  const wholeMultiple = denominator === 1 && (numerator <= 10 || numerator % 5 === 0) && numerator <= 100;
  const fraction = denominator <= 5 && numerator <= 3 * denominator;
  const stockDividend = numerator === denominator + 1 && (denominator <= 10 || [20, 25, 50, 100].includes(denominator));
  return wholeMultiple || fraction || stockDividend ? ratio : undefined;
}
