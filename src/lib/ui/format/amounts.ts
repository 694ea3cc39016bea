import { decimalText, minorUnits, type CurrencyCode } from '$lib/domain/money';
import { isMissing, MISSING, signedFigure, type Figure, type SignDisplay } from './figure';
import { defaultLocale, numberFormat } from './locale';
import { veiled } from './privacy.svelte';

/** How a figure is written. */
export interface FigureStyle {
  readonly sign?: SignDisplay;
  readonly locale?: string;
}

/** Style of a percent or ratio: also its digits behind the point. */
export interface DigitStyle extends FigureStyle {
  readonly digits?: number;
}

function currencyOptions(currency: string, digits: number): Intl.NumberFormatOptions {
  return {
    ...currencyUnit(currency),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  };
}

function currencyUnit(currency: string): Intl.NumberFormatOptions {
  return /^[A-Za-z]{3}$/.test(currency)
    ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
    : { style: 'decimal' };
}

function withCode(text: string, currency: string): string {
  return /^[A-Za-z]{3}$/.test(currency) || text === MISSING ? text : `${text} ${currency}`;
}

/** Money without cents, as in tables: $1,285,181. */
export function money(value: Figure, currency: string, style: FigureStyle = {}): string {
  const { sign = 'level', locale = defaultLocale } = style;
  return veiled(withCode(signedFigure(value, locale, currencyOptions(currency, 0), sign, 0), currency));
}

/** Money to its minor unit, exact: ledger, lots and tax. */
export function exactMoney(value: Figure, currency: string, style: FigureStyle = {}): string {
  const { sign = 'level', locale = defaultLocale } = style;
  const digits = minorUnits(currency as CurrencyCode);
  return veiled(withCode(signedFigure(value, locale, currencyOptions(currency, digits), sign, digits), currency));
}

/** Money in two parts for the headline: the figure, and its cents with their mark (empty for currencies without). */
export function moneyParts(
  value: Figure,
  currency: string,
  style: FigureStyle = {}
): { readonly whole: string; readonly cents: string } {
  const text = exactMoney(value, currency, style);
  if (minorUnits(currency as CurrencyCode) === 0 || isMissing(value)) return { whole: text, cents: '' };
  const { locale = defaultLocale } = style;
  const mark =
    numberFormat(locale, {})
      .formatToParts(1.5)
      .find((part) => part.type === 'decimal')?.value ?? '.';
  const at = text.lastIndexOf(mark);
  const end = at < 0 ? -1 : text.slice(at).search(/[^\d•]/u) === 0 ? at : -1;
  return end < 0 ? { whole: text, cents: '' } : { whole: text.slice(0, end), cents: text.slice(end) };
}

/** Money on an axis: $1.2M, $300k. */
export function axisMoney(value: Figure, currency: string, style: FigureStyle = {}): string {
  const { sign = 'level', locale = defaultLocale } = style;
  const options = { ...currencyUnit(currency), notation: 'compact', maximumSignificantDigits: 3 } as const;
  const text = signedFigure(value, locale, options, sign);
  return veiled(locale.startsWith('en') ? text.replace(/K$/, 'k') : text);
}

/** Price as quoted: the digits of its currency at least, up to four more where it has them. */
export function price(value: Figure, currency: string, style: DigitStyle = {}): string {
  const { sign = 'level', locale = defaultLocale } = style;
  const least = style.digits ?? minorUnits(currency as CurrencyCode);
  const small = !isMissing(value) && Math.abs(Number(value)) < (typeof value === 'bigint' ? 1e18 : 1);
  const most = style.digits ?? (small ? Math.min(18, least + 4) : least);
  return signedFigure(
    value,
    locale,
    { minimumFractionDigits: Math.min(least, most), maximumFractionDigits: most },
    sign,
    most
  );
}

/** Number of shares or units: whole where it is whole, else up to six digits. */
export function quantity(value: Figure, style: FigureStyle = {}): string {
  const { sign = 'level', locale = defaultLocale } = style;
  return veiled(signedFigure(value, locale, { maximumFractionDigits: 6 }, sign, 6));
}

/** Fraction as percent, one digit unless told: 0.113 is 11.3%. */
export function percent(value: number | null | undefined, style: DigitStyle = {}): string {
  const { digits = 1, sign = 'level', locale = defaultLocale } = style;
  return signedFigure(
    value,
    locale,
    { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits },
    sign
  );
}

/** Difference of two fractions in points, without the unit: 0.014 is +1.4. */
export function pointsFigure(value: number | null | undefined, style: DigitStyle = {}): string {
  const { digits = 1, sign = 'change', locale = defaultLocale } = style;
  const points = isMissing(value) ? value : value * 100;
  return signedFigure(points, locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }, sign);
}

/** Difference of two fractions: +1.4 pts. */
export function points(value: number | null | undefined, style: DigitStyle = {}): string {
  const text = pointsFigure(value, style);
  return text === MISSING ? text : `${text} pts`;
}

/** Ratio, two digits unless told: Sharpe 0.63. */
export function ratio(value: number | null | undefined, style: DigitStyle = {}): string {
  const { digits = 2, sign = 'level', locale = defaultLocale } = style;
  return signedFigure(value, locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }, sign);
}

/** Count: 9,367. */
export function count(value: number | null | undefined, style: FigureStyle = {}): string {
  const { sign = 'level', locale = defaultLocale } = style;
  return signedFigure(value, locale, { maximumFractionDigits: 0 }, sign);
}

/** Number without trailing zeros, as an input shows it. */
export function plainNumber(value: Figure, style: DigitStyle = {}): string {
  const { digits = 12, sign = 'level', locale = defaultLocale } = style;
  if (typeof value === 'bigint') return signedFigure(value, locale, { maximumFractionDigits: digits }, sign, digits);
  return signedFigure(value, locale, { maximumFractionDigits: digits }, sign);
}

/** Exact decimal text with a point, for the clipboard and for files; never veiled. */
export function copyText(value: Figure): string {
  if (isMissing(value)) return '';
  return typeof value === 'number' ? String(value) : decimalText(value);
}
