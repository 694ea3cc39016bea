import { decimalFromUnits, decimalToNumber, SCALE, ZERO, type Decimal } from '$lib/domain/money';

/** Digits behind the point that a version of the file leaves out of its whole numbers. */
export interface Scales {
  readonly amount: number;
  readonly shares: number;
  readonly quotes: number;
}

// Files that other programs write may leave their version out; they follow the program of today.
const NEWEST = '69';

/** Version of a file by its text. */
export function versionOf(text: string): number {
  return Number(/^\d+$/.test(text) ? text : NEWEST);
}

/** Scales by version of the file: shares grew digits with versions 26 and 49, quotes with 30 and 49. */
export function scalesOf(version: number): Scales {
  return {
    amount: 2,
    shares: version < 26 ? 5 : version < 49 ? 6 : 8,
    quotes: version < 30 ? 2 : version < 49 ? 4 : 8
  };
}

/** Decimal of a whole number that stands for that many digits behind the point. */
export function scaled(value: bigint, digits: number): Decimal {
  return decimalFromUnits(value * 10n ** BigInt(SCALE - digits));
}

/** The same of a text; zero when it is no whole number. */
export function scaledText(text: string, digits: number): Decimal {
  return /^-?\d+$/.test(text) ? scaled(BigInt(text), digits) : ZERO;
}

/** Quote as a float, exact to its digits. */
export function quoteOf(value: bigint, digits: number): number {
  return decimalToNumber(scaled(value, digits));
}
