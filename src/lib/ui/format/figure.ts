import { decimalText, rounded, type Decimal } from '$lib/domain/money';
import { numberFormat } from './locale';

/** A number to show: exact, a float, or missing (null, undefined, NaN). */
export type Figure = Decimal | number | null | undefined;

/** What stands where a value is missing. */
export const MISSING = '–';

/** Minus as typeset: U+2212. */
export const MINUS = '\u2212';

/** Whether a sign is shown on positive values too: on changes, never on levels. */
export type SignDisplay = 'level' | 'change';

/** True when there is no number to show. */
export function isMissing(value: Figure): value is null | undefined {
  return value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value));
}

/** Size of a value as the text Intl reads without loss; exact values are rounded half-even first. */
function sizeText(value: Decimal | number, digits: number): Intl.StringNumericLiteral | number {
  if (typeof value === 'number') return Math.abs(value);
  const text = decimalText(rounded(value, Math.min(18, digits)));
  return (text.startsWith('-') ? text.slice(1) : text) as Intl.StringNumericLiteral;
}

/** Signed figure: U+2212 before negatives, + before positive changes, no sign on what rounds to zero. */
export function signedFigure(
  value: Figure,
  locale: string,
  options: Intl.NumberFormatOptions,
  sign: SignDisplay,
  roundingDigits = 18
): string {
  if (isMissing(value)) return MISSING;
  const format = numberFormat(locale, options);
  const size = format.format(sizeText(value, roundingDigits));
  const mark = value < 0 ? MINUS : sign === 'change' ? '+' : '';
  if (mark === '' || size === format.format(0)) return size;
  return mark + size;
}
