import { minorUnitsByCode } from './currency-table';

declare const currencyBrand: unique symbol;

/** ISO 4217 code, or the ticker of a cryptocurrency that the table knows. */
export type CurrencyCode = string & { readonly [currencyBrand]: true };

/** What a code stands for: digits of its minor unit, and whether a state or a network issues it. */
export interface Currency {
  readonly code: CurrencyCode;
  readonly minorUnits: number;
  readonly kind: 'fiat' | 'crypto';
}

/** The currency of a code, or undefined when ISO 4217 and the list of cryptocurrencies do not know it. */
export function currencyFromCode(text: string): Currency | undefined {
  const code = text.trim().toUpperCase();
  const entry = minorUnitsByCode.get(code);
  return entry && { code: code as CurrencyCode, minorUnits: entry.minorUnits, kind: entry.kind };
}

/** The code checked. @throws RangeError when the currency is unknown. */
export function currencyCode(text: string): CurrencyCode {
  const currency = currencyFromCode(text);
  if (!currency) throw new RangeError(`unknown currency: "${text}"`);
  return currency.code;
}

/** Digits behind the point of the minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorUnits(code: CurrencyCode): number {
  return minorUnitsByCode.get(code)?.minorUnits ?? 2;
}

/** Every known currency, fiat first, by code. */
export function allCurrencies(): Currency[] {
  return Array.from(minorUnitsByCode, ([code, entry]) => ({ code: code as CurrencyCode, ...entry })).sort((a, b) =>
    a.kind === b.kind ? (a.code < b.code ? -1 : 1) : a.kind === 'fiat' ? -1 : 1
  );
}
